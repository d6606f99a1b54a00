from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "vorort.platform.monitoring"
    verbose_name = "Integrationsmonitoring"
