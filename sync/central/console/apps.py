"""Django's entry."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "sync.central.console"
    label = "console"
    verbose_name = "工作台"
