"""Filling forms in, as a person would: answers out of a form's own examples, and a form with a question of every kind."""

import io
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from kiosk.services.assessments import Rules
from kiosk.services.desk import Desk
from kiosk.services.errors import AnswerRefused
from kiosk.services.filling import Filling
from kiosk.services.form import SILENT, Form, Kind, Question
from kiosk.services.library import Forms
from kiosk.store.model import now
from kiosk.store.store import Store, open_store

SHA = "a" * 64
SLOT = "2040-01-05T09:00/window/1"

DIGEST = """statute = "柑橘保护法"
reviewed = 2026-01-01

[[digest]]
article = "第二条"
text = "柑子卖给哪个由你自己定。"
asks = ["柑子卖给哪个"]
"""
SERVICES = """[[service]]
id = "weighing"
title = "请人过秤"
official = "公平秤服务"
icon = "topic-aid"
gives = "收购商的秤信不过，请镇里的人来复秤。"
who = "种柑子的人都可以请。"
cost = "不收钱。"
how = ["说清在哪个果园", "约好时间", "当面复秤"]
papers = ["身份证", "过秤的单子"]
cites = ["柑橘保护法 第三条"]
"""
HEAD = """version = 3
title = "请人过秤"
service = "weighing"
matter = "weighing"
about = "收购商的秤信不过，请人来复秤。"
minutes = 2
next = ["过秤的人会打您留的电话。"]
draft_days = 2
paper = "mediation-application"
"""
ORCHARD = (
    HEAD
    + """
[[question]]
id = "start"
kind = "tell"
label = "先看这一条"
text = ["过秤不收钱。"]

[[question]]
id = "name"
kind = "text"
label = "您叫什么名字？"
example = "罗某"
longest = 20

[[question]]
id = "story"
kind = "long"
label = "说说经过"
example = "秤不准。"
longest = 2000

[[question]]
id = "trees"
kind = "number"
label = "有好多棵树？"
example = "30"
least = 1
most = 500

[[question]]
id = "price"
kind = "money"
label = "说好多少钱？"
example = "12.50"
least = 100

[[question]]
id = "picked"
kind = "date"
label = "哪天摘的？"
example = "2026-10-01"

[[question]]
id = "weighed-on"
kind = "date"
label = "哪天来过秤？"
example = "2040-01-05"
future = true
past = false

[[question]]
id = "sold"
kind = "yes-no"
label = "卖了没有？"
example = "yes"

[[question]]
id = "buyer"
kind = "person"
label = "卖给哪个了？"
example = "张某/13900000000/马踏镇"
when = "sold == true"

[[question]]
id = "sort"
kind = "one"
label = "是哪种柑子？"
example = "sweet"

[[question.choice]]
value = "sweet"
label = "甜的"

[[question.choice]]
value = "sour"
label = "酸的"

[[question]]
id = "wrong"
kind = "many"
label = "哪里不对？"
example = "scale"

[[question.choice]]
value = "scale"
label = "秤不准"

[[question.choice]]
value = "boxes"
label = "筐子不去皮"

[[question.choice]]
value = "none"
label = "都没有"

[[question.must]]
rule = "not ('none' in wrong and wrong.length > 1)"
say = "选了“都没有”，就不要再选别的"

[[question]]
id = "identity"
kind = "identity"
label = "身份证号是多少？"
example = "511124196503120018"
optional = true

[[question]]
id = "phone"
kind = "phone"
label = "打哪个电话？"
example = "13800000000"

[[question]]
id = "address"
kind = "address"
label = "果园在哪里？"
example = "马踏镇/某村/3组12号"

[[question]]
id = "photos"
kind = "photos"
label = "拍一下单子"
optional = true
most = 3

[[question]]
id = "time"
kind = "slot"
label = "哪个时间？"
slots = "window"

[[question]]
id = "consent"
kind = "consent"
label = "同意吗？"

[[question]]
id = "signature"
kind = "signature"
label = "请签名"
"""
)
TIMETABLE = """[[window]]
slots = "window"
weekdays = [1, 2, 3, 4, 5, 6, 7]
begins = "09:00"
ends = "10:00"
minutes = 30
places = 2
"""


def folder(root: Path, forms: Mapping[str, str]) -> Path:
    """A content folder: one digest, one service, a timetable, and these forms by id."""
    (root / "digests").mkdir(parents=True)
    (root / "forms").mkdir()
    (root / "digests" / "orange.toml").write_text(DIGEST, "utf-8")
    (root / "services.toml").write_text(SERVICES, "utf-8")
    (root / "timetable.toml").write_text(TIMETABLE, "utf-8")
    for name, text in forms.items():
        (root / "forms" / f"{name}.toml").write_text(text, "utf-8")
    return root


Put = Callable[[bytes, str, str], dict[str, str]]


def no_files(content: bytes, media_type: str, label: str) -> dict[str, str]:
    """What an answer holds of a file that is kept nowhere."""
    del content, media_type
    return {"sha256": SHA, "label": label}


def example(question: Question, put: Put = no_files) -> Any:
    """The question's example in the form in which a screen hands it over."""
    text = question.example
    match question.kind:
        case Kind.ADDRESS | Kind.PERSON:
            keys = ("town", "village", "rest") if question.kind is Kind.ADDRESS else ("name", "phone", "address")
            return dict(zip(keys, text.split("/"), strict=False)) if text else None
        case Kind.MANY:
            return [value.strip() for value in text.split(",")]
        case Kind.PHOTOS:
            return [put(b"\xff\xd8 a page", "image/jpeg", question.short)]
        case Kind.SIGNATURE:
            return put(signature(), "image/png", "签名")
        case Kind.SLOT:
            return SLOT.replace("window", question.slots)
        case kind if kind in SILENT or kind is Kind.CONSENT:
            return True
    return text or None


def give(filling: Filling, given: Any, answer: Callable[[Any], None] | None = None) -> None:
    """Answer the question of now; where its must does not take that, with what it does take (there is something)."""
    question = filling.question
    assert question is not None
    values = [choice.value for choice in question.choice]
    others = [[value] for value in values] if question.kind is Kind.MANY else values
    for tried in (given, example(question), filling.today().isoformat(), *others):
        try:
            return (answer or filling.submit)(tried)
        except AnswerRefused:
            if not question.must:
                raise
    raise AssertionError(f"{question.id}: a dead end")


def fill(
    filling: Filling,
    answer: Callable[[Any], None] | None = None,
    put: Put = no_files,
    until: str = "",
    **other: Any,
) -> list[Question]:
    """Answer until the summary, or until the question of that id; returns the questions that were answered.

    `other` are answers that are not the example, by id with `_` for `-`. Where a must does not take one, another is given.
    """
    answered = []
    while (question := filling.question) is not None and question.id != until:
        key = question.id.replace("-", "_")
        give(filling, other[key] if key in other else example(question, put), answer)
        answered.append(question)
        assert len(answered) < 200, "the form does not end"
    return answered


def signature() -> bytes:
    """A PNG of one stroke."""
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(10, 80), (150, 10), (280, 70)], fill="black", width=8)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def named(form: Form, id_: str) -> Question:
    """A form's question."""
    return next(question for question in form.question if question.id == id_)


class Terminal:
    """A terminal whose desk can be left, and whose clock can go on."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "store"
        self.ahead = timedelta()
        self._desks: list[Desk] = []

    def now(self) -> datetime:
        return now() + self.ahead

    def store(self) -> Store:
        return open_store(self.folder, terminal="101", station="马踏镇", clock=self.now)

    def desk(self, forms: Forms) -> Desk:
        desk = Desk(forms, self.store, Rules())
        self._desks.append(desk)
        return desk

    def pulled(self) -> None:
        """Let go as the kernel does when the power fails: nothing is tidied up."""
        for desk in self._desks:
            desk.store._base.close()
            os.close(desk.store._holder._handle)
        self._desks.clear()

    def off(self) -> None:
        for desk in self._desks:
            desk.close()
        self._desks.clear()
