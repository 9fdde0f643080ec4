"""The receipt after something was handed in, and the code of a draft that is kept."""

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.services.desk import Case
from kiosk.services.receipt import code_text, slip_lines
from kiosk.settings import Settings
from kiosk.store.receipt import Receipt, show_number
from ui import errand
from ui.codes import Codes
from ui.press import Press
from ui.shell import Shell


class ReceiptModel(QObject):
    """Shown only once all of it is durable."""

    changed = Signal()

    def __init__(
        self,
        shell: Shell,
        codes: Codes,
        settings: Settings,
        press: Press,
        centre_page: str,
        handed_in: tuple[Case, Receipt],
    ) -> None:
        """`centre_page` is the centre's address for the code, empty where the centre does not know this terminal."""
        super().__init__()
        case, receipt = handed_in
        self._shell, self._press, self._case, self._receipt = shell, press, case, receipt
        self._lines = slip_lines(case.form, receipt, settings.station, settings.desk_phone)
        self._qr = code_text(receipt, centre_page)
        self._code = codes.put(self._qr)
        self._told = ""
        self._busy = False
        self.destroyed.connect(codes.clear)

    @Property(str, constant=True)
    def title(self) -> str:
        return self._case.form.title

    @Property(str, constant=True)
    def number(self) -> str:
        return show_number(self._receipt.number)

    @Property(list, constant=True)
    def next(self) -> list[str]:
        """What happens now."""
        return list(self._case.form.next)

    @Property(str, constant=True)
    def code(self) -> str:
        return self._code

    @Property(bool, constant=True)
    def canPrintSlip(self) -> bool:  # noqa: N802
        return self._press.has_slips

    @Property(bool, constant=True)
    def canPrintForm(self) -> bool:  # noqa: N802
        return self._press.available and bool(self._case.form.paper)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        return self._busy

    @Property(str, notify=changed)
    def told(self) -> str:
        """What became of the printing, or nothing."""
        return self._told

    @Slot()
    def printSlip(self) -> None:  # noqa: N802
        lines, qr = self._lines, self._qr
        self._do(lambda: self._press.print_slip(lines, qr))

    @Slot()
    def printForm(self) -> None:  # noqa: N802
        case, receipt = self._case, self._receipt
        self._do(lambda: self._press.print_form(case, receipt, self._qr))

    @Slot()
    def done(self) -> None:
        self._shell.leave()

    def _do(self, work: object) -> None:
        if not self._busy and callable(work):
            self._busy, self._told = True, ""
            self.changed.emit()
            errand.run(self, work, self._printed)

    def _printed(self, told: str) -> None:
        self._busy, self._told = False, told
        self.changed.emit()


class KeptModel(QObject):
    """The code by which a draft is taken up again."""

    changed = Signal()

    def __init__(self, shell: Shell, settings: Settings, press: Press, kept: tuple[Case, str]) -> None:
        super().__init__()
        case, code = kept
        self._shell, self._press, self._case, self._code = shell, press, case, code
        self._station = settings.station
        self._told = ""

    @Property(str, constant=True)
    def title(self) -> str:
        return self._case.form.title

    @Property(str, constant=True)
    def code(self) -> str:
        return self._code

    @Property(int, constant=True)
    def days(self) -> int:
        return self._case.form.draft_days

    @Property(bool, constant=True)
    def canPrint(self) -> bool:  # noqa: N802
        return self._press.has_slips

    @Property(str, notify=changed)
    def told(self) -> str:
        return self._told

    @Slot()
    def printSlip(self) -> None:  # noqa: N802
        lines = [
            self._station,
            self._case.form.title,
            f"接着填的号码：{self._code}",
            f"{self._case.form.draft_days}天之内有效，过期就自动删除。",
        ]
        errand.run(self, lambda: self._press.print_slip(lines, ""), self._printed)

    @Slot()
    def done(self) -> None:
        self._shell.leave()

    def _printed(self, told: str) -> None:
        self._told = told
        self.changed.emit()
