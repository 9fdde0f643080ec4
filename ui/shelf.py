"""The content that screens read from: opened once at start, and what to say when it cannot be."""

import logging
import sqlite3
from pathlib import Path

from kiosk.content.store import ContentStore
from kiosk.guides.asking import Asker
from kiosk.guides.counts import Counts
from kiosk.law.library import Library
from kiosk.law.search import Search

_log = logging.getLogger(__name__)


class Shelf:
    """Library, guides and search over the installed packs."""

    def __init__(self, folder: Path) -> None:
        packs, self.troubles = ContentStore(folder).open()
        self.library = Library(packs)
        self.search = Search(self.library)
        self.asker = Asker(self.search)
        self.guides = self.asker.guides
        self.counts = Counts(folder.parent / "counts.db")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read at all."""
        return not self.library.statutes

    def warm(self) -> None:
        """Read what the first search needs; where that fails, the search itself will say so."""
        try:
            self.asker.warm()
        except sqlite3.Error as error:
            _log.error("the index cannot be read: %s", error)

    def close(self) -> None:
        self.library.close()
