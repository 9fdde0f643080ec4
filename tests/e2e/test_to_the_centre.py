"""From the terminal to a desk and back: applied for with the cable out, delivered with the cable in, answered, photographed.

The real terminal by touch, the real round over TCP, the real centre; staff act as the console does.
"""

from pathlib import Path

import pytest
from central.county import County
from django.test import Client
from e2e.test_applying import applying, sheet, store
from e2e.test_progress import ask
from terminal import Visit

from kiosk import __version__, enrolment
from kiosk.store.model import State
from sync.central.cases import files, work
from sync.central.cases.models import Case, Record
from sync.central.fleet import keys
from sync.central.people.models import Role
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.enrol import enrol
from sync.terminal.errors import NoAnswer
from sync.terminal.hello import Report
from sync.terminal.round import Round
from ui.tour import Guide

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = "http://127.0.0.1:9"  # the cable is out


def a_round(guide: Guide, home: Path, url: str) -> Round:
    """What the sync process does, once, on this terminal's store."""
    told = enrolment.load(home)
    assert told is not None
    centre = Centre(url, TerminalKey.read(enrolment.key(home)), told.key)
    return Round(store(guide), centre, lambda: Report(__version__), home)


def test_an_application_finds_its_desk_and_the_answer_its_way_back(fresh: Visit, live_server, tmp_path: Path) -> None:
    county, home = County(), tmp_path / "enrolled"
    intake = county.staff("chen", Role.INTAKE)
    officer = county.staff("lin", Role.OFFICER, desk="legal-aid")
    enrol(home, live_server.url, keys.issue_code(county.terminal, None))

    # The cable is out: she applies, and leaves with a receipt
    guide = fresh(camera=f"folder:{sheet(tmp_path / 'desk')}")
    applicant = applying(guide, "请免费律师")
    applicant.fill()
    applicant.tap("都对，交上去")
    number = guide.kiosk.shell.viewModel.property("number")
    guide.hand.touch("好了")
    with pytest.raises(NoAnswer):
        a_round(guide, home, NOWHERE).run()
    assert store(guide).counts()[State.WAITING] == 1

    # The cable is in: it is at the centre, once, whole
    told = a_round(guide, home, live_server.url).run()
    assert (told.delivered, told.waiting) == (1, 0)
    case = Case.objects.get()
    assert (case.number, case.suggested, case.whole) == ("".join(number.split()), "legal-aid", True)

    # Staff dispatch it, begin, and ask for a paper
    case = work.triage(case.pk, intake, seen=case.version, desk="legal-aid")
    case = work.start(case.pk, officer, seen=case.version)
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["欠条"], note="请把欠条拍一张。")
    a_round(guide, home, live_server.url).poll()
    ask(guide, case.number)
    assert guide.hand.sees("欠条")

    # She photographs it at the terminal
    hand = guide.hand
    hand.touch("现在拍照补材料")
    hand.touch("在这里拍材料")
    hand.until(lambda: "拍照" in hand.labels(), "the camera")
    hand.touch("拍照")
    hand.until(lambda: "就用这张" in hand.labels(), "the photo")
    hand.touch("就用这张")
    hand.touch("回去接着填")
    hand.touch("就这些")
    hand.touch("这一项不填")
    hand.touch("都对，交上去")
    assert hand.sees("交好了")
    hand.touch("好了")
    a_round(guide, home, live_server.url).run()
    case.refresh_from_db()
    assert case.step == "working"
    later = Record.objects.exclude(about=None).get()
    assert later.case == case
    assert files.read(later.attachments.get().sha256)

    # The decision is on the terminal, and behind the slip's code
    case = work.decide(case.pk, officer, seen=case.version, granted=True, reason="符合规定", note="给您请律师。")
    a_round(guide, home, live_server.url).poll()
    ask(guide, case.number)
    assert hand.sees("给您请律师。")
    first = store(guide).record(case.number)
    page = Client().get(f"/t/{first.number}/{first.token}")
    assert page.status_code == 200
    assert "给您请律师" not in page.content.decode()
