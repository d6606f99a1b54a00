from django.contrib.auth.views import LogoutView
from django.urls import path

from vorort.platform.common.access import public
from vorort.platform.people.views import LogIn

app_name = "people"
urlpatterns = [
    path("anmelden/", public(LogIn.as_view()), name="log_in"),
    path("abmelden/", public(LogoutView.as_view()), name="log_out"),
]
