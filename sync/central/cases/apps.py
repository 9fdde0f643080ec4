"""Django's entry."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sync.central.cases"
    label = "cases"
    verbose_name = "案件"
