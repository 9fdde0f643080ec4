"""The A4 printer: a queue of CUPS, or a folder that plays one.

CUPS is asked through its commands `lp`, `lpstat` and `cancel` (Debian: cups-client). A paper that did not come out within
its time is withdrawn together with its data, so that it never comes out in front of the next citizen. Two things are CUPS's
own settings (docs/adr/0009): that it keeps no copy of what was printed (`PreserveJobFiles No`), and that a queue tries again
(`printer-error-policy=retry-job`), because a job that CUPS gave up looks to `lpstat` like one that was printed. Titles show
in the queue: they name the kind of paper, never a person.
"""

import logging
import os
import re
import subprocess
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.devices.errors import DeviceTrouble, SettingRefused

_COMMAND_S = 15.0  # a command of CUPS answers at once; a hanging daemon must not hold up the visit
_BY_HAND = "请到窗口让工作人员打印，或者用手机扫码带走。"
_ALERTS = (  # CUPS's printer-state-reasons (RFC 8011, 5.4.12), the gravest first, and what a person calls them
    ("media-jam", "打印机卡纸了。"),
    ("media-empty", "打印机没有纸了。"),
    ("media-needed", "打印机没有纸了。"),
    ("input-tray-missing", "打印机的纸盒没有装好。"),
    ("cover-open", "打印机的盖子没有关好。"),
    ("door-open", "打印机的门没有关好。"),
    ("toner-empty", "打印机没有墨粉了。"),
    ("marker-supply-empty", "打印机没有墨了。"),
    ("output-area-full", "打印机出纸口满了。"),
    ("offline", "打印机没有开机，或者线没有插好。"),
    ("connecting-to-device", "打印机没有开机，或者线没有插好。"),
    ("shutdown", "打印机没有开机，或者线没有插好。"),
)
_MILD = ("-report", "-warning")  # CUPS's own marks for what does not stop printing
_log = logging.getLogger(__name__)


class Printer(Protocol):
    """Something that puts an A4 PDF on paper."""

    @property
    def name(self) -> str:
        """What operators call it."""

    @property
    def virtual(self) -> bool:
        """True where nothing comes out on paper: the screen must say that this is a demonstration."""

    def check(self) -> None:
        """Look whether a paper would be taken now.

        Raises:
            DeviceTrouble: it would not; the sentence says why, and the way on by hand.
        """

    def print_pdf(self, pdf: bytes, title: str) -> None:
        """Print and wait until the paper is out. Takes seconds: not for the screen's thread.

        Args:
            pdf: the document.
            title: the kind of paper, as the queue shows it; never a person's name.

        Raises:
            DeviceTrouble: it did not come out; nothing of it is left in the queue.
        """

    def clear(self) -> None:
        """Withdraw what still waits (a visit ends). Never raises."""


class CupsPrinter:
    """A queue of the CUPS daemon that the environment names (CUPS_SERVER), usually this machine's.

    What the printer itself tells (paper, lid, toner) reaches CUPS only while something is printed and is out of date
    afterwards; `check` therefore looks at the queue alone, and `print_pdf` believes an alert that stands for a while.
    """

    virtual = False

    def __init__(self, queue: str, *, patience_s: float = 90.0, settle_s: float = 8.0, glance_s: float = 0.5) -> None:
        """Args:
        queue: CUPS's name of it.
        patience_s: how long a paper may take to come out.
        settle_s: how long an alert must stand to be believed; a printer that wakes up has some in passing.
        glance_s: between two looks at the queue.
        """
        self.name = queue
        self._patience_s = patience_s
        self._settle_s = settle_s
        self._glance_s = glance_s

    def check(self) -> None:
        state = self._state().partition("\n")[0]
        if " disabled since " in state:
            raise DeviceTrouble(f"printer {self.name} is disabled", f"打印机停用了。{_BY_HAND}")
        if " not accepting " in self._ask("lpstat", "-a", self.name):
            raise DeviceTrouble(f"printer {self.name} rejects jobs", f"打印机现在不接新的文件。{_BY_HAND}")

    def print_pdf(self, pdf: bytes, title: str) -> None:
        self.check()
        told = self._ask("lp", "-d", self.name, "-t", title, "-o", "media=A4", "-", given=pdf)
        job = re.search(r"request id is (\S+)", told)
        if job is None:
            raise DeviceTrouble(f"printer {self.name}: lp named no job", f"打印没有成功。{_BY_HAND}")
        try:
            self._wait(job[1])
        except DeviceTrouble:
            self._withdraw(job[1])
            raise

    def clear(self) -> None:
        try:
            waiting = self._jobs("not-completed")
        except DeviceTrouble as error:
            _log.warning("the print queue could not be looked at: %s", error)
            return
        for job in waiting:
            self._withdraw(job)

    def _wait(self, job: str) -> None:
        start = time.monotonic()
        first_seen: dict[str, float] = {}
        while job in self._jobs("not-completed"):
            now = time.monotonic()
            self.check()
            first_seen = {alert: first_seen.get(alert, now) for alert in self._alerts()}
            for alert, sentence in _ALERTS:
                if now - first_seen.get(alert, now) >= self._settle_s:
                    raise DeviceTrouble(f"printer {self.name}: {alert}", sentence + _BY_HAND)
            if now - start > self._patience_s:
                raise DeviceTrouble(f"{job} did not leave the queue in time", f"打印机一直没有打出来。{_BY_HAND}")
            time.sleep(self._glance_s)
        ended = self._jobs("completed").get(job, "")
        if "canceled" in ended or "aborted" in ended:
            raise DeviceTrouble(f"{job} ended as {ended}", f"打印没有成功。{_BY_HAND}")

    def _alerts(self) -> set[str]:
        """What the printer tells, in the words of _ALERTS."""
        line = re.search(r"^\s*Alerts: (.*)$", self._state(), re.MULTILINE)
        said = [word for word in line[1].split() if not word.endswith(_MILD)] if line else []
        return {alert for alert, _ in _ALERTS for word in said if word.startswith(alert)}

    def _state(self) -> str:
        return self._ask("lpstat", "-l", "-p", self.name)

    def _jobs(self, which: str) -> dict[str, str]:
        """The queue's jobs by id, with what CUPS tells about each."""
        jobs: dict[str, str] = {}
        job = ""
        for line in self._ask("lpstat", "-l", "-W", which, "-o", self.name).splitlines():
            if line and not line[0].isspace():
                job = line.split()[0]
                jobs[job] = ""
            elif line.strip().startswith("Alerts:") and job:
                jobs[job] = line.strip().removeprefix("Alerts:").strip()
        return jobs

    def _withdraw(self, job: str) -> None:
        try:
            self._ask("cancel", "-x", job)
        except DeviceTrouble as error:
            _log.warning("%s could not be withdrawn: %s", job, error)

    def _ask(self, *command: str, given: bytes = b"") -> str:
        environment = os.environ | {"LC_ALL": "C.UTF-8"}  # the answers are read, so they must not be translated
        try:
            told = subprocess.run(
                command, input=given, capture_output=True, timeout=_COMMAND_S, check=False, env=environment
            )
        except FileNotFoundError as error:
            raise DeviceTrouble(f"{command[0]}: no such command", f"这台机器没有装打印程序。{_BY_HAND}") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            reason = f"{command[0]}: {type(error).__name__}"
            raise DeviceTrouble(reason, f"打印程序没有回应。{_BY_HAND}") from error
        if told.returncode != 0:
            complaint = told.stderr.decode("utf-8", "replace")
            if "Invalid destination" in complaint or "does not exist" in complaint:
                raise DeviceTrouble(f"no print queue {self.name}", f"找不到打印机。{_BY_HAND}")
            if "not accepting" in complaint:
                raise DeviceTrouble(f"printer {self.name} rejects jobs", f"打印机现在不接新的文件。{_BY_HAND}")
            raise DeviceTrouble(f"{command[0]} failed with {told.returncode}", f"打印程序没有回应。{_BY_HAND}")
        return told.stdout.decode("utf-8", "replace")


class FolderPrinter:
    """A printer for demonstrations: each paper is left as a PDF in a folder."""

    virtual = True

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def check(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error
        if not os.access(self._folder, os.W_OK | os.X_OK):
            raise self._unwritable(PermissionError(13, "not writable"))

    def print_pdf(self, pdf: bytes, title: str) -> None:
        del title  # a file name is no place for what a caller might put there
        self.check()
        path = self._folder / f"{datetime.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.pdf"
        try:
            path.write_bytes(pdf)
        except OSError as error:
            path.unlink(missing_ok=True)
            raise self._unwritable(error) from error

    def clear(self) -> None:
        """Nothing ever waits here."""

    def _unwritable(self, error: OSError) -> DeviceTrouble:
        return DeviceTrouble(f"demo printer {self.name}: {error.strerror}", f"演示用的打印文件夹写不进去。{_BY_HAND}")


def printer(setting: str) -> Printer | None:
    """The printer that a setting names.

    Args:
        setting: empty for none, `cups:QUEUE`, or `folder:PATH` for a demonstration.

    Raises:
        SettingRefused: it names no such driver.
    """
    if not setting:
        return None
    kind, _, rest = setting.partition(":")
    # CUPS's own rule for queue names; it also keeps a setting from being read as an option of lp.
    if kind == "cups" and re.fullmatch(r"[^\s/#'\"\\-][^\s/#'\"\\]{0,126}", rest):
        return CupsPrinter(rest)
    if kind == "folder" and rest:
        return FolderPrinter(Path(rest))
    raise SettingRefused(f"printer “{setting}”: expected cups:QUEUE or folder:PATH")
