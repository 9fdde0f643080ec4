"""Django's entry."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sync.central.audit"
    label = "audit"
    verbose_name = "审计"
