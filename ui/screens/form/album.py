"""The photos of one question: those that were taken or sent, each to be taken out again."""

import logging
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.services.answers import MOST_PHOTOS
from kiosk.services.desk import Case
from kiosk.services.form import Kind, Question
from kiosk.store.errors import StoreError
from ui.counter import Counter
from ui.rows import Rows

_log = logging.getLogger(__name__)


class Album(QObject):
    """Photos on the page of a form."""

    changed = Signal()

    def __init__(self, counter: Counter, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._label = ""
        self._most = MOST_PHOTOS
        self._photos = Rows(("picture", "key"), parent=self)

    @Property(QObject, constant=True)
    def photos(self) -> Rows:
        return self._photos

    @Property(int, notify=changed)
    def count(self) -> int:
        return len(self._photos)

    @Property(bool, constant=True)
    def hasCamera(self) -> bool:  # noqa: N802
        return self._counter.has_camera

    @Property(bool, constant=True)
    def hasPhone(self) -> bool:  # noqa: N802
        return self._counter.has_phone

    @Slot(int)
    def drop(self, row: int) -> None:
        """Take one out."""
        self._photos.reset([self._photos.row(n) for n in range(len(self._photos)) if n != row])
        self.changed.emit()

    def show(self, question: Question | None, value: Any) -> None:
        """The photos of another question, as they were answered before."""
        here = question is not None and question.kind is Kind.PHOTOS
        self._label = question.short if question else ""
        self._most = (question.most if question else None) or MOST_PHOTOS
        kept = value if here and value else []
        self._photos.reset([{"picture": self._counter.picture(p["sha256"]), "key": p["sha256"]} for p in kept])
        self.changed.emit()

    def add(self, case: Case, jpeg: bytes) -> str:
        """Keep one more; returns what is wrong, or nothing."""
        if len(self._photos) >= self._most:
            return f"最多{self._most}张照片，够了。"
        try:
            kept = case.put(jpeg, "image/jpeg", self._label)
        except StoreError as error:
            _log.error("a photo could not be kept: %s", error)
            return error.sentence
        self._photos.extend([{"picture": self._counter.pictures.put(jpeg), "key": kept["sha256"]}])
        self.changed.emit()
        return ""

    def answer(self) -> list[dict[str, str]]:
        """The answer that these photos make."""
        return [{"sha256": self._photos.row(n)["key"], "label": self._label} for n in range(len(self._photos))]
