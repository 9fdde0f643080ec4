"""Browsing guides: packages and themes, one theme's guides, one package's guides, services and offices."""

from PySide6.QtCore import Property, QObject, Slot

from kiosk.guides.calculators import calculator
from ui.rows import ListPage, Rows
from ui.shelf import Shelf
from ui.shell import Shell


class GuidesModel(QObject):
    """The packages (为谁准备的) and the themes."""

    def __init__(self, shelf: Shelf, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        packages = [{"key": i, "title": t, "picture": p} for i, t, p in shelf.guides.packages()]
        themes = [{"key": t.id, "title": t.title, "picture": t.icon} for t in shelf.guides.themes()]
        self._packages = Rows(("key", "title", "picture"), packages, self)
        self._themes = Rows(("key", "title", "picture"), themes, self)

    @Property(QObject, constant=True)
    def packages(self) -> Rows:
        return self._packages

    @Property(QObject, constant=True)
    def themes(self) -> Rows:
        return self._themes

    @Slot(int)
    def openPackage(self, row: int) -> None:  # noqa: N802
        self._shell.open("package", self._packages.row(row)["key"])

    @Slot(int)
    def openTheme(self, row: int) -> None:  # noqa: N802
        self._shell.open("theme", self._themes.row(row)["key"])

    @Slot()
    def help(self) -> None:
        self._shell.open("help")


class ThemeModel(ListPage):
    """One theme's guides."""

    def __init__(self, shelf: Shelf, shell: Shell, theme: str) -> None:
        super().__init__()
        self._shell = shell
        self._title = next(t.title for t in shelf.guides.themes() if t.id == theme)
        found = [{"key": g.id, "title": g.title, "first": g.first} for g in shelf.guides.of_theme(theme)]
        self._guides = Rows(("key", "title", "first"), found, self)

    @Property(str, constant=True)
    def title(self) -> str:
        return self._title

    @Property(QObject, constant=True)
    def guides(self) -> Rows:
        return self._guides

    @Slot(int)
    def open(self, row: int) -> None:
        self._shell.open("guide", self._guides.row(row)["key"])


class PackageModel(QObject):
    """One audience's package: what can be done, what can be read, what can be worked out, whom to ask."""

    def __init__(self, shelf: Shelf, shell: Shell, package: str) -> None:
        super().__init__()
        self._shell = shell
        told = shelf.guides.package(package)
        self._title, self._about, self._icon = told.title, told.about, told.icon
        services = [shelf.guides.service(s) for s in told.services]
        guides = [{"key": g.id, "title": g.title, "first": g.first} for g in shelf.guides.infos(told.guides)]
        self._guides = Rows(("key", "title", "first"), guides, self)
        self._services = Rows(
            ("key", "title", "official", "picture"),
            [{"key": s.id, "title": s.title, "official": s.official, "picture": s.icon} for s in services],
            self,
        )
        found = [calculator(c) for c in told.calculators]
        self._calculators = Rows(
            ("key", "title", "picture"), [{"key": c.id, "title": c.title, "picture": c.icon} for c in found], self
        )
        self._offices = Rows(
            ("name", "matter", "phone"),
            [{"name": p.name, "matter": p.matter, "phone": p.phone} for p in told.office],
            self,
        )

    @Property(str, constant=True)
    def title(self) -> str:
        return self._title

    @Property(str, constant=True)
    def about(self) -> str:
        return self._about

    @Property(str, constant=True)
    def icon(self) -> str:
        return self._icon

    @Property(QObject, constant=True)
    def guides(self) -> Rows:
        return self._guides

    @Property(QObject, constant=True)
    def services(self) -> Rows:
        return self._services

    @Property(QObject, constant=True)
    def calculators(self) -> Rows:
        return self._calculators

    @Property(QObject, constant=True)
    def offices(self) -> Rows:
        return self._offices

    @Slot(int)
    def openGuide(self, row: int) -> None:  # noqa: N802
        self._shell.open("guide", self._guides.row(row)["key"])

    @Slot(int)
    def openService(self, row: int) -> None:  # noqa: N802
        self._shell.open("service", self._services.row(row)["key"])

    @Slot(int)
    def openCalculator(self, row: int) -> None:  # noqa: N802
        self._shell.open("calculator", self._calculators.row(row)["key"])
