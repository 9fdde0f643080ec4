"""The encrypted database behind two connections, and the one border at which SQLite's and the disk's errors become ours.

One connection writes, one reads, each used by one thread at a time: a list on the screen never waits until a submission in
another thread has reached the disk. After damage a SQLCipher connection answers every later statement with an error, even
one about sound pages; so it is closed then, and the next use opens another.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3  # type: ignore[import-untyped]
from sqlite_utils import Database

from kiosk.store.errors import StoreDamaged, StoreUnwritable

_BUSY_MS = 10_000
# SQLite's primary result codes.
_DAMAGED = {11, 26}  # CORRUPT, NOTADB
_UNWRITABLE = {3, 5, 6, 8, 10, 13, 14, 15}  # PERM, BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL


class Base:
    """The database of one open store."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._writer = _Line(path, key)
        self._reader = _Line(path, key)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction that is durable when the block is left, or undone when it raises.

        Raises:
            StoreUnwritable: the disk refuses, or another process wrote for more than ten seconds; nothing was written.
            StoreDamaged: a page that was needed is not what was written.
        """
        with self._writer.transaction("BEGIN IMMEDIATE") as db:
            yield db

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """One consistent view of the database.

        Raises:
            StoreDamaged: a page that was needed is not what was written.
            StoreUnwritable: the disk refuses.
        """
        with self._reader.transaction("BEGIN") as db:
            yield db

    @contextmanager
    def plain(self) -> Iterator[Database]:
        """The writing connection without a transaction, for migrations and checks. Raises as `writing` does."""
        with self._writer.use() as db:
            yield db

    def checkpoint(self) -> bool:
        """Move the log into the database and empty it; False, at once, when somebody is reading from it just now."""
        with self.plain() as db:
            # It keeps writers out while it waits for readers, so it must not wait as long as a writer would.
            db.execute("PRAGMA busy_timeout = 0")
            try:
                return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")

    def close(self) -> None:
        """Close both connections."""
        self._writer.close()
        self._reader.close()


@contextmanager
def translated() -> Iterator[None]:
    """Errors of SQLite and of the disk become ours; a fault of our own stays what it is."""
    try:
        yield
    except sqlcipher3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        name = getattr(error, "sqlite_errorname", "")
        if code in _DAMAGED:
            raise StoreDamaged(f"the database is damaged: {error} ({name})") from error
        if code in _UNWRITABLE:
            raise StoreUnwritable(f"the database cannot be written: {error} ({name})") from error
        raise
    except OSError as error:
        raise StoreUnwritable(f"the store's folder cannot be used: {error.strerror}") from error


class _Line:
    """One connection, opened when first needed."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._lock = threading.RLock()
        self._db: Database | None = None
        self._closed = False

    @contextmanager
    def use(self) -> Iterator[Database]:
        with self._lock, translated():
            if self._closed:
                raise StoreUnwritable("the store is closed")
            try:
                self._db = self._db or self._connect()
                yield self._db
            except sqlcipher3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                    self._drop()
                raise

    @contextmanager
    def transaction(self, begin: str) -> Iterator[Database]:
        with self.use() as db:
            db.execute(begin)
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlcipher3.Error):
                    db.rollback()
                raise

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._drop()

    def _drop(self) -> None:
        if self._db is not None:
            with suppress(sqlcipher3.Error):
                self._db.close()
            self._db = None

    def _connect(self) -> Database:
        # isolation_level=None: our own BEGIN and COMMIT are the only ones.
        connection: Any = sqlcipher3.connect(
            str(self._path), timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            for setting in (
                "cipher_log_level = NONE",  # it would write to stderr; what matters comes as an error
                f"key = \"x'{self._key.hex()}'\"",
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = ON",
                "foreign_keys = ON",
                f"busy_timeout = {_BUSY_MS}",
            ):
                connection.execute(f"PRAGMA {setting}")
            return Database(connection, execute_plugins=False)
        except BaseException:
            connection.close()
            raise
