"""A pack: one SQLite file a collection, with its indexes, that says what it is and proves that it is whole.

`application_id` marks the file as ours. The table `meta` holds id, kind, version, format, source, counts and `sha256`,
which covers all else in `meta` and every row of every other table, and so does not depend on how SQLite laid them out.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kiosk.content.errors import PackRefused

APPLICATION_ID = 0x4C4B5031  # "LKP1"
FORMAT = 1
SUFFIX = ".pack"


@dataclass(slots=True, frozen=True)
class PackInfo:
    """What a pack says of itself."""

    id: str
    kind: str  # "statutes" or "starter"
    version: str
    sha256: str
    source: str
    counts: dict[str, int]


def open_pack(path: Path) -> sqlite3.Connection:
    """Open a pack read-only.

    Raises:
        PackRefused: the file is not there, is no pack, or is of a newer format.
    """
    if not path.is_file():
        raise PackRefused(f"{path.name}: no such pack")
    try:
        # A pack file never changes under its name, so SQLite need not lock it (immutable).
        db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise PackRefused(f"{path.name}: cannot be opened ({error})") from error
    try:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise PackRefused(f"{path.name}: not a content pack of this kiosk")
        made = int(_meta(db).get("format", "0"))
        if made != FORMAT:
            raise PackRefused(f"{path.name}: format {made}, this program reads format {FORMAT}")
    except (sqlite3.Error, ValueError) as error:
        db.close()
        raise PackRefused(f"{path.name}: damaged, or not a content pack ({error})") from error
    except PackRefused:
        db.close()
        raise
    return db


def info(db: sqlite3.Connection) -> PackInfo:
    """Read what an open pack says of itself."""
    meta = _meta(db)
    return PackInfo(
        meta["id"], meta["kind"], meta["version"], meta["sha256"], meta["source"], json.loads(meta["counts"])
    )


def verify(path: Path) -> PackInfo:
    """Read all of a pack and compare it with its own sha256.

    Raises:
        PackRefused: anything about it is not as it was built.
    """
    with closing(open_pack(path)) as db:
        try:
            told = info(db)
            if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise PackRefused(f"{path.name}: damaged (SQLite's own check fails)")
            if content_sha256(db, _meta(db)) != told.sha256:
                raise PackRefused(f"{path.name}: damaged (its content is not what was built)")
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise PackRefused(f"{path.name}: damaged ({error})") from error
    return told


def content_sha256(db: sqlite3.Connection, meta: dict[str, str]) -> str:
    """Hash of what a pack says of itself (the hash left out) and of every other table's rows, in a fixed order."""
    said = {key: value for key, value in meta.items() if key != "sha256"}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())
    names = [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in names:
        if name == "meta" or name.startswith("sqlite_"):
            continue
        digest.update(f"\x00{name}\x00".encode())
        for row in db.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2'):  # noqa: S608 - names from the file's own schema
            for value in row:
                part = value if isinstance(value, bytes) else str(value).encode()
                digest.update(len(part).to_bytes(4, "little"))
                digest.update(part)
    return digest.hexdigest()


@contextmanager
def new_pack(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a pack file to be filled; on success it is compact and complete, on failure it is gone."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    try:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        yield db
        db.commit()
    except BaseException:
        db.close()
        path.unlink(missing_ok=True)
        raise
    db.close()


def seal(db: sqlite3.Connection, *, id: str, kind: str, version: str, source: str, counts: dict[str, int]) -> PackInfo:
    """Write the pack's `meta`: the last step of a build."""
    db.commit()
    rows = {
        "format": str(FORMAT),
        "id": id,
        "kind": kind,
        "version": version,
        "source": source,
        "counts": json.dumps(counts, sort_keys=True),
    }
    rows["sha256"] = content_sha256(db, rows)
    db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(rows.items()))
    db.commit()
    return PackInfo(id, kind, version, rows["sha256"], source, counts)


def _meta(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT key, value FROM meta"))
