"""A question asked back: one big button an answer, each leading to a guide or to one more question."""

from PySide6.QtCore import Property, QObject, Slot

from ui.rows import Rows
from ui.shelf import Shelf
from ui.shell import Shell


class QuestionModel(QObject):
    def __init__(self, shelf: Shelf, shell: Shell, id_: str) -> None:
        super().__init__()
        self._shell = shell
        self._question = shelf.guides.question(id_)
        self._choices = Rows(("title",), [{"title": c.label} for c in self._question.choice], self)

    @Property(str, constant=True)
    def question(self) -> str:
        return self._question.text

    @Property(QObject, constant=True)
    def choices(self) -> Rows:
        return self._choices

    @Slot(int)
    def choose(self, row: int) -> None:
        choice = self._question.choice[row]
        self._shell.open("guide" if choice.guide else "question", choice.guide or choice.question)

    @Slot()
    def help(self) -> None:
        self._shell.open("help")
