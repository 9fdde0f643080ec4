"""How this terminal stands with the county's centre, for the doctor: known there, heard of when, what waits, what is odd.

It asks nobody: the sync process has noted in the store how its last conversation went (sync/terminal).
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import enrolment, settings
from kiosk.store.model import State, moment, now
from kiosk.store.store import Store

_SILENT = timedelta(hours=2)  # without a word from the centre, on a line that is there
_WAITS = timedelta(hours=24)  # what was handed in shall not lie here longer
_CLOCK_S = 60.0  # the clock may be wrong by; receipts carry its minute
_MOST_NAMED = 5  # receipt numbers in one line
_CODE_HELP = "请向县中心要一个登记码，运行 legal-kiosk enrol 网址 登记码"

# What a conversation with the centre ended with (sync/wire.py, TROUBLES), and what to do.
_TROUBLES = {
    "no-answer": "联系不上，请检查网线、路由器，再看中心地址对不对",
    "later": "县中心正忙，会自动再试",
    "revoked": f"县中心停用了这台终端的密钥，{_CODE_HELP}",
    "unknown-key": f"县中心不认识这台终端的密钥，{_CODE_HELP}",
    "unsigned": f"县中心不认这台终端的签名，先校准时间；还不行的话，{_CODE_HELP}",
    "wire": "终端程序和县中心的版本对不上，请升级终端程序",
}


@dataclass(slots=True, frozen=True)
class Link:
    """What the store knows about the centre."""

    last_contact: datetime | None
    trouble: str
    notice: str
    clock_offset_s: float  # of the centre's clock to this one
    differing: tuple[str, ...]  # receipt numbers of what the centre holds otherwise
    contradiction: bool
    waiting: int
    waiting_since: datetime | None


def read_link(store: Store) -> Link:
    """Read it. Raises StoreError."""
    last = store.link("last_contact")
    return Link(
        last_contact=moment(last) if last else None,
        trouble=store.link("trouble"),
        notice=store.link("notice"),
        clock_offset_s=float(store.link("clock_offset_s") or 0),
        differing=tuple(json.loads(store.link("differing") or "[]")),
        contradiction=store.link("comparison") != "",
        waiting=store.counts()[State.WAITING],
        waiting_since=store.waiting_since(),
    )


def numbered(home: Path, station: settings.Settings) -> tuple[bool, str]:
    """Whether the terminal has a number that no other in the county has, and what to say."""
    if _is_numbered(home):
        return True, f"{station.terminal:03}"
    if station.centre_url:
        return False, "没有设，回执编号会跟别的终端重复：请登记到县中心，或者在 settings.toml 里设 terminal"
    return True, f"没有设，先用 {station.terminal:03}；县里不止一台的，请在 settings.toml 里各设各的 terminal"


def enrolled(home: Path, station: settings.Settings) -> tuple[bool, str]:
    """Whether the centre knows this terminal, and what to say.

    Raises:
        EnrolmentRefused: the files cannot be used.
    """
    told = enrolment.load(home)
    if told is None:
        if station.centre_url:
            return False, f"设了中心地址，还没有登记，交来的都送不出去：{_CODE_HELP}"
        return True, "单机使用，没有接县中心"
    enrolment.key(home)
    return True, f"已登记，{told.station} {told.terminal} 号，{told.centre_url}"


def heard(link: Link) -> tuple[bool, str]:
    """How the last conversation went."""
    if link.last_contact is None:
        return False, _TROUBLES.get(link.trouble, "登记以后还没有联系过，请看 legal-kiosk 是不是开着")
    when = f"上次联系 {_time(link.last_contact)}"
    silent = now() - link.last_contact > _SILENT
    if not link.trouble:
        return (False, f"{when}，之后没有再联系，请看 legal-kiosk 是不是开着") if silent else (True, when)
    what = _TROUBLES.get(link.trouble, f"县中心不接（{link.trouble}），请联系维护人员")
    passing = link.trouble in ("no-answer", "later") and not silent
    return passing, f"{when}；{what}"


def delivered(link: Link) -> tuple[bool, str]:
    """What waits, and what both sides do not agree on."""
    told = list(_odd(link))
    good = not told
    if link.waiting and link.waiting_since is not None:
        told.insert(0, f"待送{link.waiting}件，最早的是 {_time(link.waiting_since)} 交的")
        if now() - link.waiting_since > _WAITS:
            good = False
            told[0] += "，等了一天以上，请先看“网络”那一行"
    if link.notice == "behind":
        told.append("县中心恢复过备份，正在重新核对，不用管")
    return good, "；".join(told) or "都送到了"


def clock_error(link: Link) -> str:
    """What is wrong with the clock beside the centre's; nothing where it is right, or was never compared."""
    if abs(link.clock_offset_s) <= _CLOCK_S:
        return ""
    way = "慢" if link.clock_offset_s > 0 else "快"
    return f"比县中心{way}了 {_span(abs(link.clock_offset_s))}，请校准系统时间"


def _odd(link: Link) -> Iterator[str]:
    if link.notice == "forked":
        yield f"有另一台机器用着同一份资料（硬盘被复制过，或者退回了旧的），请停用那一台，再给这台重新登记：{_CODE_HELP}"
    if link.differing:
        named = "、".join(link.differing[:_MOST_NAMED]) + ("等" if len(link.differing) > _MOST_NAMED else "")
        yield f"有{len(link.differing)}件跟县中心存的不一样（{named}），请告诉县中心"
    if link.contradiction:
        yield "县中心的核对前后矛盾，请告诉县中心"


def _is_numbered(home: Path) -> bool:
    if (home / enrolment.FILE).exists():
        return True
    try:
        return "terminal" in tomllib.loads((home / "settings.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _span(seconds: float) -> str:
    if seconds < 3600:
        return f"{seconds / 60:.0f} 分钟"
    if seconds < 86_400:
        return f"{seconds / 3600:.0f} 小时"
    return f"{seconds / 86_400:.0f} 天"
