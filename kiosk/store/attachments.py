"""Attachments: files that records, drafts and a running visit refer to, each content kept once.

A file is on the disk before the transaction that refers to it, and is taken away after the one that gave it up; both under
the writing lock, so that a file that is just being put or submitted is never taken for an orphan.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from kiosk.store.base import Base
from kiosk.store.errors import StoreDamaged
from kiosk.store.files import Files
from kiosk.store.model import Attachment

_USES = ("attached", "draft_attached", "hold")


def put(base: Base, files: Files, holder: str, sha256: str, content: bytes) -> None:
    """Hold the name for this visit, then write the file."""
    with base.writing() as db:
        db.execute("INSERT OR IGNORE INTO hold VALUES (?, ?)", (sha256, holder))
    files.write(content)


def attach(db: Database, table: str, owner: str | int, attachments: Iterable[Attachment]) -> None:
    """Refer to files from a record (table `attached`) or a draft (`draft_attached`), within the caller's transaction."""
    db.conn.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - one of our own two tables
        [(owner, i, a.sha256, a.size, a.media_type, a.label) for i, a in enumerate(attachments)],
    )


def let_go(db: Database, holder: str, attachments: Iterable[Attachment]) -> None:
    """The visit holds these no longer: a record does."""
    db.conn.executemany(
        "DELETE FROM hold WHERE sha256 = ? AND holder = ?", [(attachment.sha256, holder) for attachment in attachments]
    )


def require(files: Files, attachments: Iterable[Attachment]) -> None:
    """Every one of these must be in the folder.

    Raises:
        StoreDamaged: one is not, so what refers to it could never be sent.
    """
    for attachment in attachments:
        if not files.has(attachment.sha256):
            raise StoreDamaged(f"attachment {attachment.sha256} is missing")


def of_owner(db: Database, table: str, owner: str | int) -> tuple[Attachment, ...]:
    """The attachments of a record or a draft, in order."""
    column = "record" if table == "attached" else "draft"
    rows: Iterable[dict[str, Any]] = db.query(
        f"SELECT sha256, size, media_type, label FROM {table} WHERE {column} = ? ORDER BY position",  # noqa: S608
        (owner,),
    )
    return tuple(Attachment(**row) for row in rows)


def of_records(db: Database, places: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
    """The attachments of several records, by record, in order."""
    rows = db.execute(
        "SELECT record, sha256, size, media_type, label FROM attached "  # noqa: S608 - only question marks are put in
        f"WHERE record IN ({', '.join('?' * len(places))}) ORDER BY record, position",
        places,
    )
    found: dict[int, tuple[Attachment, ...]] = {}
    for record, *told in rows:
        found[record] = (*found.get(record, ()), Attachment(*told))
    return found


def remove_loose(base: Base, files: Files) -> None:
    """Take away the files that nothing refers to."""
    with base.writing() as db:
        used = {row[0] for table in _USES for row in db.execute(f"SELECT sha256 FROM {table}")}  # noqa: S608
        files.remove([name for name in files.names() if name not in used])
