"""What is printed from a screen: set as a PDF or a slip, sent to the printer, and told in one plain sentence."""

import logging
from collections.abc import Sequence

from kiosk.devices.devices import Devices
from kiosk.devices.errors import DeviceError
from kiosk.law.takeaway import Leaflet
from kiosk.papers.errors import PaperTrouble
from kiosk.services.desk import Case
from kiosk.services.paper import papers
from kiosk.store.errors import StoreError
from kiosk.store.receipt import Receipt

_DONE, _DEMO = "打好了，请在出纸口拿。", "演示打印：没有真的出纸。"
_log = logging.getLogger(__name__)


class Press:
    """The printers as screens use them. Its methods take seconds and run off the screen's thread."""

    def __init__(self, devices: Devices, station: str) -> None:
        self._devices = devices
        self._station = station

    @property
    def available(self) -> bool:
        """Whether there is an A4 printer."""
        return self._devices.printer is not None

    @property
    def has_slips(self) -> bool:
        """Whether there is a receipt printer."""
        return self._devices.slip_printer is not None

    def print_leaflet(self, leaflet: Leaflet) -> str:
        """Print a leaflet; returns what the citizen is told."""
        from kiosk.papers.leaflet import leaflet_pdf  # the typesetter is loaded when first needed

        try:
            return self._send(leaflet_pdf(leaflet.title, leaflet.text, self._station), "普法材料")
        except PaperTrouble as error:
            _log.error("a leaflet could not be set: %s", error)
            return error.sentence

    def print_form(self, case: Case, receipt: Receipt, code: str) -> str:
        """Print the application that was handed in; returns what the citizen is told."""
        from kiosk.papers.forms import form_pdf

        try:
            made = [form_pdf(paper, boxes | {"code": code}) for paper, boxes in papers(case, receipt, self._station)]
        except (PaperTrouble, StoreError) as error:
            _log.error("a form could not be set: %s", error)
            return error.sentence
        return [self._send(pdf, case.form.title) for pdf in made][-1]

    def print_slip(self, lines: Sequence[str], code: str) -> str:
        """Print a slip; returns what the citizen is told."""
        printer = self._devices.slip_printer
        if printer is None:
            return "这台机器没有小票打印机，请把编号抄下来或者拍下来。"
        try:
            printer.check()
            printer.print_slip(lines, code)
        except DeviceError as error:
            _log.warning("%s", error)
            return error.sentence
        return _DEMO if printer.virtual else _DONE

    def clear(self) -> None:
        """The visit is over: what still waits in the queue is withdrawn."""
        if self._devices.printer is not None:
            self._devices.printer.clear()

    def _send(self, pdf: bytes, title: str) -> str:
        printer = self._devices.printer
        if printer is None:
            return "这台机器没有接打印机，请用手机扫码带走。"
        try:
            printer.print_pdf(pdf, title)
        except DeviceError as error:
            _log.warning("%s", error)
            return error.sentence
        return _DEMO if printer.virtual else _DONE
