from django.urls import path

from vorort.platform.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.start, name="start"),
    path("orte/", views.places, name="places"),
    path("orte/<str:key>/", views.place, name="place"),
    path("suche/", views.search, name="search"),
]
