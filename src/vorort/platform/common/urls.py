from django.urls import path

from vorort.platform.common import views

app_name = "common"
urlpatterns = [
    path("komponenten/", views.gallery, name="gallery"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
]
