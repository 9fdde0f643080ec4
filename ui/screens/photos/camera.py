"""Photos of documents for a form's question by the terminal's camera: see, take, look, keep it or take it again.

The camera is on while this page is shown and not a moment longer; where it fails, the page says so and offers other ways.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.devices.errors import DeviceError, DeviceTrouble
from ui import errand
from ui.counter import Counter
from ui.screens.form.form import FormModel
from ui.screens.photos.view import LiveView
from ui.screens.photos.viewfinder import Shot
from ui.shell import Shell

_log = logging.getLogger(__name__)


class CameraModel(QObject):
    """One page; what was kept is the form's."""

    changed = Signal()

    def __init__(self, shell: Shell, counter: Counter, form: FormModel) -> None:
        super().__init__()
        self._counter, self._shell, self._form = counter, shell, form
        camera = counter.devices.camera
        if camera is None:
            raise ValueError("no camera is set: its page is not offered")
        self._virtual = camera.virtual
        self._view = LiveView(camera, counter.pictures, self)
        self._view.shot.connect(self._develop)
        self._view.troubled.connect(self._lose)
        self._jpeg = b""
        self._picture = ""
        self._slip = self._trouble = ""
        self._busy = self._whole = False
        self._kept = 0
        shell.pageChanged.connect(self._turn)
        counter.doors.append(self._view.stop)

    @Property(QObject, constant=True)
    def live(self) -> LiveView:
        """What the camera sees."""
        return self._view

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

    @Property(bool, notify=changed)
    def lost(self) -> bool:
        """Whether the camera cannot be used now; `slip` says why."""
        return bool(self._trouble)

    @Property(str, notify=changed)
    def slip(self) -> str:
        """What went wrong, in words; nothing where all is well."""
        return self._slip or self._trouble

    @Property(int, notify=changed)
    def kept(self) -> int:
        """How many were kept on this page."""
        return self._kept

    @Property(bool, constant=True)
    def virtual(self) -> bool:
        """Whether the pictures only play a camera."""
        return self._virtual

    @Property(bool, constant=True)
    def hasPhone(self) -> bool:  # noqa: N802
        """Whether a phone can send photos instead."""
        return self._counter.has_phone

    @Slot()
    def shoot(self) -> None:
        """Take one; it is straightened off the screen's thread."""
        if not self._busy and not self._trouble:
            self._busy, self._slip = True, ""
            self.changed.emit()
            self._view.shoot()

    @Slot()
    def keep(self) -> None:
        """Keep it and go on with the next sheet."""
        if self._jpeg:
            self._slip = self._form.add_photo(self._jpeg)
            if self._slip:
                self.changed.emit()
            else:
                self._kept += 1
                self._put_away()

    @Slot()
    def again(self) -> None:
        """Not this one: back to what the camera sees."""
        self._slip = ""
        self._put_away()

    @Slot()
    def retry(self) -> None:
        """Look for the camera once more: its cable may have been put back."""
        self._trouble = self._slip = ""
        self.changed.emit()
        self._turn()

    @Slot()
    def fromPhone(self) -> None:  # noqa: N802
        """To the page with the code for the citizen's phone, in place of this one."""
        self._shell.replace("phone", self._form)

    @Slot()
    def done(self) -> None:
        self._shell.back()

    def _shown(self) -> bool:
        page: object = self._shell.viewModel
        return page is self

    def _turn(self) -> None:
        """Another page is shown, or this one again."""
        if not self._shown():
            self._view.stop()
            self._busy = False
        elif not self._view.on and not self._trouble:
            QTimer.singleShot(0, self, self._begin)  # the page is drawn first: to open a camera takes its time

    def _begin(self) -> None:
        if self._shown() and not self._trouble:
            self._view.start()
            self._view.pause(bool(self._picture))

    def _put_away(self) -> None:
        self._jpeg, self._picture, self._whole = b"", "", False
        self._view.pause(False)
        self.changed.emit()

    @Slot(object)
    def _develop(self, shot: Shot) -> None:
        errand.run(self, lambda: _developed(shot), self._taken)

    def _taken(self, result: tuple[bytes, bool, str]) -> None:
        if not self._shown():
            return  # whoever left the page does not want it
        self._busy = False
        self._jpeg, found, self._slip = result
        self._whole = not found
        self._picture = self._counter.pictures.put(self._jpeg) if self._jpeg else ""
        self._view.pause(bool(self._picture))
        self.changed.emit()

    @Slot(object)
    def _lose(self, trouble: DeviceTrouble) -> None:
        _log.warning("%s", trouble)
        self._busy, self._trouble = False, trouble.sentence
        self.changed.emit()


def _developed(shot: Shot) -> tuple[bytes, bool, str]:
    """A worker's part: the page as a JPEG, whether a sheet was found in it, and what went wrong."""
    from kiosk.devices.photo import accept_photo  # with them come libraries that take a while to load
    from kiosk.devices.scan import straighten

    try:
        scan = straighten(accept_photo(shot()).jpeg)
    except DeviceError as error:
        _log.warning("%s", error)
        return b"", True, error.sentence
    return scan.jpeg, scan.found, ""
