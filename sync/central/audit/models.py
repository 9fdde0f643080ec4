"""The audit chain: every access to personal data and every change leaves a line that the next one seals."""

from django.conf import settings
from django.db import models


class Line(models.Model):
    """One access or change; never edited. `facts` holds ids and codes, nothing personal."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=40)  # case-opened, attachment-opened, decided, exported, key-revoked, …
    subject = models.CharField(max_length=80, blank=True)  # what it is about: case:17, terminal:101
    facts = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        indexes = (models.Index(fields=["subject", "seq"]),)


class Head(models.Model):
    """The end of the chain, one row; locked while a line is added."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
