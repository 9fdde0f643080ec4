"""Every page of the terminal: its name, its QML file, and how its view-model is made.

A view-model's module is imported when its page is first opened: the first screen need not wait for the others.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl

from ui.codes import Codes
from ui.look import Look
from ui.shelf import Shelf
from ui.shell import Factory, Shell

SCREENS = Path(__file__).resolve().parent / "screens"


def pages(shelf: Shelf, shell: Shell, look: Look, codes: Codes, centre_url: str) -> dict[str, tuple[QUrl, Factory]]:
    """All pages by name."""

    def page(path: str, factory: Factory) -> tuple[QUrl, Factory]:
        return QUrl.fromLocalFile(str(SCREENS / path)), factory

    def home(_: Any) -> QObject:
        from ui.screens.home.home import HomeModel

        return HomeModel(shelf, shell)

    def search(query: Any) -> QObject:
        from ui.screens.search.search import SearchModel

        return SearchModel(shelf, shell, query)

    def shelves(_: Any) -> QObject:
        from ui.screens.browse.browse import ShelvesModel

        return ShelvesModel(shelf, shell)

    def one_shelf(category: Any) -> QObject:
        from ui.screens.browse.browse import ShelfModel

        return ShelfModel(shelf, shell, category)

    def statute(key: Any) -> QObject:
        from ui.screens.browse.browse import StatuteModel

        return StatuteModel(shelf, shell, key)

    def reader(ref: Any) -> QObject:
        from ui.screens.reader.reader import ReaderModel

        return ReaderModel(shelf, shell, look, ref)

    def takeaway(ref: Any) -> QObject:
        from sync.terminal.link import Link
        from ui.screens.takeaway.takeaway import TakeawayModel

        return TakeawayModel(shelf, codes, Link(centre_url), ref)

    def help_(_: Any) -> QObject:
        from ui.screens.help.help import HelpModel

        return HelpModel(shell)

    def failed(_: Any) -> QObject:
        from ui.screens.failed.failed import FailedModel

        return FailedModel(shell)

    return {
        "home": page("home/HomeScreen.qml", home),
        "search": page("search/SearchScreen.qml", search),
        "shelves": page("browse/ShelvesScreen.qml", shelves),
        "shelf": page("browse/ShelfScreen.qml", one_shelf),
        "statute": page("browse/StatuteScreen.qml", statute),
        "reader": page("reader/ReaderScreen.qml", reader),
        "takeaway": page("takeaway/TakeawayScreen.qml", takeaway),
        "help": page("help/HelpScreen.qml", help_),
        "failed": page("failed/FailedScreen.qml", failed),
    }
