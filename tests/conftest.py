"""One home for the whole test run: nothing of a developer's own installation is read or changed."""

import shutil
import tempfile
from pathlib import Path


def pytest_configure(config):
    """pytest-django has read the settings before any conftest, so they are adjusted, not given."""
    from django.conf import settings

    from vorort.platform.config.languages import compile_all

    compile_all()

    home = Path(tempfile.mkdtemp(prefix="vorort-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    (home / "static").mkdir()
    settings.VORORT_HOME = home
    settings.ASSETS = home / "assets"
    settings.STATIC_ROOT = home / "static"
    settings.STATICFILES_DIRS = [("vendor", home / "assets" / "vendor")]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DEBUG = settings.VORORT_DEMO = False
    settings.VORORT_TITLE = "Vor Ort"
    settings.VORORT_URL = "http://testserver"
    settings.VORORT_OPERATOR = []
    settings.VORORT_CONTACT = settings.VORORT_SOURCE_URL = ""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
