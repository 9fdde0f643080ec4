"""Going on with a form begun another day."""

import logging

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.services.errors import ServiceError
from kiosk.services.identity import IdentityRefused, parse
from kiosk.store.errors import StoreError
from ui.counter import ENOUGH_TRIES, Counter
from ui.shell import Shell

_log = logging.getLogger(__name__)
_CODE = 8  # digits


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
            self._slip = ENOUGH_TRIES
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
