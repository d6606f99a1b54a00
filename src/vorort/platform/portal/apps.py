from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "vorort.platform.portal"
    verbose_name = "Portal"
