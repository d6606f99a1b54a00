from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "vorort.platform.topics"
    verbose_name = "Handlungsfelder"
