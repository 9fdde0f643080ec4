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

    def takeaway(what: Any) -> QObject:
        from sync.terminal.link import Link
        from ui.screens.takeaway.takeaway import TakeawayModel

        return TakeawayModel(shelf, codes, Link(centre_url), what)

    def guides(_: Any) -> QObject:
        from ui.screens.guides.guides import GuidesModel

        return GuidesModel(shelf, shell)

    def theme(id_: Any) -> QObject:
        from ui.screens.guides.guides import ThemeModel

        return ThemeModel(shelf, shell, id_)

    def package(id_: Any) -> QObject:
        from ui.screens.guides.guides import PackageModel

        return PackageModel(shelf, shell, id_)

    def guide(id_: Any) -> QObject:
        from ui.screens.guide.guide import GuideModel

        return GuideModel(shelf, shell, look, id_)

    def question(id_: Any) -> QObject:
        from ui.screens.question.question import QuestionModel

        return QuestionModel(shelf, shell, id_)

    def service(id_: Any) -> QObject:
        from ui.screens.service.service import ServiceModel

        return ServiceModel(shelf, shell, id_)

    def calculators(_: Any) -> QObject:
        from ui.screens.calculator.calculator import CalculatorsModel

        return CalculatorsModel(shell)

    def one_calculator(id_: Any) -> QObject:
        from ui.screens.calculator.calculator import CalculatorModel

        return CalculatorModel(shelf, shell, id_)

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
        "guides": page("guides/GuidesScreen.qml", guides),
        "theme": page("guides/ThemeScreen.qml", theme),
        "package": page("guides/PackageScreen.qml", package),
        "guide": page("guide/GuideScreen.qml", guide),
        "question": page("question/QuestionScreen.qml", question),
        "service": page("service/ServiceScreen.qml", service),
        "calculators": page("calculator/CalculatorsScreen.qml", calculators),
        "calculator": page("calculator/CalculatorScreen.qml", one_calculator),
        "help": page("help/HelpScreen.qml", help_),
        "failed": page("failed/FailedScreen.qml", failed),
    }
