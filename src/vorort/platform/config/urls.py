"""All addresses. German has no prefix; machine-readable addresses have no language."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path


def _present(*modules):
    return [
        path("", include(name))
        for name in modules
        if find_spec(name) and ("monitoring" not in name or find_spec("vorort.platform.monitoring.views"))
    ]


urlpatterns = [
    *_present("vorort.platform.api.urls", "vorort.platform.portal.root_urls"),
    *i18n_patterns(
        *_present(
            "vorort.platform.common.urls",
            "vorort.platform.people.urls",
            "vorort.platform.places.urls",
            "vorort.platform.topics.urls",
            "vorort.platform.monitoring.urls",
            "vorort.platform.portal.urls",
        ),
        prefix_default_language=False,
    ),
]

handler400 = "vorort.platform.common.errors.bad_request"
handler403 = "vorort.platform.common.errors.forbidden"
handler404 = "vorort.platform.common.errors.not_found"
handler500 = "vorort.platform.common.errors.server_error"
