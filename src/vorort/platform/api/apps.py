from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "vorort.platform.api"
    verbose_name = "Schnittstelle"
