"""The tree of stations (县中心 → 镇(街道)工作站 → 村(社区)工作室), terminals, their keys, and what waits for each of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from sync.central.sealed import SealedField


class Level(models.TextChoices):
    COUNTY = "county", "县中心"
    TOWN = "town", "镇（街道）工作站"
    VILLAGE = "village", "村（社区）工作室"


class Station(models.Model):
    """A place of the tree. `path` holds the ids from the root to this one, as `/1/7/40/`: what is below begins with it."""

    name = models.CharField("名称", max_length=80)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="上级"
    )
    path = models.CharField(max_length=80, db_index=True, editable=False, default="")
    address = models.CharField("地址", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=20, blank=True)

    class Meta:
        verbose_name = "站点"
        verbose_name_plural = "站点"
        ordering: ClassVar[list[str]] = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep `path` true, for this one and all below."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path != self.path:
            self.path = path
            super().save(update_fields=["path"])
            for child in self.children.all():
                child.save()


class Terminal(models.Model):
    """A terminal, and how it was when it last called."""

    number = models.CharField("编号", max_length=3, unique=True)  # three digits, the first of its receipt numbers
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="terminals", verbose_name="站点")
    note = models.CharField("备注", max_length=120, blank=True)
    retired = models.BooleanField("已停用", default=False)
    store = models.UUIDField(null=True, editable=False)
    # The turn (sync/wire.py)
    serial = models.BigIntegerField(default=0, editable=False)
    turn = models.CharField(max_length=64, blank=True, editable=False)
    turns = models.JSONField(default=list, editable=False)  # the last ones, for a hello that was held up on the way
    ledger = models.BigIntegerField(default=0, editable=False)  # records and attachments taken from it, ever
    forked_at = models.DateTimeField(null=True, blank=True, editable=False)  # two machines with one disk
    behind_turn = models.CharField(max_length=64, blank=True, editable=False)  # the turn that was told so
    behind_at = models.DateTimeField(null=True, blank=True, editable=False)  # this centre had forgotten its turn
    # The feed
    head = models.BigIntegerField(default=0, editable=False)  # seq of the last item for it
    handed = models.BigIntegerField(default=0, editable=False)  # seq of the last item that it was sent
    cursor = models.BigIntegerField(default=0, editable=False)  # what it has applied
    # As it told in its last hello
    seen_at = models.DateTimeField("最近联系", null=True, blank=True, editable=False)
    program = models.CharField("程序", max_length=40, blank=True, editable=False)
    content = models.JSONField(default=list, editable=False)  # [{id, version}]
    health = models.JSONField(default=list, editable=False)  # [{part, state, note}]
    disk_free_mb = models.BigIntegerField(default=0, editable=False)
    waiting = models.IntegerField(default=0, editable=False)
    refused = models.IntegerField(default=0, editable=False)
    delivered = models.IntegerField(default=0, editable=False)
    waiting_since = models.DateTimeField(null=True, blank=True, editable=False)
    clock_error_s = models.FloatField(default=0, editable=False)  # its clock less ours

    class Meta:
        verbose_name = "终端"
        verbose_name_plural = "终端"
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number}号终端"


class Key(models.Model):
    """A public key that a terminal signs with; the newest that is not revoked is its own."""

    id = models.CharField(primary_key=True, max_length=40)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="keys")
    public = models.CharField(max_length=44)  # Ed25519, raw, base64
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "密钥"
        verbose_name_plural = "密钥"


class EnrolCode(models.Model):
    """A one-time code that staff issued for a terminal; only its mark is kept."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="codes")
    mark = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    public = models.CharField(max_length=44, blank=True)  # the key it was used for: the same again gets the same answer


class FeedItem(models.Model):
    """One thing for one terminal; `seq` counts for each terminal from 1 without holes."""

    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE, related_name="feed")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    body = SealedField()  # what staff write to a citizen is in it
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint("terminal", "seq", name="feed_order"),)


class Booking(models.Model):
    """An appointment slot that is taken at a station, by whichever way."""

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="bookings")
    slot = models.CharField(max_length=80)  # 2026-11-28T09:30/window/1
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.CASCADE, related_name="bookings")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "预约"
        verbose_name_plural = "预约"
        constraints = (models.UniqueConstraint("station", "slot", name="slot_once"),)


class Plan(models.Model):
    """A timetable that staff published for a station; the newest counts, the older ones stay to be looked up."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="plans")
    windows = models.JSONField()  # as in assets/content/timetable.toml
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)


class Instance(models.Model):
    """This centre's identity, one row."""

    centre = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)
