"""How a matter stands: found by the receipt's number and the identity card, or by its code; papers are added here."""

import logging

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.devices.errors import DeviceError
from kiosk.devices.qr import read_qr
from kiosk.services.receipt import read_code
from kiosk.services.shown import moment_text
from kiosk.services.standing import PAPERS, Standing, number, standing
from kiosk.store.errors import StoreError
from ui import errand
from ui.counter import ENOUGH_TRIES, Counter
from ui.rows import Rows
from ui.shell import Shell

_CARD_S = 10.0  # to lay the card on the reader
_LONGEST_CODE = 300
_log = logging.getLogger(__name__)


class ProgressModel(QObject):
    """Three stages: the number, whose it is, and what is told."""

    changed = Signal()

    def __init__(self, shell: Shell, counter: Counter) -> None:
        super().__init__()
        self._counter, self._shell = counter, shell
        self._number = ""
        self._typed = ""
        self._scanned = ""
        self._slip = ""
        self._busy = False
        self._tail = self._token = ""  # by which the person showed that it is hers
        self._told: Standing | None = None
        self._happened = Rows(("when", "said", "note"), parent=self)
        self._messages = Rows(("when", "said"), parent=self)

    # -- the way to it ---------------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def stage(self) -> str:
        """number, tail, or told."""
        return "told" if self._told else "tail" if self._number else "number"

    @Property(str, notify=changed)
    def typed(self) -> str:
        return self._typed

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._slip

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(bool, constant=True)
    def hasCamera(self) -> bool:  # noqa: N802
        return self._counter.has_camera

    @Property(bool, constant=True)
    def hasReader(self) -> bool:  # noqa: N802
        return self._counter.devices.card_reader is not None

    @Property(bool, constant=True)
    def readerIsVirtual(self) -> bool:  # noqa: N802
        """Whether the card only plays a card."""
        reader = self._counter.devices.card_reader
        return reader is not None and reader.virtual

    @Slot(str)
    def press(self, key: str) -> None:
        self._typed = (self._typed + key)[:20] if key else self._typed[:-1]
        self._slip = ""
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """The number first, then the end of the identity number."""
        if self._number:
            self._find(tail=self._typed)
            return
        try:
            self._number = number(self._typed)
            self._typed = ""
        except StoreError as error:
            self._slip = error.sentence
        self.changed.emit()

    @Slot()
    def readCard(self) -> None:  # noqa: N802
        """In place of typing: the identity card on the reader, off the screen's thread."""
        reader = self._counter.devices.card_reader
        if reader is None or self._busy:
            return
        self._busy, self._slip = True, ""
        self.changed.emit()

        def read() -> tuple[str, str]:
            try:
                return reader.read(_CARD_S).number, ""
            except DeviceError as error:
                _log.warning("%s", error)
                return "", error.sentence

        errand.run(self, read, self._card)

    @Slot()
    def showCode(self) -> None:  # noqa: N802
        """To the camera; the picture of the receipt comes back to `add_photo`."""
        self._shell.open("camera", self)

    def add_photo(self, jpeg: bytes) -> str:
        """A picture of the receipt: its code is read, and the picture kept nowhere. Returns what is wrong, or nothing."""
        text = read_qr(jpeg)
        if not text:
            return "没有看清回执上的码，请放平、放近一点再拍一次。"
        self._by_code(text)
        if self._told:
            QTimer.singleShot(0, self, self._shell.back)
        return self._slip

    @Slot(str)
    def scanned(self, text: str) -> None:
        """Characters of a code reader that plays a keyboard; a code ends with a new line."""
        for character in text:
            if character in "\r\n":
                code, self._scanned = self._scanned, ""
                if code and not self._told:
                    self._by_code(code)
            else:
                self._scanned = (self._scanned + character)[-_LONGEST_CODE:]

    @Slot()
    def again(self) -> None:
        self._number = self._typed = self._slip = ""
        self._tail = self._token = ""
        self._told = None
        self.changed.emit()

    @Slot()
    def help(self) -> None:
        self._shell.open("help")

    # -- what is told ----------------------------------------------------------------------------------------------

    @Property(str, notify=changed)
    def headline(self) -> str:
        return self._told.headline if self._told else ""

    @Property(str, notify=changed)
    def advice(self) -> str:
        return self._told.advice if self._told else ""

    @Property(str, notify=changed)
    def note(self) -> str:
        """What staff said to the last step."""
        return self._told.note if self._told else ""

    @Property(str, notify=changed)
    def by(self) -> str:
        """Until when."""
        return self._told.by if self._told else ""

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._told.number if self._told else ""

    @Property(str, notify=changed)
    def title(self) -> str:
        """What was handed in; nothing where its form is no longer among the content."""
        forms = self._counter.desk.forms
        return forms.form(self._told.form).title if self._told and self._told.form in forms.ids() else ""

    @Property(QObject, constant=True)
    def happened(self) -> Rows:
        """What happened so far, oldest first."""
        return self._happened

    @Property(QObject, constant=True)
    def messages(self) -> Rows:
        """What staff wrote."""
        return self._messages

    @Property(list, notify=changed)
    def papers(self) -> list[str]:
        """The papers that are asked for and not yet given."""
        return list(self._told.adds.papers) if self._told and self._told.adds else []

    @Property(bool, notify=changed)
    def canPhotograph(self) -> bool:  # noqa: N802
        """Whether they can be handed in here."""
        can = self._counter.has_camera or self._counter.has_phone
        return bool(self._told and self._told.adds) and can and PAPERS in self._counter.desk.forms.ids()

    @Slot()
    def addPapers(self) -> None:  # noqa: N802
        """To the form for them, which is about this matter."""
        if not self._told or not self._told.adds:
            return
        try:
            case = self._counter.desk.begin(PAPERS, earlier=self._told.adds)
        except StoreError as error:
            self._slip = error.sentence
            self.changed.emit()
        else:
            self._shell.open("form", case)

    @Slot()
    def look(self) -> None:
        """The page is shown again: papers may have been added, or the centre may have told more."""
        if self._told:
            self._tell()

    # -- finding it ------------------------------------------------------------------------------------------------

    def _by_code(self, text: str) -> None:
        try:
            self._number, token = read_code(text)
        except StoreError as error:
            self._slip = error.sentence
            self.changed.emit()
        else:
            self._find(token=token)

    def _card(self, read: tuple[str, str]) -> None:
        self._busy = False
        identity, self._slip = read
        if identity and self._number and not self._told:
            self._find(tail=identity)
        self.changed.emit()

    def _find(self, *, tail: str = "", token: str = "") -> None:
        self._slip = ""
        if not self._counter.may_try():
            self._slip = ENOUGH_TRIES
            self.changed.emit()
            return
        self._tail, self._token = tail, token
        self._tell()

    def _tell(self) -> None:
        try:
            told = standing(self._counter.desk.store, self._number, identity_tail=self._tail, token=self._token)
        except StoreError as error:
            self._slip = error.sentence
        else:
            self._told, self._typed = told, ""
            self._happened.reset([{"when": moment_text(h.at), "said": h.text, "note": h.note} for h in told.happened])
            self._messages.reset([{"when": moment_text(m.at), "said": m.text} for m in told.messages])
        self.changed.emit()
