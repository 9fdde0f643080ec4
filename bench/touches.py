"""Touches over all screens of the real application, each timed to the frame that answers it.

    python -m bench.touches

One process: the application as `legal-kiosk run` wires it, 1080 x 1920, driven by a finger of QTest's touch device
through ui.hand. A finger goes down on a control; once its frames have settled, it goes up again. For each, the time runs
from just before the event is sent to the first frame whose pixels differ from the frame before (bench/frames.py says how,
and that looking is not counted). Going down shows the pressed state; going up does what the control is for: the floor is
on that. `last` is the last change before the screen was quiet for 0.1 s. Garbage is collected as in the running terminal.
Tells everything in one JSON object on stdout.
"""

import json
import re
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickWindow

from bench.frames import HELD_S, Answer, Frames
from kiosk import settings as station_settings
from ui.app import application, assemble, collect_here
from ui.hand import Hand, NotOnScreen

SIZE = (1080, 1920)
CONTENTS = "shelf → contents of the Civil Code"
HIT = re.compile(r"\S+ 第\S+条")
TOPICS = (
    "欠我工钱", "上班受了伤", "离婚、娃儿", "老人没人管", "在家挨打", "土地、宅基地", "邻居扯皮", "借钱不还", "车祸赔偿",
    "买到假货", "遗产怎么分", "请不起律师",
)  # fmt: skip


class TimedHand(Hand):
    """A hand whose taps are timed, each under the kind that was named last."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self.frames = Frames(window)
        self.touches: list[dict[str, object]] = []
        self._kind = ""

    def doing(self, kind: str) -> "TimedHand":
        """Name the kind of the touches that follow."""
        self._kind = kind
        return self

    def tap(self, where: QPoint) -> None:
        press = self.frames.answer(lambda: self.press(where), HELD_S)
        release = self.frames.answer(lambda: self.release(where))
        self.touches.append({"kind": self._kind, "press": _told(press), "release": _told(release)})


def _told(answer: Answer | None) -> dict[str, float] | None:
    return {name: round(value, 3) for name, value in asdict(answer).items()} if answer else None


def visit(hand: TimedHand) -> None:
    """Everything that can be touched, several times."""
    for topic in TOPICS:
        _worry(hand, topic)
    _aids(hand, "home")
    for _ in range(3):
        _ask(hand)
    for shelf in ("宪法", "社会法", "刑法", "行政法规", "司法解释", "部门规章"):
        _shelf(hand, shelf)
    for _ in range(3):
        _statute(hand)
    for _ in range(3):
        hand.doing("help").touch("找人帮")
        hand.doing("help → back").touch("返回")
        hand.doing("end of the visit").touch("用完了")


def _worry(hand: TimedHand, topic: str) -> None:
    """A common worry, its first answer, and home."""
    hand.doing("topic tile → results").touch(topic)
    hits = [label for label in hand.labels() if HIT.fullmatch(label)]
    hand.doing("result → reader").touch(hits[0])
    _if_there(hand, "reader: next article", "下一条")
    _if_there(hand, "reader: next article", "下一条")
    _if_there(hand, "reader: previous article", "上一条")
    hand.doing("reader → QR code").touch("扫码带走")
    hand.doing("QR code → back").touch("返回")
    if topic == TOPICS[0]:
        _aids(hand, "reader")
    hand.doing("reader → back to results").touch("返回")
    if topic in TOPICS[:4]:
        hand.doing("results: page down").touch("往下翻")
        hand.doing("results: page up").touch("往上翻")
        _if_there(hand, "results: older versions too", "旧版本也要看")
    if topic == TOPICS[1]:
        _aids(hand, "results")
    hand.doing("results → home").touch("首页")


def _aids(hand: TimedHand, page: str) -> None:
    """Three sizes of text and two contrasts, on this page."""
    for _ in range(3):
        hand.doing(f"text size, on {page}").touch("字大小")
    hand.doing(f"contrast, on {page}").touch("黑底")
    hand.doing(f"contrast, on {page}").touch("白底")


def _ask(hand: TimedHand) -> None:
    """A question by the keyboard on the screen."""
    first = "" if any(t["kind"] == "home → question and keyboard, first" for t in hand.touches) else ", first"
    hand.doing(f"home → question and keyboard{first}").touch("点这里")
    for key in "gongzi":
        hand.doing("keyboard: a letter").key(key)
    hand.doing("keyboard: a candidate").key("工资")
    hand.doing("question → results").touch("查一查")
    hand.doing("results: clear the question").touch("清空")
    hand.doing("question → home").touch("首页")


def _shelf(hand: TimedHand, shelf: str) -> None:
    hand.doing("home → shelves").touch("按类别翻看法律")
    if not _if_there(hand, "shelves → shelf", shelf):
        hand.doing("shelves → home").touch("首页")
        return
    _if_there(hand, "shelf: page down", "往下翻")
    _if_there(hand, "shelf: page up", "往上翻")
    hand.doing("shelf: older versions too").touch("旧版本也要看")
    hand.doing("shelf → back to shelves").touch("返回")
    hand.doing("shelves → home").touch("首页")


def _statute(hand: TimedHand) -> None:
    """The Civil Code's contents, some pages of them, an article and back, a word in it."""
    hand.doing("home → shelves").touch("按类别翻看法律")
    hand.doing("shelves → shelf").touch("民法典")
    if not _if_there(hand, CONTENTS, "中华人民共和国民法典"):
        hand.doing(CONTENTS).touch("民法典")  # as the starter content calls it
    for _ in range(3):
        hand.doing("contents: page down").touch("往下翻")
    hand.doing("contents: page up").touch("往上翻")
    if len([t for t in hand.touches if t["kind"] == "contents → reader"]) == 0:
        _aids(hand, "contents")
    row = next(label for label in hand.labels() if re.fullmatch("第\\S+条", label))
    hand.doing("contents → reader").touch(row)
    hand.doing("reader → back to contents").touch("返回")
    hand.doing("contents: into the field").tap_field()
    hand.write("遗嘱")
    hand.doing("contents: find a word").touch("找一找")
    hand.doing("contents: clear the word").touch("清空")
    hand.doing("contents → home").touch("首页")


def _if_there(hand: TimedHand, kind: str, name: str) -> bool:
    """Touch a control where the page has it."""
    try:
        hand.doing(kind).touch(name)
    except NotOnScreen:
        return False
    return True


def main() -> None:
    """Play the visit and tell its times."""
    app = application()
    app.styleHints().setCursorFlashTime(0)  # a blinking cursor is no answer
    kiosk = assemble(station_settings.load(), station_settings.content_folder(), SIZE)
    kiosk.window.showFullScreen()
    hand = TimedHand(kiosk.window)
    collector = collect_here()
    hand.settle()
    visit(hand)
    collector.stop()
    rollup = Path("/proc/self/smaps_rollup").read_text("utf-8")
    rss = next(line for line in rollup.splitlines() if line.startswith("Rss"))
    kiosk.close()
    print(json.dumps({"touches": hand.touches, "rss_mb": int(rss.split()[1]) / 1024}, ensure_ascii=False))


if __name__ == "__main__":
    main()
