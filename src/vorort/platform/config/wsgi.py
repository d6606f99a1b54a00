"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vorort.platform.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - imports all views now, so that the first visitor need not wait
