"""Installed packs: a file a collection, the last good one beside it.

`NAME.pack` is current, `NAME.previous.pack` the one before. Installing copies, verifies the copy, and renames it into
place; at every moment there is a whole current pack, whatever is pulled out.
"""

import os
import shutil
import sqlite3
from pathlib import Path

from kiosk.content.errors import ContentError, PackRefused
from kiosk.content.pack import SUFFIX, PackInfo, info, open_pack, verify

_PREVIOUS = f".previous{SUFFIX}"


class ContentStore:
    """The folder of installed packs."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def install(self, source: Path) -> list[PackInfo]:
        """Install a pack file, or every pack of a folder.

        Raises:
            PackRefused: a pack is damaged or foreign; none of those named after it is installed, all current stay.
            ContentError: nothing to install, or the disk refuses.
        """
        files = _packs(source) if source.is_dir() else [source]
        if not files:
            raise ContentError(f"{source}: no packs ({SUFFIX}) here")
        for file in files:
            verify(file)
        return [self._install(file) for file in files]

    def _install(self, file: Path) -> PackInfo:
        copy = self.root / f".{file.stem}.incoming"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            with copy.open("rb+") as handle:
                os.fsync(handle.fileno())
            told = verify(copy)
            if not told.id.replace("-", "").isalnum() or not told.id.isascii():
                raise PackRefused(f"{file.name}: bad collection name {told.id!r}")
            current, previous = self.path(told.id), self.root / f"{told.id}{_PREVIOUS}"
            if current.exists():
                spare = self.root / f".{told.id}.outgoing"
                spare.unlink(missing_ok=True)
                os.link(current, spare)
                spare.replace(previous)
            copy.replace(current)
            folder = os.open(self.root, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise ContentError(f"{file.name}: cannot be installed in {self.root}: {error.strerror}") from error
        finally:
            copy.unlink(missing_ok=True)
        return told

    def path(self, collection: str) -> Path:
        """Where a collection's current pack lies."""
        return self.root / f"{collection}{SUFFIX}"

    def installed(self) -> list[tuple[PackInfo | None, Path, str]]:
        """Every pack here, current and previous: what it says of itself (None: unreadable), path, and the trouble."""
        out: list[tuple[PackInfo | None, Path, str]] = []
        for path in sorted(self.root.glob(f"*{SUFFIX}")):
            try:
                db = open_pack(path)
                try:
                    out.append((info(db), path, ""))
                finally:
                    db.close()
            except (ContentError, sqlite3.Error, KeyError, ValueError) as error:
                out.append((None, path, str(error)))
        return out

    def open(self) -> tuple[list[sqlite3.Connection], list[str]]:
        """Open every collection; where the current pack fails, the previous one steps in.

        Returns the connections and one line for each pack that could not be used.
        """
        opened, troubles = [], []
        for path in _packs(self.root):
            for candidate in (path, self.root / f"{path.stem}{_PREVIOUS}"):
                try:
                    opened.append(open_pack(candidate))
                    break
                except PackRefused as error:
                    if candidate.exists():
                        troubles.append(str(error))
        return opened, troubles


def _packs(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob(f"*{SUFFIX}") if not p.name.endswith(_PREVIOUS) and not p.name.startswith("."))
