"""The centre's addresses."""

from django.contrib import admin
from django.urls import include, path

from sync.central.api.urls import api

urlpatterns = [
    path("api/", api.urls),
    path("console/", include("sync.central.console.urls")),
    path("admin/", admin.site.urls),
    path("", include("sync.central.public.urls")),
]
