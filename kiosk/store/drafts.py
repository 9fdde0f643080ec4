"""Drafts: an application while it is being filled in, so that a crash or power cut loses no answer."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kiosk.store import attachments
from kiosk.store.audit import add_line
from kiosk.store.files import Files
from kiosk.store.key import StoreKey
from kiosk.store.model import Attachment, Draft, moment, stamp
from kiosk.store.receipt import plain_code
from kiosk.store.submitting import receipt_of, to_json


@dataclass(slots=True, frozen=True)
class Saving:
    """What to save of a draft; see `Store.save_draft`."""

    id: str
    form: str
    form_version: str
    answers: dict[str, Any]
    attachments: tuple[Attachment, ...]
    code: str | None
    identity: str
    expires_at: datetime


def save(db: Database, files: Files, key: StoreKey, holder: str, at: datetime, given: Saving) -> bool:
    """Write a draft over what was saved of it before; False when it has been submitted meanwhile."""
    if receipt_of(db, given.id):
        return False
    attachments.require(files, given.attachments)
    code = key.mark("resume-code", plain_code(given.code)) if given.code else None
    identity = identity_mark(key, given.identity) if given.identity else None
    db.execute(
        "INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET form = excluded.form, "
        "form_version = excluded.form_version, answers = excluded.answers, code = coalesce(excluded.code, code), "
        "identity = coalesce(excluded.identity, identity), holder = excluded.holder, saved_at = excluded.saved_at, "
        "expires_at = excluded.expires_at",
        (
            given.id, given.form, given.form_version, to_json(given.answers), code, identity, holder,
            stamp(at), stamp(given.expires_at),
        ),
    )  # fmt: skip
    db.execute("DELETE FROM draft_attached WHERE draft = ?", (given.id,))
    attachments.attach(db, "draft_attached", given.id, given.attachments)
    return True


def by_id(db: Database, at: datetime, id: str) -> Draft | None:
    """The draft of that id, unless it has expired."""
    return _one(db, at, "id", id)


def by_code(db: Database, at: datetime, key: StoreKey, code: str) -> Draft | None:
    """The draft that was kept under that code, unless it has expired."""
    return _one(db, at, "code", key.mark("resume-code", plain_code(code)))


def by_identity(db: Database, at: datetime, mark: bytes) -> Draft | None:
    """The draft saved last under that mark of an identity number, unless it has expired."""
    return _one(db, at, "identity", mark)


def identity_mark(key: StoreKey, number: str) -> bytes:
    """The keyed hash by which a draft is found with an identity number."""
    return key.mark("identity", number.strip().upper())


def is_code_free(db: Database, key: StoreKey, code: str) -> bool:
    """Whether no draft is kept under that code."""
    mark = key.mark("resume-code", plain_code(code))
    return db.execute("SELECT 1 FROM draft WHERE code = ?", (mark,)).fetchone() is None


def forget(db: Database, at: datetime, id: str) -> None:
    """Delete a draft."""
    if db.execute("DELETE FROM draft WHERE id = ?", (id,)).rowcount:
        add_line(db, at, "draft forgotten", draft=id)


def forget_expired(db: Database, at: datetime) -> int:
    """Delete the drafts whose time is over; returns how many."""
    return _forget_where(db, at, "draft expired", "expires_at <= ?", stamp(at))


def forget_unkept(db: Database, at: datetime, holder: str) -> int:
    """Delete what this holder's visit neither kept nor submitted; returns how many."""
    return _forget_where(db, at, "draft forgotten", "code IS NULL AND holder = ?", holder)


def forget_all(db: Database, at: datetime) -> int:
    """Delete every draft, kept or not; returns how many."""
    return _forget_where(db, at, "draft forgotten", "id <> ?", "")


def _forget_where(db: Database, at: datetime, event: str, condition: str, value: str) -> int:
    ids = [row[0] for row in db.execute(f"SELECT id FROM draft WHERE {condition}", (value,))]  # noqa: S608
    for id in ids:
        db.execute("DELETE FROM draft WHERE id = ?", (id,))
        add_line(db, at, event, draft=id)
    return len(ids)


def _one(db: Database, at: datetime, column: str, value: str | bytes) -> Draft | None:
    row = next(
        iter(
            db.query(
                f"SELECT * FROM draft WHERE {column} = ? AND expires_at > ? ORDER BY saved_at DESC LIMIT 1",  # noqa: S608
                (value, stamp(at)),
            )
        ),
        None,
    )
    if row is None:
        return None
    return Draft(
        id=row["id"],
        form=row["form"],
        form_version=row["form_version"],
        answers=json.loads(row["answers"]),
        attachments=attachments.of_owner(db, "draft_attached", row["id"]),
        kept=row["code"] is not None,
        saved_at=moment(row["saved_at"]),
        expires_at=moment(row["expires_at"]),
    )
