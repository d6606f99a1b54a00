"""Addresses that programs read; they have no language."""

from django.urls import include, path

from vorort.platform.api import views
from vorort.platform.api.endpoints import api

urlpatterns = [
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/", include((views.guarded(api.urls[0]), "v1"))),
]
