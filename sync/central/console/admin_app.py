"""Django's admin with our site in place of its own."""

from django.contrib.admin.apps import AdminConfig


class CentreAdminConfig(AdminConfig):
    default_site = "sync.central.console.site.Site"
