"""What came in (records with their attachments, never changed), and what is done about it (cases and their changes)."""

from django.conf import settings
from django.db import models

from sync.central.sealed import SealedField

STAFF = settings.AUTH_USER_MODEL


class Channel(models.TextChoices):
    """The way by which something came in."""

    TERMINAL = "terminal", "自助终端"
    WINDOW = "window", "窗口"
    PHONE = "phone", "热线"
    WEB = "web", "网上"


class Step(models.TextChoices):
    """Where a case stands; which step may follow which stands in `cases/steps.py`."""

    RECEIVED = "received", "已收到"
    TRIAGED = "triaged", "已分派"
    WORKING = "working", "正在办"
    PAPERS = "papers-needed", "等补材料"
    GRANTED = "decided-granted", "已决定：同意"
    REFUSED = "decided-refused", "已决定：不同意"
    DONE = "done", "办好了"
    TRANSFERRED = "transferred", "已转别的单位"
    WITHDRAWN = "withdrawn", "已撤回"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"


class Record(models.Model):
    """A submission as it came (sync/wire.py), exactly once by its id. `data` and `token` are sealed."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=13, db_index=True)  # two machines with one disk may hand out one number twice
    token = models.CharField(max_length=32)  # its mark
    kind = models.CharField(max_length=80)
    form = models.CharField(max_length=80)
    form_version = models.CharField(max_length=20)
    station_name = models.CharField(max_length=200)
    terminal_number = models.CharField(max_length=3)
    terminal = models.ForeignKey("fleet.Terminal", null=True, on_delete=models.PROTECT, related_name="records")
    time = models.DateTimeField()  # put right by the terminal's clock error
    told_time = models.DateTimeField()  # as its clock said
    received_at = models.DateTimeField(db_index=True)
    about = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="later")
    booking = models.CharField(max_length=80, blank=True)
    sealed = SealedField()  # {"token", "data"}
    fingerprint = models.CharField(max_length=32)
    case = models.ForeignKey("Case", null=True, on_delete=models.PROTECT, related_name="records")

    class Meta:
        verbose_name = "来件"
        verbose_name_plural = "来件"


class Attachment(models.Model):
    """A file that a record names; `arrived_at` is empty while its content is still on the way."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="attachments")
    position = models.SmallIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint("record", "position", name="attachment_order"),)


class RefusedRecord(models.Model):
    """What a terminal sent and the centre would not take: kept for staff, with the reason."""

    terminal = models.ForeignKey("fleet.Terminal", on_delete=models.CASCADE, related_name="refusals")
    record = models.CharField(max_length=80)  # its id, as it said
    reason = models.CharField(max_length=200)
    sealed = SealedField()
    at = models.DateTimeField(auto_now=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # staff asked for it again, or let it be

    class Meta:
        verbose_name = "没收下的来件"
        verbose_name_plural = "没收下的来件"
        constraints = (models.UniqueConstraint("terminal", "record", name="refused_once"),)


class Case(models.Model):
    """A matter from intake to archive."""

    number = models.CharField("编号", max_length=13, db_index=True)
    kind = models.CharField("事项", max_length=80)  # the record's kind
    form = models.CharField(max_length=80)
    desk = models.CharField("业务", max_length=40, blank=True)  # none until it is triaged
    suggested = models.CharField("建议业务", max_length=40, blank=True)
    station = models.ForeignKey("fleet.Station", on_delete=models.PROTECT, related_name="cases", verbose_name="站点")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    step = models.CharField("环节", max_length=20, choices=Step.choices, default=Step.RECEIVED)
    version = models.BigIntegerField(default=0)  # of its state, rising; milliseconds where that is more (wire.Step)
    urgent = models.BooleanField("加急", default=False)
    officer = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    lawyer = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="cases_as_lawyer")
    received_at = models.DateTimeField("收到", db_index=True)
    due_at = models.DateTimeField("期限", null=True, blank=True, db_index=True)
    due_rule = models.CharField(max_length=80, blank=True)  # of assets/central/clocks.toml
    paused_at = models.DateTimeField(null=True, blank=True)  # the clock stands still: papers are awaited
    closed_at = models.DateTimeField(null=True, blank=True)
    whole = models.BooleanField(default=True)  # every attachment is here
    personal = SealedField(null=True)  # {"applicant", "phone", "identity"} for the list and for letters
    name_mark = models.CharField(max_length=32, blank=True, db_index=True)
    phone_mark = models.CharField(max_length=32, blank=True, db_index=True)
    identity_mark = models.CharField(max_length=32, blank=True, db_index=True)
    identity_tail = models.CharField(max_length=32, blank=True)  # mark of number + the last four characters
    office = models.CharField(max_length=80, blank=True)  # where it was transferred to

    class Meta:
        verbose_name = "案件"
        verbose_name_plural = "案件"
        indexes = (
            models.Index(fields=["desk", "step", "-urgent", "due_at"], name="case_queue"),
            models.Index(fields=["step", "-urgent", "received_at"], name="case_intake"),
        )


class Change(models.Model):
    """One change of a case: a person, a time, a note that the citizen may see, and one that she may not."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")  # none: the centre itself
    action = models.CharField(max_length=40)
    step = models.CharField(max_length=20, choices=Step.choices)
    version = models.BigIntegerField()
    public = SealedField(null=True)  # text
    private = SealedField(null=True)  # text
    facts = models.JSONField(default=dict)  # codes and ids

    class Meta:
        ordering = ("version", "id")


class PaperRequest(models.Model):
    """Papers that the citizen is asked for: once and complete (一次性告知)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    papers = models.JSONField()  # names of papers
    until = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")  # that answered it


class Letter(models.Model):
    """A letter that was written from a template; sealed."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    template = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    sealed = SealedField()  # {"title", "body"}


class Review(models.Model):
    """质量评估 of a closed case, by the desk's checklist."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="review")
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField()  # item id → points
    total = models.SmallIntegerField()
    note = SealedField(null=True)
