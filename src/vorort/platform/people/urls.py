from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path
from django.utils.translation import gettext_lazy as _

from vorort.platform.common.access import public
from vorort.platform.people.forms import LogInForm

app_name = "people"
urlpatterns = [
    path(
        "anmelden/",
        public(
            LoginView.as_view(
                template_name="people/log_in.html",
                authentication_form=LogInForm,
                redirect_authenticated_user=True,
                extra_context={"heading": _("Anmelden")},
            )
        ),
        name="log_in",
    ),
    path("abmelden/", public(LogoutView.as_view()), name="log_out"),
]
