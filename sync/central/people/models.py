"""Staff and their duties."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What somebody does here. What each role may do stands in `people/rights.py`."""

    INTAKE = "intake", "统一受理"
    OFFICER = "officer", "业务办理"
    LAWYER = "lawyer", "律师"
    KEEPER = "keeper", "站点管理"
    EDITOR = "editor", "内容编辑"
    PUBLISHER = "publisher", "内容发布"
    AUDITOR = "auditor", "审计"
    ADMINISTRATOR = "administrator", "系统管理"


class Staff(AbstractUser):
    """Somebody who works at the centre or a station."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)
    must_change_password = models.BooleanField("须改密码", default=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Duty(models.Model):
    """A role that somebody has: for a station with all below it (none: the whole county), and for a desk (none: all)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="duties", verbose_name="人员")
    role = models.CharField("职责", max_length=20, choices=Role.choices)
    station = models.ForeignKey(
        "fleet.Station", null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name="站点"
    )
    desk = models.CharField("业务", max_length=40, blank=True)  # a desk's id (assets/central/desks.toml)

    class Meta:
        verbose_name = "职责"
        verbose_name_plural = "职责"
        constraints = (models.UniqueConstraint("staff", "role", "station", "desk", name="duty_once"),)

    def __str__(self) -> str:
        return self.get_role_display()
