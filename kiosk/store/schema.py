"""The tables, by migrations that are never edited once released: a change is a new migration below the last.

A record is three rows that share its `seq`: `record` (never changed, never deleted), `content` with `attached` (never
changed; deleted by retention, and only once the centre has the record) and `delivery` (where it stands). Triggers hold
that against our own code too.
"""

import uuid

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.store.errors import StoreRefused

migrations = Migrations("kiosk-store")

_FIRST = (
    """CREATE TABLE record (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL UNIQUE,
        token TEXT NOT NULL,
        draft TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        form TEXT NOT NULL,
        form_version TEXT NOT NULL,
        station TEXT NOT NULL,
        terminal TEXT NOT NULL,
        time TEXT NOT NULL,
        about TEXT REFERENCES record(id)
    ) STRICT""",
    "CREATE INDEX record_about ON record(about) WHERE about IS NOT NULL",
    """CREATE TABLE content (
        record INTEGER PRIMARY KEY REFERENCES record(seq),
        data TEXT NOT NULL,
        seal BLOB NOT NULL,
        identity BLOB
    ) STRICT""",
    """CREATE TABLE attached (
        record INTEGER NOT NULL REFERENCES record(seq),
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (record, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX attached_sha256 ON attached(sha256)",
    """CREATE TABLE delivery (
        record INTEGER PRIMARY KEY REFERENCES record(seq),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'already', 'refused')),
        reason TEXT NOT NULL DEFAULT '',
        answered_at TEXT
    ) STRICT""",
    "CREATE INDEX delivery_state ON delivery(state, record)",
    """CREATE TABLE draft (
        id TEXT PRIMARY KEY,
        form TEXT NOT NULL,
        form_version TEXT NOT NULL,
        answers TEXT NOT NULL,
        code BLOB UNIQUE,
        identity BLOB,
        holder TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX draft_identity ON draft(identity) WHERE identity IS NOT NULL",
    """CREATE TABLE draft_attached (
        draft TEXT NOT NULL REFERENCES draft(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (draft, position)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX draft_attached_sha256 ON draft_attached(sha256)",
    # A file that a visit has stored and nothing refers to yet, so that no other process takes it for an orphan.
    "CREATE TABLE hold (sha256 TEXT, holder TEXT, PRIMARY KEY (sha256, holder)) STRICT, WITHOUT ROWID",
    """CREATE TABLE booking (
        slot TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        record INTEGER NOT NULL REFERENCES record(seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX booking_record ON booking(record)",
    "CREATE TABLE sequence (day TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        time TEXT NOT NULL,
        event TEXT NOT NULL,
        facts TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT""",
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} stays'); END"
        for table, verb in (
            ("record", "UPDATE"), ("record", "DELETE"), ("content", "UPDATE"), ("attached", "UPDATE"),
            ("delivery", "DELETE"), ("sequence", "DELETE"), ("audit", "UPDATE"), ("audit", "DELETE"),
        )
    ),
    *(
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN NOT EXISTS "  # noqa: S608 - our own two names
        "(SELECT 1 FROM delivery WHERE record = OLD.record AND state IN ('accepted', 'already')) "
        "BEGIN SELECT RAISE(ABORT, 'not yet with the centre'); END"
        for table in ("content", "attached")
    ),
    """CREATE TRIGGER sequence_rises BEFORE UPDATE ON sequence WHEN NEW.last <= OLD.last
    BEGIN SELECT RAISE(ABORT, 'a number is never used again'); END""",
)  # fmt: skip


def m001_first(db: Database) -> None:
    """Records, drafts, bookings and the audit chain."""
    for statement in _FIRST:
        db.execute(statement)


_CENTRE = (
    # Small facts that the sync process writes and the screen reads; the store's own id is one of them.
    "CREATE TABLE link (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # A record is sent as it was made: the slot asked for stays with it when `booking` gives the slot to another.
    "DROP TRIGGER record_no_update",
    "ALTER TABLE record ADD COLUMN booking TEXT",
    "UPDATE record SET booking = (SELECT slot FROM booking WHERE record = seq)",
    "CREATE TRIGGER record_no_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'record stays'); END",
    # Whether the centre and this store have compared what both hold of a delivered record.
    "ALTER TABLE delivery ADD COLUMN compared INTEGER NOT NULL DEFAULT 0",
    "UPDATE delivery SET compared = 1 WHERE record NOT IN (SELECT record FROM content)",
    "CREATE INDEX delivery_uncompared ON delivery(record) WHERE compared = 0",
    """CREATE TABLE step (
        record INTEGER NOT NULL REFERENCES record(seq),
        version INTEGER NOT NULL,
        step TEXT NOT NULL,
        label TEXT NOT NULL,
        at TEXT NOT NULL,
        note TEXT NOT NULL,
        next TEXT NOT NULL,
        due TEXT,
        asks TEXT NOT NULL,
        closed INTEGER NOT NULL,
        PRIMARY KEY (record, version)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER step_rises BEFORE INSERT ON step
    WHEN EXISTS (SELECT 1 FROM step WHERE record = NEW.record AND version >= NEW.version)
    BEGIN SELECT RAISE(IGNORE); END""",
    """CREATE TABLE message (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL,
        record INTEGER REFERENCES record(seq),
        at TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (seq, text)
    ) STRICT""",
    "CREATE INDEX message_record ON message(record)",
    # Slots of this station that were given away elsewhere.
    "CREATE TABLE elsewhere (slot TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    # What the centre told this terminal to do; `body` goes when it is done, the rest stays so that it is done once.
    """CREATE TABLE command (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        seq INTEGER NOT NULL,
        mark TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT,
        UNIQUE (seq, mark)
    ) STRICT""",
)


def m002_centre(db: Database) -> None:
    """What the centre answers: facts about the link, steps and messages of matters, slots given away, commands."""
    for statement in _CENTRE:
        db.execute(statement)
    db.execute("INSERT INTO link VALUES ('store', ?)", (str(uuid.uuid4()),))


def m003_owner(db: Database) -> None:
    """Whose a swept matter is, while the centre still works on it: the mark that `content` had."""
    db.execute("CREATE TABLE owner (record INTEGER PRIMARY KEY REFERENCES record(seq), identity BLOB NOT NULL) STRICT")


_STEPS = (m001_first, m002_centre, m003_owner)
for step in _STEPS:
    migrations()(step)


def migrate(db: Database) -> None:
    """Bring the tables up to this program.

    Raises:
        StoreRefused: a newer program has been at them.
    """
    newer = {step.name for step in migrations.applied(db)} - {step.__name__ for step in _STEPS}
    if newer:
        raise StoreRefused(f"the store is of a newer program (it has {', '.join(sorted(newer))})")
    if migrations.pending(db):
        migrations.apply(db)
