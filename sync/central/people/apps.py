"""Django's entry."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sync.central.people"
    label = "people"
    verbose_name = "人员"
