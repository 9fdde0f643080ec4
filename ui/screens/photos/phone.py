"""Photos of documents for a form's question, sent from the citizen's phone to a page that this terminal serves."""

import logging
import queue

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.devices.errors import DeviceError
from kiosk.devices.phone import PhoneDrop
from ui.codes import Codes
from ui.counter import Counter
from ui.screens.form.form import FormModel
from ui.shell import Shell

_LOOK_MS = 300
_log = logging.getLogger(__name__)


class PhoneModel(QObject):
    """A code that opens a page on the citizen's phone; what is sent there arrives here, until this page is left."""

    changed = Signal()

    def __init__(self, shell: Shell, codes: Codes, counter: Counter, form: FormModel) -> None:
        super().__init__()
        self._shell, self._form = shell, form
        self._arrived: queue.Queue[bytes] = queue.Queue()
        self._count = 0
        self._slip = ""
        self._code = ""
        self._drop: PhoneDrop | None = None
        try:
            self._drop = PhoneDrop(self._arrived.put, counter.devices.phone_address or "")
            self._drop.__enter__()
            self._code = codes.put(self._drop.url)
        except (DeviceError, ValueError) as error:
            _log.warning("no page for phones: %s", error)
            self._slip = getattr(
                error, "sentence", "现在连不上站里的网络，请用这台机器的摄像头，或者到窗口交纸质材料。"
            )
        counter.doors.append(self.close)
        self.destroyed.connect(self.close)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._code

    @Property(int, notify=changed)
    def count(self) -> int:
        """How many photos arrived."""
        return self._count

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._slip

    @Slot()
    def done(self) -> None:
        self.close()
        self._look()
        self._shell.back()

    def close(self) -> None:
        """Shut the door: nothing more is taken."""
        if self._drop is not None:
            drop, self._drop = self._drop, None
            drop.close()

    def _look(self) -> None:
        while not self._arrived.empty():
            self._slip = self._form.add_photo(self._arrived.get())
            self._count += not self._slip
            self.changed.emit()
