"""Answers by kind: what was typed, chosen or handed over, checked and in the form in which it is kept (JSON).

text, long     str, blanks trimmed, control characters gone
number         int             money   int, in 分 (a text is in 元: "12.50")
date           "2026-03-15"    yes-no, consent  bool
one            the choice's value    many    list of values, in the form's order
identity       18 characters   phone   digits (with the area code's hyphen)
address        {"town", "village", "rest"}
person         {"name", "phone", "address"}
photos         list of {"sha256", "label"}    signature  {"sha256"}
slot           the slot's id
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kiosk.guides.calculators import model as sums
from kiosk.services.errors import AnswerRefused
from kiosk.services.form import Kind, Question
from kiosk.services.identity import IdentityRefused, parse
from kiosk.services.phone import PhoneRefused, parse_phone

MOST_PHOTOS = 30
_NAME = 40


def check(asked: Question, given: Any, today: date) -> Any:
    """A given answer in the form in which it is kept; None for an optional question left empty.

    What is kept already comes out as it went in, so that a draft can be looked at again.

    Raises:
        AnswerRefused: with the sentence that tells the person what is expected.
    """
    if given is None or given in ("", [], ()) or (isinstance(given, Mapping) and not any(given.values())):
        if asked.optional:
            return None
        raise AnswerRefused(_EMPTY.get(asked.kind, "请填一下这一项"))
    return _CHECKS[asked.kind](asked, given, today)


def clean(text: str) -> str:
    """A text without what cannot be printed: control characters, lone surrogates; line ends and blanks made even."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c if c == "\n" or c.isprintable() else " " if c.isspace() else "" for c in text)
    text = unicodedata.normalize("NFC", text)  # after what stood between a letter and its accent is gone
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _text(asked: Question, given: Any, _: date) -> str:
    if not isinstance(given, str):
        raise AnswerRefused("请填文字")
    text = clean(given)
    if asked.kind is not Kind.LONG:
        text = " ".join(text.split())
    if not text:
        raise AnswerRefused("请填一下这一项")
    if len(text) > asked.longest:
        raise AnswerRefused(f"太长了，最多{asked.longest}个字，现在有{len(text)}个字，请说得短一点")
    return text


def _number(asked: Question, given: Any, today: date) -> int:
    field = sums.Field(asked.id, sums.Kind.WHOLE, asked.label, least=asked.least, most=asked.most)
    return int(_sum(field, given, today))


def _money(asked: Question, given: Any, today: date) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        given = f"{given // 100}.{given % 100:02}"
    field = sums.Field(asked.id, sums.Kind.MONEY, asked.label, least=asked.least, most=asked.most)
    return int(_sum(field, given, today))


def _date(asked: Question, given: Any, today: date) -> str:
    field = sums.Field(asked.id, sums.Kind.DATE, asked.label, future=asked.future)
    day = _sum(field, given, today)
    if not asked.past and day < today:
        raise AnswerRefused("这一天已经过了，请选今天或者以后的日子")
    return str(day.isoformat())


def _sum(field: sums.Field, given: Any, today: date) -> Any:
    try:
        return sums.check(field, str(given), today)
    except sums.BadAnswer as slip:
        raise AnswerRefused(str(slip)) from None


def _yes_no(_: Question, given: Any, __: date) -> bool:
    if given not in (True, False, "yes", "no"):
        raise AnswerRefused("请选“是”或“不是”")
    return given in (True, "yes")


def _consent(_: Question, given: Any, __: date) -> bool:
    if given not in (True, "yes"):
        raise AnswerRefused("要您同意才能往下办。不同意也没关系，可以到窗口当面办")
    return True


def _one(asked: Question, given: Any, _: date) -> str:
    if not isinstance(given, str) or given not in {c.value for c in asked.choice}:
        raise AnswerRefused("请从上面选一个")
    return str(given)


def _many(asked: Question, given: Any, _: date) -> list[str]:
    values = [c.value for c in asked.choice]
    if not isinstance(given, list | tuple) or not all(isinstance(v, str) and v in values for v in given):
        raise AnswerRefused("请从上面选")
    return [value for value in values if value in given]


def _identity(_: Question, given: Any, __: date) -> str:
    try:
        return parse(str(given)).number
    except IdentityRefused as slip:
        raise AnswerRefused(slip.sentence) from None


def _phone(_: Question, given: Any, __: date) -> str:
    try:
        return parse_phone(str(given))
    except PhoneRefused as slip:
        raise AnswerRefused(slip.sentence) from None


def _address(asked: Question, given: Any, today: date) -> dict[str, str]:
    parts = _parts(given, ("town", "village", "rest"))
    if not parts["town"]:
        raise AnswerRefused("请选是哪个镇（街道）")
    if not parts["village"] and not parts["rest"]:
        raise AnswerRefused("请填村（社区）或者详细地址")
    return parts


def _person(asked: Question, given: Any, today: date) -> dict[str, str]:
    parts = _parts(given, ("name", "phone", "address"))
    if not parts["name"]:
        raise AnswerRefused("请填名字，不晓得全名就填您平时怎么叫他")
    if parts["phone"]:
        parts["phone"] = _phone(asked, parts["phone"], today)
    return parts


def _parts(given: Any, keys: tuple[str, ...]) -> dict[str, str]:
    texts = isinstance(given, Mapping) and all(v is None or isinstance(v, str) for v in given.values())
    if not texts or not set(given) <= set(keys):
        raise AnswerRefused("请按上面的格子填")
    out = {key: " ".join(clean(given.get(key) or "").split()) for key in keys}
    for key, text in out.items():
        if len(text) > (120 if key in ("rest", "address") else _NAME):
            raise AnswerRefused("太长了，请说得短一点")
    return out


def _photos(asked: Question, given: Any, _: date) -> list[dict[str, str]]:
    if not isinstance(given, list) or not all(isinstance(p, Mapping) and _is_sha256(p.get("sha256")) for p in given):
        raise AnswerRefused("照片没有收好，请重新拍")
    most = asked.most or MOST_PHOTOS
    if len(given) > most:
        raise AnswerRefused(f"最多{most}张照片，请去掉几张")
    if len(given) < (asked.least or 0):
        raise AnswerRefused(f"至少要{asked.least}张照片")
    return [{"sha256": str(p["sha256"]), "label": clean(str(p.get("label") or ""))[:_NAME].strip()} for p in given]


def _signature(_: Question, given: Any, __: date) -> dict[str, str]:
    if not isinstance(given, Mapping) or not _is_sha256(given.get("sha256")):
        raise AnswerRefused("请用手指在框里签名")
    return {"sha256": str(given["sha256"])}


def _slot(asked: Question, given: Any, today: date) -> str:
    parts = re.fullmatch(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}/([^/]+)/[0-9]+", given if isinstance(given, str) else ""
    )
    try:
        day = date.fromisoformat(parts[1]) if parts and parts[2] == asked.slots else None
    except ValueError:
        day = None
    if day is None:
        raise AnswerRefused("请选一个时间")
    if day < today:
        raise AnswerRefused("这个时间已经过了，请另选一个")
    return str(given)


def _silent(_: Question, __: Any, ___: date) -> None:
    return None


def _is_sha256(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


_EMPTY = {
    Kind.ONE: "请选一个",
    Kind.MANY: "请至少选一个",
    Kind.SIGNATURE: "请用手指在框里签名",
    Kind.PHOTOS: "请至少拍一张",
    Kind.SLOT: "请选一个时间",
    Kind.CONSENT: "要您同意才能往下办。不同意也没关系，可以到窗口当面办",
}

_CHECKS: dict[Kind, Callable[[Question, Any, date], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.IDENTITY: _identity,
    Kind.PHONE: _phone,
    Kind.ADDRESS: _address,
    Kind.PERSON: _person,
    Kind.PHOTOS: _photos,
    Kind.SIGNATURE: _signature,
    Kind.CONSENT: _consent,
    Kind.SLOT: _slot,
    Kind.TELL: _silent,
    Kind.ASSESSMENT: _silent,
}
