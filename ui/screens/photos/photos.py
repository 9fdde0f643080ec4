"""Photos of documents for a form's question: by the terminal's camera, or sent from the citizen's phone."""

import logging
import queue

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.devices.errors import DeviceError
from kiosk.devices.phone import PhoneDrop
from kiosk.devices.photo import accept_photo
from kiosk.devices.scan import straighten
from ui import errand
from ui.codes import Codes
from ui.counter import Counter
from ui.screens.form.form import FormModel
from ui.shell import Shell

_LOOK_MS = 300
_log = logging.getLogger(__name__)


class CameraModel(QObject):
    """Take a picture, look at it, keep it or take it again."""

    changed = Signal()

    def __init__(self, shell: Shell, counter: Counter, form: FormModel) -> None:
        super().__init__()
        self._counter, self._shell, self._form = counter, shell, form
        self._jpeg = b""
        self._picture = ""
        self._slip = ""
        self._busy = False
        self._kept = 0
        self._whole = False

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        """Whether no sheet was seen and the picture was kept as it is."""
        return self._whole

    @Property(str, notify=changed)
    def picture(self) -> str:
        """What was taken just now, or nothing."""
        return self._picture

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def slip(self) -> str:
        return self._slip

    @Property(int, notify=changed)
    def kept(self) -> int:
        """How many were kept on this page."""
        return self._kept

    @Property(bool, constant=True)
    def virtual(self) -> bool:
        """Whether the pictures only play a camera."""
        return bool(self._counter.devices.camera and self._counter.devices.camera.virtual)

    @Slot()
    def shoot(self) -> None:
        """Take one; a second or two, off the screen's thread."""
        camera = self._counter.devices.camera
        if self._busy or camera is None:
            return
        self._busy, self._slip = True, ""
        self.changed.emit()

        def take() -> tuple[bytes, bool, str]:
            try:
                scan = straighten(accept_photo(camera.shoot()).jpeg)
            except DeviceError as error:
                _log.warning("%s", error)
                return b"", True, error.sentence
            return scan.jpeg, scan.found, ""

        errand.run(self, take, self._taken)

    @Slot()
    def keep(self) -> None:
        """Keep it and go on with the next sheet."""
        if self._jpeg:
            self._slip = self._form.add_photo(self._jpeg)
            if not self._slip:
                self._kept += 1
                self._jpeg, self._picture = b"", ""
            self.changed.emit()

    @Slot()
    def done(self) -> None:
        self._shell.back()

    def _taken(self, result: tuple[bytes, bool, str]) -> None:
        self._busy = False
        self._jpeg, found, self._slip = result
        self._whole = not found
        self._picture = self._counter.pictures.put(self._jpeg) if self._jpeg else ""
        self.changed.emit()


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
