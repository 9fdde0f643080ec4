"""The content that screens read from: opened once at start, and what to say when it cannot be."""

from pathlib import Path

from kiosk.content.store import ContentStore
from kiosk.law.library import Library
from kiosk.law.search import Search


class Shelf:
    """Library and search over the installed packs."""

    def __init__(self, folder: Path) -> None:
        packs, self.troubles = ContentStore(folder).open()
        self.library = Library(packs)
        self.search = Search(self.library)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read at all."""
        return not self.library.statutes

    def close(self) -> None:
        self.library.close()
