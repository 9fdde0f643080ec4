"""Django's entry."""

from django.apps import AppConfig


class FleetConfig(AppConfig):
    name = "sync.central.fleet"
    label = "fleet"
    verbose_name = "站点和终端"
