"""终端: how each terminal was when it last called; what is wrong stands out and comes first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sync.central.console import words
from sync.central.console.access import StaffRequest, page
from sync.central.fleet.models import Key, Station, Terminal
from sync.central.people.rights import Right

QUIET = timedelta(hours=1)  # a terminal calls every few minutes; on a metered line every quarter of an hour
SILENT = timedelta(days=1)  # stations are closed at night
_LITTLE_DISK_MB = 2_000
_CLOCK_OFF_S = 60
_RECENTLY = timedelta(days=7)


@dataclass(slots=True, frozen=True)
class Trouble:
    """Something that staff should see to; `is_grave` comes first."""

    text: str
    is_grave: bool


@dataclass(slots=True, frozen=True)
class Line:
    """A terminal in the list."""

    terminal: Terminal
    contact: str
    troubles: tuple[Trouble, ...]
    content: str
    clock: str

    @property
    def is_grave(self) -> bool:
        """Whether something grave is wrong."""
        return any(trouble.is_grave for trouble in self.troubles)


@require_safe
@page(Right.FLEET)
def fleet(request: StaffRequest) -> HttpResponse:
    """All terminals that somebody sees to."""
    now = timezone.now()
    stations = Station.objects.filter(request.reach.stations(Right.FLEET))
    seen = Terminal.objects.filter(station__in=stations).select_related("station")
    shown = "retired" in request.GET
    lines = [line(terminal, now) for terminal in seen.filter(retired=shown)]
    lines.sort(key=lambda each: (not each.is_grave, not each.troubles, each.terminal.number))
    tallies = {
        "all": len(lines),
        "grave": sum(each.is_grave for each in lines),
        "minor": sum(bool(each.troubles) and not each.is_grave for each in lines),
        "waiting": sum(each.terminal.waiting for each in lines),
    }
    return render(request, "console/fleet.html", {"lines": lines, "tallies": tallies, "retired": shown})


def line(terminal: Terminal, now: datetime) -> Line:
    """A terminal with what is wrong with it."""
    content = "，".join(f"{pack.get('id', '')} {pack.get('version', '')}" for pack in dicts(terminal.content))
    return Line(terminal, words.ago(terminal.seen_at, now), tuple(troubles(terminal, now)), content, _clock(terminal))


def troubles(terminal: Terminal, now: datetime) -> list[Trouble]:
    """What is wrong, as its last call told and its silence tells."""
    if terminal.retired:
        return []
    if terminal.seen_at is None:
        is_new = not Key.objects.filter(terminal=terminal).exists()
        return [Trouble("还没有接入：请发一个接入码" if is_new else "从来没有联系过", is_grave=not is_new)]
    out = []
    silence = now - terminal.seen_at
    if silence > QUIET:
        out.append(Trouble(f"{words.ago(terminal.seen_at, now).removesuffix('前')}没联系", silence > SILENT))
    if terminal.forked_at:
        out.append(Trouble("有两台机器用同一个盘，请现场看看，再重新接入", is_grave=True))
    if terminal.behind_at and now - terminal.behind_at < _RECENTLY:
        out.append(Trouble("中心恢复过备份，它正在把缺的补上", is_grave=False))
    if terminal.refused:
        out.append(Trouble(f"{terminal.refused}件没收下", is_grave=True))
    if terminal.disk_free_mb < _LITTLE_DISK_MB:
        out.append(Trouble(f"硬盘只剩{terminal.disk_free_mb / 1000:.1f} GB", is_grave=True))
    if abs(terminal.clock_error_s) > _CLOCK_OFF_S:
        out.append(Trouble(f"时钟{_clock(terminal)}", is_grave=False))
    for part in dicts(terminal.health):
        if part.get("state") in ("failed", "warning"):
            name = PARTS.get(str(part.get("part")), str(part.get("part")))
            out.append(Trouble(f"{name}：{part.get('note') or '有问题'}", part["state"] == "failed"))
    return out


# The parts of which a terminal's doctor tells (kiosk/doctor.py).
PARTS = {
    "store": "存储", "content": "内容", "clock": "时钟", "network": "网络", "centre": "联系中心", "voice": "语音",
    "printer": "打印机", "slip-printer": "小票机", "camera": "高拍仪", "card": "读卡器", "card-reader": "读卡器",
}  # fmt: skip


def _clock(terminal: Terminal) -> str:
    off = terminal.clock_error_s
    if abs(off) < 2:
        return "准"
    return f"{'快' if off > 0 else '慢'}{_long(abs(off))}"


def _long(seconds: float) -> str:
    for size, unit in ((86_400, "天"), (3_600, "小时"), (60, "分钟")):
        if seconds >= size:
            return f"{seconds / size:.0f}{unit}"
    return f"{seconds:.0f}秒"


def dicts(told: object) -> list[dict[str, object]]:
    """What a terminal told as a list of objects; it may have told anything."""
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
