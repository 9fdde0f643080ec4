"""The public pages' addresses: those that are in the codes on slips and screens."""

from django.urls import path

from sync.central.public import law, matter

app_name = "public"
urlpatterns = [
    path("t/<str:number>/<str:token>", matter.page, name="matter"),
    path("law/<str:title>/<str:article>", law.page, name="law"),
]
