"""Finding cases: lists, numbers for the navigation, a case with everything, an attachment.

Whoever is shown something personal leaves an audit line: for each page of a list that names people, each case, each picture.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, DateField, F, Prefetch, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from kiosk.store.errors import StoreError
from kiosk.store.receipt import show_number
from sync.central.audit import chain
from sync.central.cases import files, steps
from sync.central.cases.errors import Forbidden, NotHere
from sync.central.cases.models import Attachment, Case, Change, Letter, PaperRequest, Record, Step
from sync.central.fleet.models import Station
from sync.central.people.models import Staff
from sync.central.people.rights import Reach, Right, reach
from sync.central.sealed import mark

CAP = 100  # counts stop here: “99+” says enough


@dataclass(slots=True, frozen=True)
class Row:
    """A case in a list. `applicant` is empty where the person who looks may not know it."""

    id: int
    number: str
    kind: str
    form: str
    desk: str
    suggested: str
    station: str
    channel: str
    step: Step
    version: int
    urgent: bool
    officer: str
    received_at: datetime
    due_at: datetime | None
    paused: bool
    overdue: bool
    due_today: bool
    whole: bool
    applicant: str
    may_open: bool

    @property
    def shown_number(self) -> str:
        """The receipt number in groups."""
        return show_number(self.number)


@dataclass(slots=True, frozen=True)
class Page:
    """One page of a list; how many there are in all is not counted."""

    rows: list[Row]
    page: int
    more: bool  # whether another page follows


@dataclass(slots=True, frozen=True)
class Counts:
    """Numbers for the navigation, each at most `CAP`."""

    new: int  # not dispatched yet
    mine: int  # I am its officer or lawyer
    overdue: int
    due_today: int
    urgent: int
    papers: int  # waiting for the citizen


def queue(
    staff: Staff,
    *,
    desk: str = "",
    step: str = "",
    station: Station | None = None,
    overdue: bool = False,
    mine: bool = False,
    search: str = "",
    page: int = 1,
    size: int = 50,
) -> Page:
    """Cases for a list: urgent first, then by what is due, then by what came first.

    Args:
        staff: who looks; only what they may see is there.
        desk: of this desk only.
        step: at this step only; empty: all that are not closed, or with a search or what is overdue all.
        station: of this station and those below it only.
        overdue: only what is overdue.
        mine: only what I work on.
        search: a receipt number, or the applicant's name, phone or identity number, whole.
        page: from 1.
        size: of a page.
    """
    may = reach(staff)
    cases = Case.objects.filter(may.visible(), *_only(desk, step, station))
    if search.strip():
        cases = cases.filter(_meant(search, may))
    elif overdue:
        cases = cases.filter(_overdue(timezone.now()))
    elif not step:
        cases = cases.filter(step__in=steps.LIVING)
    if mine:
        cases = cases.filter(Q(officer=staff) | Q(lawyer=staff))
    begin = (max(page, 1) - 1) * size
    ordered = cases.order_by("-urgent", F("due_at").asc(nulls_last=True), "id")
    ids = list(ordered.values_list("pk", flat=True)[begin : begin + size + 1])
    rows = _rows(ids[:size], may)
    shown = [str(row.id) for row in rows if row.applicant]
    if shown:
        chain.add("cases-listed", f"desk:{desk}" if desk else "", staff, cases=",".join(shown))
    return Page(rows, max(page, 1), len(ids) > size)


def counts(staff: Staff) -> Counts:
    """What waits for somebody."""
    now = timezone.now()
    seen = Case.objects.filter(reach(staff).visible())
    tonight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return Counts(
        new=_some(seen.filter(step=Step.RECEIVED)),
        mine=_some(seen.filter(Q(officer=staff) | Q(lawyer=staff), step__in=steps.OPEN)),
        overdue=_some(seen.filter(_overdue(now))),
        due_today=_some(seen.filter(due_at__gte=now, due_at__lt=tonight, paused_at=None)),
        urgent=_some(seen.filter(step__in=steps.OPEN, urgent=True)),
        papers=_some(seen.filter(step=Step.PAPERS)),
    )


def open_case(staff: Staff, id_: int) -> Case:
    """A case with everything: records with attachments, changes, requests, letters. It leaves an audit line.

    Raises:
        Forbidden: rights do not allow it, or there is none.
    """
    with transaction.atomic():
        whole = (
            Case.objects.filter(reach(staff).visible(Right.OPEN), pk=id_)
            .select_related("station", "officer", "lawyer", "review")
            .prefetch_related(
                Prefetch("records", Record.objects.order_by("received_at", "id")),
                Prefetch("records__attachments", Attachment.objects.order_by("position")),
                Prefetch("changes", Change.objects.select_related("by").order_by("version", "id")),
                Prefetch("requests", PaperRequest.objects.select_related("by").order_by("at")),
                Prefetch("letters", Letter.objects.select_related("by").order_by("at")),
                "bookings",
            )
        )
        case = whole.first()
        if case is None:
            raise Forbidden(f"case {id_} by staff {staff.pk}")
        chain.add("case-opened", f"case:{id_}", staff)
    return case


def open_attachment(staff: Staff, id_: int) -> tuple[Attachment, bytes]:
    """An attachment with its content. It leaves an audit line.

    Raises:
        Forbidden: rights do not allow it, or there is none.
        NotHere: it is still on its way, or its file cannot be read.
    """
    found = Attachment.objects.select_related("record__case__station").filter(pk=id_).first()
    case = found.record.case if found else None
    if found is None or case is None or not reach(staff).may(Right.OPEN, case):
        raise Forbidden(f"attachment {id_} by staff {staff.pk}")
    if found.arrived_at is None:
        raise NotHere(f"attachment {id_} has not arrived", "这一张还在路上，终端有网络的时候会送来。")
    chain.add("attachment-opened", f"case:{case.pk}", staff, attachment=id_)
    try:
        return found, files.read(found.sha256)
    except StoreError as error:
        raise NotHere(f"attachment {id_}: {error}", "这一张的文件坏了，请告诉系统管理员。") from error


def _only(desk: str, step: str, station: Station | None) -> Iterable[Q]:
    if desk:
        yield Q(desk=desk)
    if step:
        yield Q(step=step)
    if station is not None:
        yield Q(station__in=list(Station.objects.filter(path__startswith=station.path).values_list("pk", flat=True)))


def _meant(search: str, may: Reach) -> Q:
    """A case by its number, or by its person where one may know who that is."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", search) if c.isdecimal())
    person = Q(name_mark=mark("name", search)) | Q(identity_mark=mark("identity", search))
    person |= Q(phone_mark=mark("phone", search))
    personal = person & may.visible(Right.OPEN)
    return personal | Q(number=digits) if digits else personal


def _overdue(now: datetime) -> Q:
    return Q(due_at__lt=now, paused_at=None)


def _some(cases: QuerySet[Case]) -> int:
    return cases.order_by().values("pk")[:CAP].count()


def _rows(ids: list[int], may: Reach) -> list[Row]:
    now = timezone.now()
    today = timezone.localdate(now)
    found = Case.objects.select_related("station", "officer").in_bulk(ids)
    return [_row(found[id_], may.may(Right.OPEN, found[id_]), now, today) for id_ in ids if id_ in found]


def _row(case: Case, may_open: bool, now: datetime, today: date) -> Row:
    running = case.due_at if case.paused_at is None else None
    return Row(
        id=case.pk,
        number=case.number,
        kind=case.kind,
        form=case.form,
        desk=case.desk,
        suggested=case.suggested,
        station=case.station.name,
        channel=case.get_channel_display(),
        step=Step(case.step),
        version=case.version,
        urgent=case.urgent,
        officer=str(case.officer or ""),
        received_at=case.received_at,
        due_at=case.due_at,
        paused=case.paused_at is not None,
        overdue=running is not None and running < now,
        due_today=running is not None and running >= now and timezone.localdate(running) == today,
        whole=case.whole,
        applicant=case.personal["applicant"] if may_open and case.personal else "",
        may_open=may_open,
    )


@dataclass(slots=True, frozen=True)
class Statistics:
    """How much came in, from where, about what; each list is in the order in which it is drawn."""

    stations: list[tuple[str, int]]  # most first
    kinds: list[tuple[str, int]]  # a record's kind, most first
    forms: list[tuple[str, int]]  # what people ask for: a form's id, most first
    weeks: list[tuple[date, int]]  # by their Monday, oldest first, those without a case too
    overdue: list[tuple[str, int]]  # by desk, empty for those not dispatched; now, whenever they came
    ratings: list[tuple[str, int]]  # 好差评: the grade's value, most first
    closed: int
    total: int


def statistics(staff: Staff, since: date) -> Statistics:
    """Numbers over the cases that came in since a day, at the stations for which somebody may have them.

    Raises:
        Forbidden: there is no station for which they may.
    """
    may = reach(staff)
    if not may.may(Right.STATISTICS):
        raise Forbidden(f"statistics by staff {staff.pk}", "统计不归您看。")
    stations = Station.objects.filter(may.stations(Right.STATISTICS))
    begin = datetime.combine(since, time(), timezone.get_current_timezone())
    at_ours = Case.objects.filter(station__in=stations)
    came = at_ours.filter(received_at__gte=begin)
    return Statistics(
        stations=_counted(came, "station__name"),
        kinds=_counted(came, "kind"),
        forms=_counted(came, "form"),
        weeks=_weeks(came, since),
        overdue=_counted(at_ours.filter(_overdue(timezone.now())), "desk"),
        ratings=_ratings(stations, begin),
        closed=came.exclude(closed_at=None).count(),
        total=came.count(),
    )


def _counted(cases: QuerySet[Case], name: str) -> list[tuple[str, int]]:
    rows = cases.order_by().values_list(name).annotate(n=Count("pk")).order_by("-n", name)
    return [(str(value), n) for value, n in rows]


def _weeks(cases: QuerySet[Case], since: date) -> list[tuple[date, int]]:
    rows = cases.order_by().annotate(week=TruncWeek("received_at", output_field=DateField())).values_list("week")
    by_week = dict(rows.annotate(n=Count("pk")))
    monday, out = since - timedelta(days=since.weekday()), []
    while monday <= timezone.localdate():
        out.append((monday, by_week.get(monday, 0)))
        monday += timedelta(days=7)
    return out


def _ratings(stations: QuerySet[Station], begin: datetime) -> list[tuple[str, int]]:
    rated = Record.objects.filter(kind="rating", received_at__gte=begin, terminal__station__in=stations)
    grades: Counter[str] = Counter()
    for record in rated.only("sealed").iterator():
        answers = record.sealed["data"].get("answers")
        grade = answers.get("grade") if isinstance(answers, dict) else None
        if isinstance(grade, str):
            grades[grade] += 1
    return grades.most_common()
