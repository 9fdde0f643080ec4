"""The counter, made when it is first needed: called it gives the counter, and it ends visits where there was one."""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.settings import Settings
from kiosk.store.errors import StoreError
from ui import errand
from ui.codes import Pictures
from ui.shelf import Shelf

if TYPE_CHECKING:
    from ui.counter import Counter

_log = logging.getLogger(__name__)


class BackOffice:
    """Holds what makes the counter, and the pictures that its screens show."""

    def __init__(self, shelf: Shelf, settings: Settings, home: Path) -> None:
        self._shelf, self._settings, self._home = shelf, settings, home
        self._counter: Counter | None = None
        self.pictures = Pictures()

    def __call__(self) -> Counter:
        """The counter."""
        if self._counter is None:
            from ui.counter import Counter  # store, typesetter, devices: half a second

            self._counter = Counter(self._shelf, self._settings, self._home, self.pictures)
        return self._counter

    @property
    def has_store(self) -> bool:
        """Whether anybody has handed anything in here, or begun to."""
        return self._counter is not None or (self._home / "store").is_dir()

    def load(self) -> None:
        """Load what the counter is made of, so that calling it is quick; off the screen's thread."""
        import_module("ui.counter")

    def end_visit(self) -> None:
        """Nothing of this visit stays that was not handed in or kept."""
        if self._counter is not None:
            try:
                self._counter.end_visit()
            except StoreError as error:
                _log.error("a visit could not be ended cleanly: %s", error)

    def tidy(self, owner: QObject) -> None:
        """Let go of what the centre has had for long enough; off the screen's thread."""
        if not self.has_store:
            return
        desk = self().desk

        def sweep() -> None:
            try:
                desk.sweep()
            except StoreError as error:
                _log.error("the store could not be swept: %s", error)

        errand.run(owner, sweep, lambda _: None)

    def close(self) -> None:
        """Let go of the store and of what is open to phones."""
        if self._counter is not None:
            self.end_visit()
            try:
                self._counter.desk.close()
            except StoreError as error:
                _log.error("the store could not be closed cleanly: %s", error)
