"""Addresses that machines read; they have no language."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from vorort.platform.common.access import publish
from vorort.platform.common.doorway import read_only
from vorort.platform.common.http import cached_by_build
from vorort.platform.portal import views
from vorort.platform.portal.feeds import Publications
from vorort.platform.portal.sitemaps import SITEMAPS

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    *publish(
        [
            path(
                "sitemap.xml",
                read_only(cached_by_build(index)),
                {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
                name="sitemap_index",
            ),
            path(
                "sitemap-<section>.xml",
                read_only(cached_by_build(sitemap)),
                {"sitemaps": SITEMAPS},
                name="sitemap",
            ),
            path("neues.atom", read_only(cached_by_build(Publications())), name="publications"),
        ]
    ),
]
