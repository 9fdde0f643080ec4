"""Two pages with a number pad: how a matter stands, and going on with a form begun another day."""

import logging

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.services.errors import ServiceError
from kiosk.services.identity import IdentityRefused, parse
from kiosk.services.standing import Standing, number, standing
from kiosk.store.errors import StoreError
from ui.counter import Counter
from ui.shell import Shell

_log = logging.getLogger(__name__)
_CODE = 8  # digits
_ENOUGH = "试的次数太多了，请过十分钟再来，或者到窗口查。"


class ProgressModel(QObject):
    """By the receipt's number and the last four characters of the identity number."""

    changed = Signal()

    def __init__(self, shell: Shell, counter: Counter) -> None:
        super().__init__()
        self._counter, self._shell = counter, shell
        self._number = ""
        self._typed = ""
        self._slip = ""
        self._standing: Standing | None = None

    @Property(str, notify=changed)
    def stage(self) -> str:
        """number, tail, or told."""
        return "told" if self._standing else "tail" if self._number else "number"

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._slip

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._standing.headline if self._standing else ""

    @Property(str, notify=changed)
    def advice(self) -> str:
        return self._standing.advice if self._standing else ""

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._standing.number if self._standing else ""

    @Slot(str)
    def press(self, key: str) -> None:
        self._typed = (self._typed + key)[:20] if key else self._typed[:-1]
        self._slip = ""
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """The number first, then the end of the identity number."""
        if self._number and not self._counter.may_try():
            self._slip = _ENOUGH
            self.changed.emit()
            return
        try:
            if not self._number:
                self._number = number(self._typed)
                self._typed = ""
            else:
                self._standing = standing(self._counter.desk.store, self._number, self._typed)
        except StoreError as error:
            self._slip = error.sentence
        self.changed.emit()

    @Slot()
    def again(self) -> None:
        self._number = self._typed = self._slip = ""
        self._standing = None
        self.changed.emit()

    @Slot()
    def help(self) -> None:
        self._shell.open("help")


class ResumeModel(QObject):
    """By the code on the slip, or by the whole identity number."""

    changed = Signal()

    def __init__(self, shell: Shell, counter: Counter) -> None:
        super().__init__()
        self._counter, self._shell = counter, shell
        self._typed = ""
        self._slip = ""

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._slip

    @Slot(str)
    def press(self, key: str) -> None:
        self._typed = (self._typed + key)[:18] if key else self._typed[:-1]
        self._slip = ""
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """Take the draft up again."""
        if not self._counter.may_try():
            self._slip = _ENOUGH
            self.changed.emit()
            return
        try:
            case = (
                self._counter.desk.resume(code=self._typed)
                if len(self._typed) <= _CODE
                else self._counter.desk.resume(identity=parse(self._typed).number)
            )
        except IdentityRefused as error:
            self._slip = error.sentence
        except (StoreError, ServiceError) as error:
            _log.error("a draft could not be taken up: %s", error)
            self._slip = error.sentence
        else:
            if case:
                self._shell.replace("form", case)
                return
            self._slip = "没有找到。号码可能按错了，或者已经过期删掉了，可以重新填一份。"
        self.changed.emit()
