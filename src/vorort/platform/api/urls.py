from django.urls import path

from vorort.platform.api import views

app_name = "api"
urlpatterns = [path("api/", views.about, name="about")]
