"""How a matter stands, told to whoever holds its receipt: in order, once each, with what to do; nothing to anybody else."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.trying import example, fill

from kiosk.services.desk import Desk, Earlier
from kiosk.services.errors import NothingToAdd
from kiosk.services.receipt import code_text, read_code
from kiosk.services.standing import Standing, standing
from kiosk.store.errors import NumberRefused, RecordUnknown
from kiosk.store.model import CHINA, Item, State
from kiosk.store.receipt import Receipt

TODAY = date(2026, 11, 25)
CARD = "511124196503120018"


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=CHINA)


@pytest.fixture
def desk(terminal, shipped) -> Desk:
    return terminal.desk(shipped)


@pytest.fixture
def receipt(desk) -> Receipt:
    """Of an application for legal aid."""
    case = desk.begin("legal-aid")
    fill(case.filling, case.answer, case.put)
    return case.submit()


def tell(desk: Desk, *steps: dict[str, object]) -> None:
    """Steps as the feed has them; `record`, `version` and `step` are filled in where they are left out."""
    first = desk.store.cursor() + 1
    items = [
        Item(first + n, "status", {"version": first + n, "step": "working", "at": at(first + n).isoformat()} | step)
        for n, step in enumerate(steps)
    ]
    desk.store.apply(items, items[-1].seq)


def told(desk: Desk, receipt: Receipt, **more: object) -> Standing:
    return standing(desk.store, receipt.number, **({"identity_tail": CARD[-4:], "today": TODAY} | more))


def add(desk: Desk, earlier: Earlier | None) -> Receipt:
    """Papers, photographed and handed in."""
    assert earlier is not None
    case = desk.begin("papers", earlier=earlier)
    for question in case.form.question:
        case.answer([case.put(b"\xff\xd8 a page", "image/jpeg", "材料")] if question.id == "photos" else None)
    return case.submit()


# Nobody else


@pytest.mark.parametrize("shown", [{}, {"identity_tail": "1234"}, {"identity_tail": "018"}, {"token": "x" * 22}])
def test_who_shows_nothing_or_something_else_is_told_nothing(desk, receipt, shown):
    with pytest.raises(RecordUnknown):
        standing(desk.store, receipt.number, **shown)


def test_a_number_that_is_none_is_told_as_such(desk):
    with pytest.raises(NumberRefused):
        standing(desk.store, "123", identity_tail="0018")


def test_nothing_of_what_was_handed_in_is_told(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "正在办"})
    words = repr(told(desk, receipt))
    for secret in (CARD, "王某", "13800000000"):
        assert secret not in words


# Before the centre has told anything


@pytest.mark.parametrize(
    ("state", "headline", "line"),
    [
        (State.ACCEPTED, "县中心已经收到", "县中心收到了"),
        (State.ALREADY, "县中心已经收到", "县中心收到了"),
        (State.REFUSED, "县中心没有收下", "县中心没有收下"),
    ],
)
def test_it_says_whether_it_waits_arrived_or_was_refused(desk, receipt, state, headline, line):
    assert told(desk, receipt).headline.startswith("已经收好，存在这台终端里")
    assert [h.text for h in told(desk, receipt).happened] == ["您交上来了"]
    desk.store.acknowledge(receipt.id, state, "staff only")
    standing_now = told(desk, receipt)
    assert standing_now.headline.startswith(headline)
    assert [h.text for h in standing_now.happened] == ["您交上来了", line]
    assert "staff only" not in repr(standing_now)


def test_what_was_swept_is_still_found_by_card_while_the_centre_works_on_it(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "正在办"})
    desk.store.acknowledge(receipt.id, State.ACCEPTED)
    assert desk.store.sweep(receipt.time + timedelta(days=400), 30) == 1
    assert told(desk, receipt).headline == "正在办"
    assert told(desk, receipt, identity_tail="", token=receipt.token).headline == "正在办"
    with pytest.raises(RecordUnknown):
        told(desk, receipt, identity_tail="1234")


def test_what_was_swept_without_a_word_says_so_to_the_code(desk, receipt):
    desk.store.acknowledge(receipt.id, State.ACCEPTED)
    desk.store.sweep(receipt.time + timedelta(days=400), 30)
    assert "已经删掉了，县中心还留着" in told(desk, receipt, identity_tail="", token=receipt.token).advice


# The centre's steps


def test_steps_are_told_in_order_with_what_staff_said(desk, receipt):
    tell(
        desk,
        {"record": receipt.id, "label": "已经收到", "note": "收到啦。"},
        {"record": receipt.id, "label": "正在办", "next": "请保持电话畅通。", "note": "在看。"},
    )
    now = told(desk, receipt)
    assert (now.headline, now.note, now.advice) == ("正在办", "在看。", "请保持电话畅通。")
    assert [(h.text, h.note) for h in now.happened] == [("您交上来了", ""), ("已经收到", "收到啦。"), ("正在办", "")]


def test_a_step_that_is_repeated_without_a_word_is_told_once(desk, receipt):
    step = {"record": receipt.id, "label": "正在办"}
    tell(desk, step, step, step | {"note": "再等两天。"}, step)
    assert [h.text for h in told(desk, receipt).happened] == ["您交上来了", "正在办", "正在办"]


@pytest.mark.parametrize(
    ("due", "asks", "by"),
    [
        (at(1, 23), [], "12月1日（周二）之前给您回音。"),
        (at(1, 23), ["工资条"], "12月1日（周二）之前补齐。"),
        (datetime(2026, 11, 24, 23, tzinfo=CHINA), [], "已经过了。可以打12348问。"),
        (datetime(2026, 11, 24, 23, tzinfo=CHINA), ["工资条"], "已经过了。请尽快补"),
        (None, ["工资条"], ""),
    ],
)
def test_until_when(desk, receipt, due, asks, by):
    tell(desk, {"record": receipt.id, "label": "等", "asks": asks, "due": due.isoformat() if due else None})
    assert by in told(desk, receipt).by
    assert bool(told(desk, receipt).by) == bool(by)


def test_a_message_about_either_of_its_records_is_told_once(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["工资条"]})
    papers = add(desk, told(desk, receipt).adds)
    desk.store.apply(
        [
            Item(50 + n, "message", {"record": id_, "text": "请来一趟。"})
            for n, id_ in enumerate((receipt.id, papers.id))
        ],
        60,
    )
    assert [message.text for message in told(desk, receipt).messages] == ["请来一趟。"]


# Papers


def test_papers_are_asked_for_until_they_are_given(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["工资条", "欠条"]})
    asked = told(desk, receipt)
    assert asked.adds == Earlier(receipt.id, "legal-aid", 1, ("工资条", "欠条"), CARD[-4:])
    papers = add(desk, asked.adds)
    assert (told(desk, receipt).adds, told(desk, receipt).headline) == (None, "您补的材料收好了")
    desk.store.acknowledge(papers.id, State.ACCEPTED)
    assert (told(desk, receipt).adds, told(desk, receipt).headline) == (None, "您补的材料县中心收到了")


def test_papers_that_the_centre_refused_are_asked_for_again(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["工资条"]})
    papers = add(desk, told(desk, receipt).adds)
    desk.store.acknowledge(papers.id, State.REFUSED, "unreadable")
    again = told(desk, receipt)
    assert again.headline == "您补的材料县中心没有收下"
    assert again.adds is not None


def test_a_second_request_is_not_answered_by_the_first_papers(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["工资条"]})
    add(desk, told(desk, receipt).adds)
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["欠条"]})
    adds = told(desk, receipt).adds
    assert adds is not None
    assert adds.papers == ("欠条",)


def test_papers_take_the_matter_and_either_receipt_leads_to_it(desk, receipt):
    tell(desk, {"record": receipt.id, "label": "请补材料", "asks": ["工资条"]})
    papers = add(desk, told(desk, receipt).adds)
    record = desk.store.record(papers.id)
    assert (record.about, record.kind, record.form) == (receipt.id, "legal-aid", "papers")
    tell(desk, {"record": papers.id, "label": "材料收到了"}, {"record": receipt.id, "label": "同意了"})
    assert told(desk, papers) == told(desk, receipt)
    assert [h.text for h in told(desk, papers).happened][-2:] == ["材料收到了", "同意了"]
    assert told(desk, papers, identity_tail="", token=papers.token).headline == "同意了"


def test_papers_for_an_appointment_leave_its_time_alone(desk):
    case = desk.begin("appointment")
    slot = "2040-01-05T09:00/window/1"
    for question in iter(lambda: case.filling.question, None):
        case.answer(slot if question.kind == "slot" else example(question))
    receipt = case.submit()
    assert desk.store.booked() == {slot}
    add(desk, Earlier(receipt.id, "appointment", 1, ("户口本",)))
    assert desk.store.booked() == {slot}


def test_papers_cannot_be_begun_by_themselves_or_without_a_photo(desk, receipt):
    with pytest.raises(NothingToAdd):
        desk.begin("papers")
    case = desk.begin("papers", earlier=Earlier(receipt.id, "legal-aid"))
    assert case.form.question[0].optional is False


# Always


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations([1, 2, 3, 4]))
def test_in_whatever_order_the_centre_is_heard_the_newest_step_is_the_headline(terminal, shipped, order):
    desk = terminal.desk(shipped)
    case = desk.begin("legal-aid")
    fill(case.filling, case.answer, case.put)
    receipt = case.submit()
    for version in order:
        body = {"record": receipt.id, "version": version, "step": "x", "label": f"第{version}步"}
        body["at"] = at(version).isoformat()
        desk.store.apply([Item(version, "status", body)], version)
    now = told(desk, receipt)
    assert now.headline == "第4步"
    assert [h.text for h in now.happened][1:] == sorted(h.text for h in now.happened[1:])
    desk.close()


# The code


@pytest.mark.parametrize("centre", ["", "https://centre.example", "https://centre.example/", "http://127.0.0.1:8000"])
def test_a_code_is_read_as_it_was_made(receipt, centre):
    assert read_code(code_text(receipt, centre)) == (receipt.number, receipt.token)


@pytest.mark.parametrize(
    "text", ["", "https://shop.example/buy", "1234567890124 abcdefgh", "https://x/t/1012611250425", "0" * 13 + " short"]
)
def test_the_code_of_something_else_is_refused(text):
    with pytest.raises(NumberRefused) as refused:
        read_code(text)
    assert refused.value.sentence
