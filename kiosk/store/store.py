"""The door to the store: `open_store` and the class `Store`.

A visit in order: `put` keeps a photo, `save_draft` what has been answered, `submit` turns the draft into a record that waits
for the centre, `end_visit` takes away what was neither kept nor submitted. The sync process opens the same folder
(delivery.py). `sweep` once a day.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.store import attachments, audit, drafts, records, retention, submitting
from kiosk.store.base import Base, translated
from kiosk.store.check import findings
from kiosk.store.delivery import Delivery
from kiosk.store.errors import StoreDamaged, StoreRefused
from kiosk.store.files import Files
from kiosk.store.folder import Holder, make_private, opening, sync_folder
from kiosk.store.key import StoreKey, is_same_key, load_key, remember_key
from kiosk.store.model import Attachment, Draft, Entry, Record, Submission, now
from kiosk.store.receipt import Receipt, new_code
from kiosk.store.schema import migrate

DATABASE = "store.db"
ATTACHMENTS = "attachments"


def open_store(
    folder: Path, *, terminal: str = "000", station: str = "", clock: Callable[[], datetime] = now
) -> "Store":
    """Open the terminal's store, making it where there is none; files of a visit that died are swept.

    `terminal` is the terminal's number in the county, three digits; `000` stands for one that has none yet, whose receipt
    numbers are unique on it alone. Open it once a process; the object may be used from any thread.

    Raises:
        StoreRefused: a newer program has used it; the key is another one, is missing, or can be read by others.
        StoreDamaged: the database is not what was written, or is gone while attachments are there. Staff put the folder
            aside whole; a fresh one is made in its place, and the old one stays readable with its key.
        StoreUnwritable: the disk is full or read-only.
        ValueError: `terminal` is not three digits.
    """
    if not re.fullmatch(r"[0-9]{3}", terminal):
        raise ValueError(f"terminal {terminal!r} is not three digits")
    with ExitStack() as undo, translated():
        make_private(folder)
        with opening(folder):
            path = folder / DATABASE
            fresh = not any(p.exists() and p.stat().st_size for p in (path, folder / f"{DATABASE}-wal"))
            if fresh and any((folder / ATTACHMENTS).glob("*")):
                raise StoreDamaged(f"{path} is gone, and there are attachments of it")
            key = load_key(folder, fresh=fresh)
            if fresh:
                remember_key(folder, key)
                path.touch(mode=0o600)
            base = Base(path, key.derive("database"))
            undo.callback(base.close)
            _prove(base, folder, key)
            holder = Holder(folder)
            undo.callback(holder.close)
            files = Files(folder / ATTACHMENTS, key.derive("attachments"), holder.id)
            store = Store(base, files, key, holder, submitting.Place(station, terminal), clock)
            store._take_over()
            if fresh:
                sync_folder(folder)
                sync_folder(folder.parent)
        undo.pop_all()
        return store


class Store(Delivery):
    """An open store. Every method may raise StoreDamaged and StoreUnwritable; what it raises beside these, it says."""

    def __init__(
        self,
        base: Base,
        files: Files,
        key: StoreKey,
        holder: Holder,
        place: submitting.Place,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(base, clock)
        self._files = files
        self._key = key
        self._holder = holder
        self._place = place

    # Records

    def submit(self, submission: Submission) -> Receipt:
        """Make a record of a submission, in one transaction: content, attachments, outbox, slot, audit; the draft goes.

        It returns once all of it is durable. The same key again gives the same receipt and no second record, whether after
        a double tap or after a crash between the disk and the screen.

        Raises:
            AlreadySubmitted: that key was submitted with other content.
            SlotTaken: the booking's slot belongs to another record.
            RecordUnknown: `about` names no record here.
            StoreDamaged: an attachment is not here (it is put first).
            TypeError, ValueError: `data` is not JSON.
        """
        return submitting.submit(
            self._base, self._files, self._key, self._place, self._holder.id, self._now(), submission
        )

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of a draft that was submitted, None when it was not."""
        with self._base.reading() as db:
            return submitting.receipt_of(db, key)

    def record(self, number_or_id: str) -> Record:
        """A record whole, by its number as typed or its id.

        Raises:
            RecordUnknown: there is none.
        """
        with self._base.reading() as db:
            return records.one(db, number_or_id)

    def records(self, search: str = "", limit: int = 50, offset: int = 0) -> list[Entry]:
        """A page of records, newest first. `search` is part of a receipt number, or a whole kind, form, state or id."""
        with self._base.reading() as db:
            return records.page(db, search, limit, offset)

    def about(self, id: str) -> list[Entry]:
        """The records that change or add to that one, oldest first."""
        with self._base.reading() as db:
            return records.naming(db, id)

    def track(self, number: str, *, token: str = "", identity_tail: str = "") -> Entry:
        """How a citizen's own matter stands: by the receipt's code, or by its number and four characters of her card.

        Raises:
            NumberRefused: that is no receipt number.
            RecordUnknown: no such record, or neither token nor identity fits; which of these, it does not say.
        """
        with self._base.reading() as db:
            return records.track(db, self._key, number, token=token, identity_tail=identity_tail)

    def booked(self) -> set[str]:
        """The appointment slots that are taken, here or elsewhere."""
        with self._base.reading() as db:
            return {row[0] for row in db.execute("SELECT slot FROM booking UNION SELECT slot FROM elsewhere")}

    # Attachments

    def put(self, content: bytes, media_type: str, label: str) -> Attachment:
        """Keep a file durably, encrypted; the same content is kept once.

        It stays until the visit ends, and beyond that as long as a draft or a record refers to it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with translated():
            attachments.put(self._base, self._files, self._holder.id, sha256, content)
        return Attachment(sha256, len(content), media_type, label)

    def read(self, sha256: str) -> bytes:
        """The content of an attachment, compared with its hash."""
        with translated():
            return self._files.read(sha256)

    # Drafts

    def save_draft(
        self,
        draft_id: str,
        form: str,
        form_version: str,
        answers: dict[str, Any],
        attachments: tuple[Attachment, ...],
        resume_code: str | None,
        expires_at: datetime,
        *,
        identity: str = "",
    ) -> bool:
        """Save a draft over what was saved of it before.

        With a `resume_code` (of `new_resume_code`) it is kept beyond the visit, until `expires_at`; None leaves it as it
        was, kept or not. With an `identity` number it can be found by that too. Returns False, and saves nothing, when the
        draft has been submitted meanwhile.
        """
        saving = drafts.Saving(
            draft_id, form, form_version, answers, attachments, resume_code, identity, expires_at
        )  # fmt: skip
        with self._base.writing() as db:
            return drafts.save(db, self._files, self._key, self._holder.id, self._now(), saving)

    def new_resume_code(self) -> str:
        """A code for the slip, in two groups of four digits, that no draft has."""
        with self._base.reading() as db:
            while not drafts.is_code_free(db, self._key, code := new_code()):
                pass
            return code

    def draft(self, draft_id: str) -> Draft | None:
        """A draft by its id; None when there is none, or its time is over."""
        with self._base.reading() as db:
            return drafts.by_id(db, self._now(), draft_id)

    def resume(self, code: str) -> Draft | None:
        """The draft kept under a code, as typed."""
        with self._base.reading() as db:
            return drafts.by_code(db, self._now(), self._key, code)

    def resume_by_identity(self, mark: bytes) -> Draft | None:
        """The draft saved last under an identity number's mark (see `identity_mark`)."""
        with self._base.reading() as db:
            return drafts.by_identity(db, self._now(), mark)

    def identity_mark(self, number: str) -> bytes:
        """The keyed hash that stands for an identity number."""
        return drafts.identity_mark(self._key, number)

    def forget_draft(self, draft_id: str) -> None:
        """Delete a draft, kept or not, and its files."""
        with self._base.writing() as db:
            drafts.forget(db, self._now(), draft_id)
        attachments.remove_loose(self._base, self._files)

    def end_visit(self) -> None:
        """Delete the drafts and files of this visit that were neither kept nor submitted."""
        with self._base.writing() as db:
            drafts.forget_unkept(db, self._now(), self._holder.id)
            db.execute("DELETE FROM hold WHERE holder = ?", (self._holder.id,))
        attachments.remove_loose(self._base, self._files)
        retention.empty_log(self._base, patience_s=0)

    # Time and proof

    def sweep(self, now: datetime, days: int, form: str | None = None) -> int:
        """Take away the content of records that the centre has had for `days`, and drafts whose time is over.

        With a `form`, of that form's records only: each form says for how long its data are kept.

        Returns how many records lost their content; `number`, kind, state and times stay. Nothing that waits or was refused
        is touched. What staff wrote about a matter goes too, once the matter has been closed for as long. What is gone is
        in neither database, log nor folder afterwards; only when another process reads all the while does the log keep it,
        until the next sweep or close.
        """
        with self._base.writing() as db:
            drafts.forget_expired(db, now)
        return retention.sweep(self._base, self._files, now, days, form)

    def wipe(self) -> int:
        """Take away the content of every record that the centre has, what staff wrote about it, and every draft; now.

        Returns how many records lost their content. What waits or was refused stays.
        """
        return retention.wipe(self._base, self._files, self._now())

    def verify_audit(self) -> audit.Gap | None:
        """Where the audit chain first breaks; None when it is whole."""
        with self._base.reading() as db:
            return audit.first_gap(db)

    def check(self) -> list[str]:
        """Read everything and compare; a line in English for each thing that is wrong. Takes seconds on a full store."""
        with translated():
            return findings(self._base, self._files)

    def close(self) -> None:
        """End the visit, if one is open, and let go; a second time does nothing."""
        if self._holder.gone:
            return
        try:
            self.end_visit()
        finally:
            self._base.close()
            self._holder.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take_over(self) -> None:
        """Sweep what dead processes left: their holds, half-written files, files that nothing refers to, expired drafts."""
        dead = self._holder.dead()
        with self._base.writing() as db:
            db.conn.executemany("DELETE FROM hold WHERE holder = ?", [(name,) for name in dead])
            drafts.forget_expired(db, self._now())
        self._files.remove_unfinished(dead)
        attachments.remove_loose(self._base, self._files)
        self._holder.bury(dead)


def _prove(base: Base, folder: Path, key: StoreKey) -> None:
    """The key fits, the tables are ours, and what every submission touches can be read."""
    try:
        with base.plain() as db:
            migrate(db)
            db.execute("SELECT hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
            db.execute("SELECT max(seq) FROM record").fetchone()
    except StoreDamaged:
        if not is_same_key(folder, key):
            raise StoreRefused("the database was made with another key") from None
        raise
