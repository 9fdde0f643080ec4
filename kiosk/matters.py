"""The verbs `submit` and `records`: a form handed in from the shell, through the same desk as the screen, and what is kept.

For staff who type in what was filled in by hand, and for trials of a terminal. Nothing personal is printed.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.content.counter import standard
from kiosk.content.store import ContentStore
from kiosk.devices.errors import PhotoRefused
from kiosk.devices.photo import MAX_BYTES, accept_photo
from kiosk.directory.library import Directory
from kiosk.directory.timetable import LINK, Timetable
from kiosk.services.assessments import Rules
from kiosk.services.desk import Case, Desk
from kiosk.services.errors import AnswerRefused, FormIncomplete, NothingToAdd
from kiosk.services.form import SILENT, Kind, Question
from kiosk.services.legal_aid import Standard
from kiosk.services.library import Forms
from kiosk.settings import Settings, content_folder, home, load
from kiosk.store.receipt import Receipt
from kiosk.store.store import DATABASE, Store, open_store

DAYS_AHEAD = 21  # for appointments, as on the screen
_PAGE = 500


class MatterRefused(Exception):
    """Nothing was handed in, or the records cannot be told; the text says what is wrong, and where."""


def submit(args: argparse.Namespace) -> int:
    """`legal-kiosk submit`.

    Raises:
        MatterRefused: there is no such form, the file is no object of answers, an answer is bad (the text names question
            and sentence), a file is no picture, the form adds to an earlier matter. Nothing was handed in.
        StoreError: it could not be kept. Nothing was handed in.
    """
    answers, files = _answers(args.answers), [_file(path) for path in args.attach]
    with _opened(load()) as (desk, timetable):
        if args.form not in desk.forms.ids():
            raise MatterRefused(f"there is no form “{args.form}” (there are: {', '.join(desk.forms.ids()) or 'none'})")
        signature = next((content for path, content in files if path.name.startswith("signature")), None)
        photos = [(path, content) for path, content in files if not path.name.startswith("signature")]
        receipt = _Hand(desk, timetable, args.form, answers, photos, signature).give_in()
    print(receipt.number)
    return 0


def records(args: argparse.Namespace) -> int:
    """`legal-kiosk records`: newest first. Raises StoreError when the store cannot be read."""
    rows = list(_rows())
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        print(
            row["number"], row["state"], row["time"], row["kind"], row["form"], f"{len(row['attachments'])}", sep="\t"
        )
    return 0


class _Hand:
    """Gives a form's answers one by one, as a finger would."""

    def __init__(
        self,
        desk: Desk,
        timetable: Timetable,
        form: str,
        answers: dict[str, Any],
        photos: list[tuple[Path, bytes]],
        signature: bytes | None,
    ) -> None:
        self._timetable, self._store = timetable, desk.store
        self._answers, self._photos, self._signature = answers, photos, signature
        questions = desk.forms.form(form).question
        unknown = sorted(set(answers) - {q.id for q in questions if q.kind not in SILENT})
        if unknown:
            raise MatterRefused(f"{unknown[0]}: the form {form} has no such question")
        signed = any(q.kind is Kind.SIGNATURE for q in questions)
        try:
            self._case: Case = desk.begin(form, on_paper=signed and signature is None)
        except NothingToAdd as error:
            raise MatterRefused(f"{error}: at the terminal, from the page that shows how the matter stands") from None

    def give_in(self) -> Receipt:
        case = self._case
        if case.filling.on_paper:
            print("note: no signature is attached; the record says that it is signed on paper", file=sys.stderr)
        while (question := case.filling.question) is not None:
            try:
                case.answer(self._answer(question))
            except AnswerRefused as slip:
                raise MatterRefused(f"{question.id}: {question.label} {slip.sentence}") from None
        if self._photos:
            raise MatterRefused(f"{self._photos[0][0]}: the form {case.form.id} asks for no photos here")
        try:
            return case.submit()
        except FormIncomplete as slip:
            raise MatterRefused(f"{slip}: {slip.sentence}") from None

    def _answer(self, question: Question) -> Any:
        if question.kind in SILENT:
            return True
        if question.kind is Kind.PHOTOS:
            photos, self._photos = self._photos, []
            label = question.short or question.label
            return [self._case.put(_picture(path, content), "image/jpeg", label) for path, content in photos]
        if question.kind is Kind.SIGNATURE and self._signature is not None:
            return self._case.put(_png(self._signature), "image/png", "签名")
        given = self._answers.get(question.id)
        if question.kind is Kind.SLOT and given is not None:
            table = self._timetable.published(self._store.link(LINK))
            free = table.free(question.slots, date.today(), DAYS_AHEAD, self._store.booked())
            if given not in free:
                raise AnswerRefused(f"这个时间约不了，最早能约的是 {free[0]}" if free else "最近都约满了")
        if question.kind in (Kind.MONEY, Kind.NUMBER) and isinstance(given, int | float):
            return str(given)  # a number in JSON is what a person typed: 元, not 分
        return given


def _rows() -> Iterator[dict[str, Any]]:
    if not (home() / "store" / DATABASE).exists():
        return  # looking makes no store
    with _store(load()) as store:
        offset = 0
        while entries := store.records(limit=_PAGE, offset=offset):
            for entry in entries:
                yield {
                    "number": entry.number,
                    "kind": entry.kind,
                    "form": entry.form,
                    "form_version": entry.form_version,
                    "state": str(entry.state),
                    "time": entry.time.isoformat(timespec="seconds"),
                    "attachments": [a.sha256 for a in store.record(entry.id).attachments],
                }
            offset += _PAGE


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Desk, Timetable]]:
    """The desk as the screen has it, out of what is installed."""
    packs, troubles = ContentStore(content_folder()).open()
    for trouble in troubles:
        print(f"legal-kiosk: {trouble}", file=sys.stderr)
    found = next((s for db in packs if (s := standard(db, date.today()))), None)
    hardship = Standard(found.monthly_income_fen, found.source, found.since, found.chuanyu) if found else None
    desk = Desk(Forms(packs), lambda: _store(settings), Rules(hardship))
    try:
        yield desk, Directory(packs).timetable()
    finally:
        desk.close()
        for db in packs:
            db.close()


def _store(settings: Settings) -> Store:
    return open_store(home() / "store", terminal=f"{settings.terminal:03}", station=settings.station)


def _answers(path: Path) -> dict[str, Any]:
    try:
        answers = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MatterRefused(f"{path}: no JSON in UTF-8 ({type(error).__name__})") from None
    if not isinstance(answers, dict):
        raise MatterRefused(f"{path}: not an object of question ids and answers")
    return answers


def _file(path: Path) -> tuple[Path, bytes]:
    with path.open("rb") as file:
        return path, file.read(MAX_BYTES + 1)  # one more than is taken, so that a larger one is told to be too large


def _picture(path: Path, content: bytes) -> bytes:
    try:
        return accept_photo(content).jpeg
    except PhotoRefused as slip:
        raise MatterRefused(f"{path}: {slip.sentence}") from None


def _png(content: bytes) -> bytes:
    """A signature as the paper wants it."""
    out = io.BytesIO()
    Image.open(io.BytesIO(_picture(Path("signature"), content))).save(out, "PNG")
    return out.getvalue()
