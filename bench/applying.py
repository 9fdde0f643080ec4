"""Handing in at the screen: from the touch to the receipt, whether the screen stays awake, and how many touches a form takes.

    python -m bench.applying

One process, the application as `legal-kiosk run` wires it, 1080 x 1920 offscreen, a real store on disk, driven by a finger
(ui/hand.py) and by the applicant of tour and tests (ui/applicant.py).

- Touches: every form from its first page to its receipt, with the example answers that it gives. Taps are counted, keys of
  the number pad and of the keyboard are not; nor is scrolling. A date is taken as the wheels first show it.
- Handing in: an application for legal aid with six photos of 3 MB, each a noisy picture of its own. The photos go through the
  form's own door, one by one; then the summary's button is touched. From the finger's going up to the last change of the
  receipt's picture; looking at frames is not counted (bench/frames.py).
- Frozen: a timer beats every 5 ms on the screen's thread; the longest pause between two beats is the longest time that a
  touch would have waited. It holds what other programs on the machine took.
- `Case.submit` alone, the photos being kept already. The peer is one plain SQLite commit of the same answers, neither
  encrypted nor chained nor numbered, just as durable (WAL, synchronous=FULL), on the same disk.
"""

import io
import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from bench.frames import Frames
from bench.measure import CannotMeasure, Figure, Part, Workshop, percentile, run, spread
from bench.screen import SIZE, environment
from kiosk import settings as station_settings
from kiosk.services.desk import Case
from kiosk.services.form import Kind
from ui.app import application, collect_here
from ui.applicant import Applicant
from ui.hand import centre
from ui.tour import Guide

FORM, PHOTOS_AT = "legal-aid", "evidence"
HAND_IN, DONE = "都对，交上去", "好了"
SUBMISSIONS = 12
PHOTOS = 6
PHOTO_BYTES = 3_000_000
PHOTO_SIZE = (1800, 2400)  # as kiosk/devices/photo.py lets them in
BEAT_MS = 5
GIVE_UP_S = 30
_T = TypeVar("_T")


def measure(workshop: Workshop) -> Part:
    """Play it in a fresh process."""
    told = json.loads(run([sys.executable, "-m", "bench.applying"], env=environment(workshop), limit_s=1800))
    longest = max(told["touches"], key=lambda form: told["touches"][form])
    part = Part()
    part.figures = [
        Figure("six photos of 3 MB, touch to receipt, p95", percentile(told["receipt_s"], 0.95), "s", at_most=1.5),
        Figure("screen frozen meanwhile, longest", max(told["frozen_ms"]), "ms", at_most=100),
        Figure("screen frozen while a photo is added, p95", percentile(told["adding_ms"], 0.95), "ms", at_most=100),
        Figure(
            "Case.submit, p95", percentile(told["submit_ms"], 0.95), "ms",
            peer="plain SQLite commit", peer_measured=percentile(told["plain_ms"], 0.95),
        ),
        Figure(f"touches beside typing, longest form ({longest})", told["touches"][longest], at_most=45),
    ]  # fmt: skip
    part.details = {name: spread(values) for name, values in told.items() if name != "touches"}
    part.details |= {"touches": told["touches"], "photo_bytes": PHOTO_BYTES}
    part.lines.append("touches beside typing: " + ", ".join(f"{form} {n}" for form, n in told["touches"].items()))
    return part


class Beat(QObject):
    """The longest pause between two turns of this thread's event loop, on the clock of `frames`."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self._frames = frames
        self._last_s = self._longest_s = 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def during(self, action: Callable[[], _T]) -> tuple[_T, float]:
        """What something comes to, and the longest pause while it is done, in milliseconds."""
        self._last_s, self._longest_s = self._frames.now(), 0.0
        self._timer.start()
        result = action()
        self._timer.stop()
        self._beat()
        return result, self._longest_s * 1000

    def _beat(self) -> None:
        now = self._frames.now()
        self._longest_s = max(self._longest_s, now - self._last_s)
        self._last_s = now


class Visits:
    """One terminal, and the visits of people who apply at it."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._hand = guide.hand
        self._shell = guide.kiosk.shell
        self._desk = guide.kiosk.back_office().desk
        self._photos = [_noisy(n) for n in range(PHOTOS)]
        self.told: dict[str, Any] = {"touches": {}}

    def touches(self) -> None:
        """Every form by touch, with its examples."""
        for form in self._desk.forms.ids():
            self._shell.open("form", form)
            applicant = Applicant(self._guide)
            applicant.fill()
            applicant.tap(HAND_IN)
            self._wait_for_receipt()
            self.told["touches"][form] = applicant.touches
            self._hand.touch(DONE)

    def answers(self) -> dict[str, Any]:
        """What an applicant has answered when photos are asked for."""
        self._shell.open("form", FORM)
        Applicant(self._guide).fill(until=PHOTOS_AT)
        case = self._guide.kiosk.back_office().case
        if case is None:
            raise CannotMeasure("no case is open")
        answers = case.filling.draft()
        self._shell.leave()
        return answers

    def by_touch(self, answers: dict[str, Any]) -> None:
        """Photos, signature, summary, receipt: again and again, each time another visit."""
        frames = Frames(self._guide.kiosk.window)
        beat = Beat(frames)
        receipts, frozen, adding = [], [], []
        for _ in range(SUBMISSIONS):
            self._shell.open("form", self._begun(answers))
            self._hand.settle()
            for photo in self._own_photos():
                frames.settle()
                adding.append(beat.during(partial(self._add, photo, frames))[1])
            Applicant(self._guide).fill()
            button = self._hand.find(HAND_IN)
            self._hand.reveal(button)
            self._hand.press(centre(button))
            frames.settle()
            took, paused = beat.during(partial(self._hand_in, frames, centre(button)))
            receipts.append(took)
            frozen.append(paused)
            self._hand.touch(DONE)
        self.told |= {"receipt_s": receipts, "frozen_ms": frozen, "adding_ms": adding}

    def by_program(self, answers: dict[str, Any], folder: Path) -> None:
        """`Case.submit` without a screen, and the peer's commit, in turns."""
        ours, theirs = [], []
        with closing(sqlite3.connect(folder / "plain.db", isolation_level=None)) as plain:
            plain.execute("PRAGMA journal_mode = WAL")
            plain.execute("PRAGMA synchronous = FULL")
            plain.execute("CREATE TABLE record (answers TEXT)")
            for _ in range(SUBMISSIONS):
                case = self._begun(answers)
                case.answer([case.put(photo, "image/jpeg", "photo") for photo in self._own_photos()])
                while question := case.filling.question:
                    signed = question.kind is Kind.SIGNATURE
                    case.answer(case.put(os.urandom(10_000), "image/png", "signature") if signed else True)
                text = json.dumps(case.filling.data(), ensure_ascii=False)
                ours.append(_timed(case.submit))
                theirs.append(_timed(partial(plain.execute, "INSERT INTO record VALUES (?)", (text,))))
        self.told |= {"submit_ms": ours, "plain_ms": theirs}

    def _begun(self, answers: dict[str, Any]) -> Case:
        """A case at the page of its photos."""
        case = self._desk.begin(FORM, answers)
        case.filling.go_to(PHOTOS_AT)
        return case

    def _add(self, photo: bytes, frames: Frames) -> None:
        model: Any = self._shell.viewModel
        if slip := model.add_photo(photo):
            raise CannotMeasure(slip)
        frames.settle()

    def _hand_in(self, frames: Frames, where: QPoint) -> float:
        """Seconds from the finger's going up to the last change of the receipt's picture."""
        turned: list[float] = []
        turning = self._shell.pageChanged.connect(lambda: turned.append(frames.now()))
        started = frames.now()
        self._hand.release(where)
        self._wait_for_receipt()
        self._wait(lambda: frames.changed[-1][1] >= turned[-1])
        self._shell.pageChanged.disconnect(turning)
        frames.settle()
        return frames.changed[-1][1] - started

    def _wait_for_receipt(self) -> None:
        self._wait(lambda: self._shell.property("pageName") == "receipt")

    def _wait(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + GIVE_UP_S
        while not holds():
            QTest.qWait(1)
            if time.monotonic() > end:
                raise CannotMeasure(f"no receipt came; on screen: {self._hand.labels()}")

    def _own_photos(self) -> list[bytes]:
        """The same pictures, each with a comment of its own, so that none is there already."""
        return [jpeg[:2] + b"\xff\xfe\x00\x12" + os.urandom(16) + jpeg[2:] for jpeg in self._photos]


def _noisy(seed: int) -> bytes:
    """A sheet of paper in bad light: a JPEG of no fewer bytes than PHOTO_BYTES, at the lowest quality that gives them."""
    width, height = PHOTO_SIZE
    noise = np.random.default_rng(seed).normal(205, 30, (height, width, 3))
    picture = Image.fromarray(noise.clip(0, 255).astype(np.uint8))
    for quality in range(85, 101):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() >= PHOTO_BYTES:
            return out.getvalue()
    raise CannotMeasure("the photos are too small")


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Play it and tell the figures in one JSON object."""
    app = application()
    app.styleHints().setCursorFlashTime(0)
    guide = Guide(station_settings.home(), station_settings.load(), SIZE)
    guide.open(station_settings.content_folder())
    collector = collect_here()
    visits = Visits(guide)
    visits.touches()
    answers = visits.answers()
    visits.by_touch(answers)
    visits.by_program(answers, station_settings.home())
    collector.stop()
    guide.kiosk.close()
    print(json.dumps(visits.told))


if __name__ == "__main__":
    main()
