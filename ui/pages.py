"""Every page of the terminal: its name, its QML file, and how its view-model is made.

A view-model's module is imported when its page is first opened: the first screen need not wait for the others.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl

from kiosk.settings import Settings
from ui.arrival import ArrivalLine
from ui.codes import Codes
from ui.look import Look
from ui.shelf import Shelf
from ui.shell import Factory, Shell

if TYPE_CHECKING:
    from ui.counter import Counter

SCREENS = Path(__file__).resolve().parent / "screens"

Page = tuple[QUrl, Factory]


def pages(
    shelf: Shelf,
    shell: Shell,
    look: Look,
    codes: Codes,
    settings: Settings,
    counter: "Callable[[], Counter]",
    arrival: ArrivalLine,
) -> dict[str, Page]:
    """All pages by name. A factory hands its view-model what it needs and, last, what the page was opened with."""

    def link() -> Any:
        from sync.terminal.link import Link

        return Link(settings.centre_url)

    def press() -> Any:
        return counter().press

    def centre_page() -> Any:
        return counter().centre_page

    return {
        "home": _page("home/HomeScreen.qml", "home.home:HomeModel", shelf, shell, arrival, alone=True),
        "search": _page("search/SearchScreen.qml", "search.search:SearchModel", shelf, shell),
        "question": _page("question/QuestionScreen.qml", "question.question:QuestionModel", shelf, shell),
        "shelves": _page("browse/ShelvesScreen.qml", "browse.browse:ShelvesModel", shelf, shell, alone=True),
        "shelf": _page("browse/ShelfScreen.qml", "browse.browse:ShelfModel", shelf, shell),
        "statute": _page("browse/StatuteScreen.qml", "browse.browse:StatuteModel", shelf, shell),
        "reader": _page("reader/ReaderScreen.qml", "reader.reader:ReaderModel", shelf, shell, look),
        "takeaway": _page(
            "takeaway/TakeawayScreen.qml", "takeaway.takeaway:TakeawayModel", shelf, codes, later=(link, press)
        ),
        "guides": _page("guides/GuidesScreen.qml", "guides.guides:GuidesModel", shelf, shell, alone=True),
        "theme": _page("guides/ThemeScreen.qml", "guides.guides:ThemeModel", shelf, shell),
        "package": _page("guides/PackageScreen.qml", "guides.guides:PackageModel", shelf, shell),
        "guide": _page("guide/GuideScreen.qml", "guide.guide:GuideModel", shelf, shell, look),
        "calculators": _page(
            "calculator/CalculatorsScreen.qml", "calculator.calculator:CalculatorsModel", shell, alone=True
        ),
        "calculator": _page("calculator/CalculatorScreen.qml", "calculator.calculator:CalculatorModel", shelf, shell),
        "services": _page(
            "service/ServicesScreen.qml", "service.service:ServicesModel", shelf, shell, arrival, alone=True
        ),
        "service": _page("service/ServiceScreen.qml", "service.service:ServiceModel", shelf, shell),
        "form": _page("form/FormScreen.qml", "form.form:FormModel", shell, later=(counter,)),
        "camera": _page("photos/CameraScreen.qml", "photos.camera:CameraModel", shell, later=(counter,)),
        "phone": _page("photos/PhoneScreen.qml", "photos.phone:PhoneModel", shell, codes, later=(counter,)),
        "receipt": _page(
            "receipt/ReceiptScreen.qml",
            "receipt.receipt:ReceiptModel",
            shell,
            codes,
            settings,
            later=(press, centre_page),
        ),
        "kept": _page("receipt/KeptScreen.qml", "receipt.receipt:KeptModel", shell, settings, later=(press,)),
        "progress": _page(
            "resume/ProgressScreen.qml", "resume.progress:ProgressModel", shell, later=(counter,), alone=True
        ),
        "resume": _page("resume/ResumeScreen.qml", "resume.resume:ResumeModel", shell, later=(counter,), alone=True),
        "help": _page("help/HelpScreen.qml", "help.help:HelpModel", shell, alone=True),
        "failed": _page("failed/FailedScreen.qml", "failed.failed:FailedModel", shell),
    }


def _page(
    qml: str, model: str, *given: object, later: tuple[Callable[[], object], ...] = (), alone: bool = False
) -> Page:
    """One page.

    Args:
        qml: its file, below `screens`.
        model: module and class of its view-model, below `ui.screens`.
        given: what the view-model is given first.
        later: what it is given next, made when it is opened.
        alone: whether the page is opened without an argument.
    """
    module, _, name = model.partition(":")

    def factory(argument: Any) -> QObject:
        kind = getattr(import_module(f"ui.screens.{module}"), name)
        made: QObject = kind(*given, *(make() for make in later), *(() if alone else (argument,)))
        return made

    return QUrl.fromLocalFile(str(SCREENS / qml)), factory
