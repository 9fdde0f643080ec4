"""A citizen comes back and asks how her matter stands; she is asked for papers, photographs them, and sees the decision.

What the centre tells is put into the terminal's store as the sync process does it (tests/sync has the wire).
"""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import qrcode
from e2e.test_applying import applying, sheet, store
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from terminal import Visit, read_codes

from kiosk import enrolment
from kiosk.store.model import CHINA, Item, Record, State, now
from ui.applicant import Applicant
from ui.tour import Guide

CARD = Path(__file__).resolve().parents[2] / "assets" / "devices" / "card-demo.txt"
TAIL = "0018"


class Centre:
    """The centre as a terminal hears it: steps and messages about one record."""

    def __init__(self, guide: Guide, record: Record) -> None:
        self._store, self._record = store(guide), record
        self._place = 0

    def receives(self) -> None:
        self._store.acknowledge(self._record.id, State.ACCEPTED)

    def tells(self, step: str, label: str, **more: object) -> None:
        body = {"record": self._record.id, "version": self._place + 1, "step": step, "label": label}
        self._send("status", body | {"at": now().isoformat()} | more)

    def asks(self, *papers: str, until: datetime | None = None) -> None:
        due = (until or now() + timedelta(days=3)).isoformat()
        self.tells("papers-needed", "请补材料", asks=list(papers), due=due, next="照单子补齐，拍照交就行。")

    def writes(self, text: str) -> None:
        self._send("message", {"record": self._record.id, "text": text})

    def _send(self, kind: str, body: dict[str, object]) -> None:
        self._place += 1
        self._store.apply([Item(self._place, kind, body)], self._place)


def handed_in(guide: Guide, service: str = "请免费律师") -> tuple[Record, Centre]:
    """An application that was handed in; the visit is over."""
    applicant = applying(guide, service)
    applicant.fill()
    applicant.tap("都对，交上去")
    record = store(guide).record(guide.kiosk.shell.viewModel.property("number"))
    guide.hand.touch("好了")
    return record, Centre(guide, record)


def ask(guide: Guide, number: str, tail: str = TAIL) -> None:
    """Number, then the end of the card, by touch."""
    hand = guide.hand
    guide.home()
    hand.touch("在这里办")
    hand.touch("查办到哪一步了")
    for key in number:
        hand.touch(key)
    hand.touch("下一步")
    for key in tail:
        hand.touch(key)
    hand.touch("下一步")


def scan(guide: Guide, text: str) -> None:
    """A code reader plays a keyboard."""
    for character in f"{text}\r":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QGuiApplication.sendEvent(guide.kiosk.window, event)
    guide.hand.settle()


def happened(guide: Guide) -> list[str]:
    rows = guide.kiosk.shell.viewModel.property("happened")
    return [rows.row(n)["said"] for n in range(len(rows))]


# What goes wrong


def test_a_wrong_end_of_the_card_tells_nothing_and_the_right_one_is_still_taken(fresh: Visit) -> None:
    guide = fresh()
    record, _ = handed_in(guide)
    ask(guide, record.number, "1234")
    assert guide.hand.sees("没有找到")
    for _ in range(4):
        guide.hand.touch("删")
    for key in TAIL:
        guide.hand.touch(key)
    guide.hand.touch("下一步")
    assert guide.hand.sees("已经收好，存在这台终端里")


def test_guessing_ends_after_a_dozen_tries(fresh: Visit) -> None:
    guide = fresh()
    record, _ = handed_in(guide)
    ask(guide, record.number, "1234")
    for _ in range(12):
        guide.hand.touch("下一步")
    assert guide.hand.sees("过十分钟再来")
    for _ in range(4):
        guide.hand.touch("删")
    for key in TAIL:
        guide.hand.touch(key)
    guide.hand.touch("下一步")
    assert not guide.hand.sees("已经收好")


def test_what_the_centre_refused_is_told_with_the_way_to_the_desk(fresh: Visit) -> None:
    guide = fresh()
    record, _ = handed_in(guide)
    store(guide).acknowledge(record.id, State.REFUSED, "no such form")
    ask(guide, record.number)
    assert guide.hand.sees("县中心没有收下")
    assert guide.hand.sees("请带上回执到窗口")
    assert not guide.hand.sees("no such form")


def test_where_nothing_can_take_a_photo_the_papers_are_brought_to_the_desk(fresh: Visit) -> None:
    guide = fresh()
    record, centre = handed_in(guide)
    centre.asks("工资条")
    ask(guide, record.number)
    assert guide.hand.sees("工资条")
    assert guide.hand.sees("把材料带到窗口")
    assert "现在拍照补材料" not in guide.hand.labels()


def test_a_code_of_something_else_is_told_as_such(fresh: Visit) -> None:
    guide = fresh()
    guide.hand.touch("在这里办")
    guide.hand.touch("查办到哪一步了")
    scan(guide, "https://shop.example/buy")
    guide.hand.until(lambda: guide.hand.sees("这不是回执上的码"), "the slip")


def test_the_next_citizen_sees_nothing_of_it(fresh: Visit) -> None:
    guide = fresh()
    record, centre = handed_in(guide)
    centre.writes("请带身份证来一趟。")
    ask(guide, record.number)
    assert guide.hand.sees("请带身份证来一趟。")
    guide.hand.touch("用完了")
    guide.hand.touch("在这里办")
    guide.hand.touch("查办到哪一步了")
    assert guide.kiosk.shell.viewModel.property("stage") == "number"
    assert not guide.hand.sees("请带身份证来一趟。")


# What goes right


def test_the_steps_are_told_in_order_with_what_comes_next_and_until_when(fresh: Visit) -> None:
    guide = fresh()
    record, centre = handed_in(guide)
    centre.receives()
    centre.tells("received", "已经收到", next="工作人员会尽快看。")
    centre.tells("working", "正在办", note="张律师在看您的材料。", next="请保持电话畅通。",
                 due=datetime(2090, 12, 1, 18, tzinfo=CHINA).isoformat())  # fmt: skip
    centre.writes("有新的工资条也可以拿来。")
    ask(guide, record.number)
    assert happened(guide) == ["您交上来了", "已经收到", "正在办"]
    for text in (
        "正在办",
        "张律师在看您的材料。",
        "请保持电话畅通。",
        "12月1日（周五）之前",
        "有新的工资条也可以拿来。",
    ):
        assert guide.hand.sees(text), text


def test_asked_for_a_paper_she_photographs_it_and_later_sees_the_decision(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh(camera=f"folder:{sheet(tmp_path / 'desk')}")
    hand = guide.hand
    record, centre = handed_in(guide)
    centre.receives()
    centre.asks("工资条（最近三个月的）", "身份证复印件")
    ask(guide, record.number)
    for text in ("请补材料", "工资条（最近三个月的）", "身份证复印件", "之前补齐"):
        assert hand.sees(text), text
    hand.touch("现在拍照补材料")
    assert hand.sees("1. 工资条（最近三个月的）\n2. 身份证复印件")
    assert not any(label.startswith("现在没有") for label in hand.labels())  # nothing is not what was asked for
    hand.touch("在这里拍材料")
    hand.until(lambda: "拍照" in hand.labels(), "the camera")
    hand.touch("拍照")
    hand.until(lambda: "就用这张" in hand.labels(), "the photo")
    hand.touch("就用这张")
    hand.touch("回去接着填")
    applicant = Applicant(guide)
    applicant.fill()
    applicant.tap("都对，交上去")
    assert hand.sees("交好了")
    papers = store(guide).record(guide.kiosk.shell.viewModel.property("number"))
    assert (papers.about, papers.kind, papers.form) == (record.id, record.kind, "papers")
    assert [a.media_type for a in papers.attachments] == ["image/jpeg"]
    hand.touch("好了")

    ask(guide, papers.number)  # either number leads to the matter
    assert hand.sees("您补的材料收好了")
    assert "现在拍照补材料" not in hand.labels()
    assert happened(guide) == ["您交上来了", "请补材料", "您补交了材料"]

    store(guide).acknowledge(papers.id, State.ACCEPTED)
    centre.tells("decided-granted", "同意了", next="三天之内派律师。")
    ask(guide, record.number)
    assert hand.sees("同意了")
    assert hand.sees("三天之内派律师。")
    assert not hand.sees("身份证复印件")


def test_the_page_comes_back_with_what_was_given_meanwhile(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh(camera=f"folder:{sheet(tmp_path / 'desk')}")
    record, centre = handed_in(guide)
    ask(guide, record.number)
    guide.hand.touch("找人帮")
    centre.tells("working", "正在办")
    guide.hand.touch("返回")
    assert guide.hand.sees("正在办")


def test_the_card_on_the_reader_stands_for_its_last_four(fresh: Visit) -> None:
    guide = fresh(card_reader=f"recorded:{CARD}")
    hand = guide.hand
    applicant = applying(guide, "请免费律师")
    applicant.fill(until="identity")
    hand.touch("刷身份证")
    hand.until(lambda: guide.kiosk.shell.viewModel.property("kind") != "identity", "the card", patience_s=15)
    applicant.fill()
    applicant.tap("都对，交上去")
    number = guide.kiosk.shell.viewModel.property("number").replace(" ", "")
    hand.touch("好了")
    ask(guide, number, "")
    hand.touch("刷身份证")
    hand.until(lambda: hand.sees("已经收好，存在这台终端里"), "the answer", patience_s=15)


def test_the_code_on_the_receipt_opens_the_centres_page_once_the_centre_knows_the_terminal(
    fresh: Visit, tmp_path: Path
) -> None:
    guide = fresh(centre_url="https://centre.example")
    for enrolled in (False, True):
        if enrolled:
            told = enrolment.Enrolment("https://centre.example", "001", "马踏镇", "key-1", "c")
            enrolment.save(tmp_path / "terminal", told)
        applicant = applying(guide, "请人说和")
        applicant.fill()
        applicant.tap("都对，交上去")
        record = store(guide).record(guide.kiosk.shell.viewModel.property("number"))
        page = f"https://centre.example/t/{record.number}/{record.token}"
        assert read_codes(guide) == [page if enrolled else f"{record.number} {record.token}"]
        guide.hand.touch("好了")


def test_the_quiet_line_tells_what_waits_and_what_arrived(fresh: Visit) -> None:
    guide = fresh(centre_url="https://centre.example")
    hand = guide.hand
    assert not hand.sees("县中心")
    _, centre = handed_in(guide, "请人说和")
    guide.kiosk.arrival.look()
    hand.until(lambda: hand.sees("有1份等网络好了自动送到县中心，不用您管。"), "what waits")
    centre.receives()
    hand.touch("在这里办")
    guide.kiosk.arrival.look()
    hand.until(lambda: hand.sees("大家交的都送到县中心了。"), "what arrived")


def test_a_terminal_that_stands_alone_never_looks(fresh: Visit) -> None:
    guide = fresh()
    handed_in(guide, "请人说和")
    assert not guide.kiosk.arrival._timer.isActive()
    assert not guide.hand.sees("县中心")


@pytest.mark.parametrize("centre_url", ["", "https://centre.example/"])
def test_a_code_reader_that_plays_a_keyboard_needs_no_card(fresh: Visit, centre_url: str) -> None:
    guide = fresh()
    record, _ = handed_in(guide, "请人说和")
    guide.hand.touch("在这里办")
    guide.hand.touch("查办到哪一步了")
    text = f"{centre_url}t/{record.number}/{record.token}" if centre_url else f"{record.number} {record.token}"
    scan(guide, text)
    guide.hand.until(lambda: guide.hand.sees("已经收好，存在这台终端里"), "the answer")


def test_the_code_under_the_camera_leads_to_the_matter(fresh: Visit, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    guide = fresh(camera=f"folder:{sheet(desk)}")
    hand = guide.hand
    record, _ = handed_in(guide, "请人说和")
    code = qrcode.make(f"{record.number} {record.token}").get_image().convert("RGB").resize((500, 500))
    picture = Image.new("RGB", (1200, 900), (250, 250, 245))
    picture.paste(code, (350, 200))
    picture.save(desk / "a.jpg")
    hand.touch("在这里办")
    hand.touch("查办到哪一步了")
    hand.touch("拍回执上的码来查")
    hand.until(lambda: "拍照" in hand.labels(), "the camera")
    hand.touch("拍照")
    hand.until(lambda: "就用这张" in hand.labels(), "the photo")
    hand.touch("就用这张")
    hand.until(lambda: hand.sees("已经收好，存在这台终端里"), "the answer")
    assert len(store(guide).record(record.id).attachments) == len(record.attachments)
