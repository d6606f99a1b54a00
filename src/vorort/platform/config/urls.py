"""All addresses. German has no prefix; machine-readable addresses have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("vorort.platform.api.root_urls")),
    path("", include("vorort.platform.portal.root_urls")),
    *i18n_patterns(
        path("", include("vorort.platform.common.urls")),
        path("", include("vorort.platform.people.urls")),
        path("", include("vorort.platform.api.urls")),
        path("", include("vorort.platform.monitoring.urls")),
        path("", include("vorort.platform.portal.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "vorort.platform.common.errors.bad_request"
handler403 = "vorort.platform.common.errors.forbidden"
handler404 = "vorort.platform.common.errors.not_found"
handler500 = "vorort.platform.common.errors.server_error"
