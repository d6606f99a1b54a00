"""Fixtures of the platform's tests. They run on SQLite, or on PostgreSQL where DATABASE_URL says so."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _empty_page_cache():
    """Pages remembered by one test would hide the queries of the next."""
    caches["pages"].clear()


@pytest.fixture
def person(db, django_user_model):
    """Somebody with an account and no role."""
    return django_user_model.objects.create_user(
        "mina@beispiel.de", "ein langes Passwort", name="Mina Adeyemi"
    )


@pytest.fixture
def statistician(person):
    """Somebody who may read in and publish figures."""
    person.grants.create(role="statistician")
    return person
