"""The tour's part at the counter: something is handed in, kept for another day, asked about; papers are added."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kiosk.store.model import Item, State, now
from ui.applicant import Applicant

if TYPE_CHECKING:
    from ui.tour import Guide


def applying(guide: "Guide") -> None:
    """A whole application for legal aid, with a slip on the way, to its receipt; then how it stands."""
    hand = guide.hand
    guide.home()
    hand.touch("在这里办")
    guide.picture("services")
    hand.touch("请免费律师")
    guide.picture("service-to-begin")
    hand.touch("现在就办")
    applicant = Applicant(guide)
    applicant.fill(lambda id_: guide.picture(f"form-{id_}"), until="identity")
    hand.touch("1")
    hand.touch("下一步")
    guide.picture("form-slip")
    hand.touch("删")
    applicant.fill(lambda id_: guide.picture(f"form-{id_}"))
    guide.picture("form-summary")
    hand.touch("都对，交上去")
    guide.picture("receipt")
    receipt: Any = guide.kiosk.shell.viewModel
    asking_back(guide, receipt.property("number").replace(" ", ""))
    keeping(guide)


def asking_back(guide: "Guide", number: str) -> None:
    """How it stands: still here; under way, with a word from staff; papers asked for and added; the quiet line."""
    hand, store = guide.hand, guide.kiosk.back_office().desk.store
    record = store.record(number)
    hand.touch("好了")
    asked(guide, number, picture=True)
    guide.picture("progress")
    store.acknowledge(record.id, State.ACCEPTED)
    told: list[dict[str, object]] = [
        {"step": "received", "label": "已经收到", "next": "工作人员会尽快看，看了告诉您怎么办。"},
        {"step": "working", "label": "正在办", "note": "张律师在看您的材料。", "next": "请保持电话畅通，有进展就告诉您。"},
        {
            "step": "papers-needed", "label": "请补材料", "note": "还差两样，补齐就能定。",
            "next": "照单子一次补齐，到站里的机子上拍照交，或者送到窗口都行。",
            "asks": ["最近三个月的工资条，或者银行流水", "老板打的欠条"],
        },
    ]  # fmt: skip
    for place, step in enumerate(told, 1):
        at = now() + timedelta(minutes=place)
        more = {
            "record": record.id,
            "version": place,
            "at": at.isoformat(),
            "due": (at + timedelta(days=5)).isoformat(),
        }
        store.apply([Item(place, "status", {**step, **more})], place)
        if step["step"] == "working":
            word = {"record": record.id, "text": "身份证下次来的时候带上原件就行。"}
            store.apply([Item(100, "message", word)], place)
            asked(guide, number)
            guide.picture("progress-steps")
            hand.swipe_up()
            guide.picture("progress-steps-further")
    asked(guide, number)
    guide.picture("progress-papers")
    hand.swipe_up()
    guide.picture("progress-papers-further")
    if "现在拍照补材料" in hand.labels():
        hand.touch("现在拍照补材料")
        guide.picture("papers-photos")
    guide.home()
    hand.touch("在这里办")
    for _ in range(4):
        hand.swipe_up()
    guide.kiosk.arrival.look()
    hand.until(lambda: hand.sees("送到县中心"), "the quiet line")
    hand.swipe_up()
    guide.picture("services-arrived")


def asked(guide: "Guide", number: str, *, picture: bool = False) -> None:
    """Ask how a matter stands, by its number and the end of the card."""
    hand = guide.hand
    guide.home()
    hand.touch("在这里办")
    hand.touch("查办到哪一步了")
    for key in number:
        hand.touch(key)
    if picture:
        guide.picture("progress-number")
    hand.touch("下一步")
    for key in "0018":
        hand.touch(key)
    hand.touch("下一步")


def keeping(guide: "Guide") -> None:
    """A form that is kept for another day; an appointment; photos."""
    hand = guide.hand
    guide.home()
    hand.touch("在这里办")
    hand.touch("请人说和")
    hand.touch("现在就办")
    applicant = Applicant(guide)
    applicant.fill(until="facts")
    hand.touch("改天接着填")
    guide.picture("kept")
    hand.touch("好了")
    hand.touch("在这里办")
    hand.touch("接着填上次的")
    guide.picture("resume")
    for key in "12345678":
        hand.touch(key)
    hand.touch("下一步")
    guide.picture("resume-not-found")
    guide.home()
    hand.touch("在这里办")
    hand.touch("约时间见面")
    hand.touch("现在就办")
    Applicant(guide).fill(lambda id_: guide.picture(f"appointment-{id_}"), until="name")
