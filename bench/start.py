"""A terminal that tells when it can be used: `legal-kiosk run` itself, with a watch on its window.

    python -m bench.start

Runs the real command, full screen. It takes the moment of the first frame; checks that all controls of the home page
stand on it, and that its pixels are those of the settled screen; taps one control as a finger would, and times both
answers. It tells all of this in one line of JSON, and ends. Loading the test tools for the finger comes between, and
counts neither for the frame nor for the answers.
"""

import json
import sys
import time
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

import ui.app
from ui.app import Kiosk, assemble
from ui.command import main

TOPICS = 12
OPENS = "按类别翻看法律"


class Watch:
    """Waits for the first frame, then touches."""

    def __init__(self, kiosk: Kiosk) -> None:
        self._kiosk = kiosk
        self._first_s = 0.0
        kiosk.window.frameSwapped.connect(self._framed)

    def _framed(self) -> None:
        self._first_s = time.monotonic()
        self._kiosk.window.frameSwapped.disconnect(self._framed)
        QTimer.singleShot(0, self._touch)

    def _touch(self) -> None:
        from bench.frames import Frames
        from ui.hand import Hand, centre

        first = self._kiosk.window.grabWindow()
        hand = Hand(self._kiosk.window)
        controls = hand.labels()
        frames = Frames(self._kiosk.window)
        where = centre(hand.find(OPENS))
        frames.settle()
        settled = self._kiosk.window.grabWindow()
        pressed = frames.answer(lambda: hand.press(where))
        opened = frames.answer(lambda: hand.release(where))
        told = {
            "first_frame_at_s": self._first_s,
            "controls": len(controls),
            "whole": len(controls) > TOPICS and first == settled,
            "press_ms": pressed.first_ms if pressed else None,
            "release_ms": opened.first_ms if opened else None,
        }
        print(json.dumps(told), flush=True)
        QGuiApplication.quit()


def _watched(*args: Any, **named: Any) -> Kiosk:
    kiosk = assemble(*args, **named)
    _kept.append(Watch(kiosk))
    return kiosk


_kept: list[Watch] = []

if __name__ == "__main__":
    setattr(ui.app, "assemble", _watched)  # noqa: B010 - a function of a module, which mypy would not let us replace
    sys.argv = ["legal-kiosk", "run"]
    sys.exit(main())
