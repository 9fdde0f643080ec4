"""The whole look: reads everything there is and compares it. For the doctor and for tests, not for every start."""

from sqlite_utils import Database

from kiosk.store.audit import first_gap
from kiosk.store.base import Base
from kiosk.store.errors import StoreDamaged
from kiosk.store.files import Files

_USED = "SELECT sha256 FROM attached UNION SELECT sha256 FROM draft_attached ORDER BY sha256"
_UNAUDITED = (
    "SELECT number FROM record WHERE id NOT IN "
    "(SELECT json_extract(facts, '$.record') FROM audit WHERE event = 'submitted') ORDER BY seq"
)


def findings(base: Base, files: Files) -> list[str]:
    """A line in English for each thing that is wrong; empty when all is well."""
    found: list[str] = []
    for look in (_pages, _structure, _audit, lambda db: _attachments(db, files)):
        try:
            with base.reading() as db:
                found += look(db)
        except StoreDamaged as error:
            found.append(str(error))
    return list(dict.fromkeys(found))


def _pages(db: Database) -> list[str]:
    return [row[0] for row in db.execute("PRAGMA cipher_integrity_check")]


def _structure(db: Database) -> list[str]:
    told = [row[0] for row in db.execute("PRAGMA integrity_check")]
    broken = [f"a row of {row[0]} refers to nothing" for row in db.execute("PRAGMA foreign_key_check")]
    return [text for text in told if text != "ok"] + broken


def _audit(db: Database) -> list[str]:
    gap = first_gap(db)
    unheard = [f"record {row[0]} has no line in the audit chain" for row in db.execute(_UNAUDITED)]
    return ([f"audit chain: {gap.text}"] if gap else []) + unheard


def _attachments(db: Database, files: Files) -> list[str]:
    found = []
    for (name,) in db.execute(_USED).fetchall():
        try:
            files.read(name)
        except StoreDamaged as error:
            found.append(str(error))
    return found
