"""Logging in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView

from vorort.platform.people.forms import LogInForm


class LogIn(LoginView):
    template_name = "people/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Django brings a `site` of its own, which would hide the one that every page has."""
        context = super().get_context_data(**kwargs)
        return {name: value for name, value in context.items() if name not in ("site", "site_name")}
