from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "vorort.platform.places"
    verbose_name = "Orte"
