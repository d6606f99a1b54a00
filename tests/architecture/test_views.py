"""Every address declares who may see it; models know only apps below their own."""

from django.apps import apps
from django.urls import URLPattern, get_resolver

from vorort.platform.common.access import declared_access

LAYERS = ["common", "places", "topics", "people", "monitoring", "portal", "api"]


def all_patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from all_patterns(entry, route)


def test_every_view_declares_who_may_see_it():
    undeclared = [route for route, view in all_patterns() if declared_access(view) is None]

    assert undeclared == []


def test_models_point_downwards_only():
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LAYERS
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model._meta.app_label in LAYERS
        if LAYERS.index(field.related_model._meta.app_label) > LAYERS.index(model._meta.app_label)
    ]

    assert upwards == []
