"""The tour: the real application, driven by touch through every screen and its empty and failed states, without a display.

It leaves numbered pictures. The content is what is installed on this terminal; what needs official text is left out, and
named, where only the starter content is there. Failed states are real: a copy of the starter pack with a table torn out.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from kiosk import settings as station_settings
from kiosk.content.errors import ContentError
from kiosk.content.store import ContentStore
from kiosk.settings import Settings
from ui.app import Kiosk, application, assemble
from ui.hand import Hand
from ui.tour_matters import applying


def tour(out: Path, *, size: tuple[int, int], scale: float, contrast: bool) -> int:
    """Play the tour; returns how many pictures were left in `out`.

    Raises:
        ContentError: no content is installed.
        NotOnScreen: a screen does not offer what the tour wants to touch.
    """
    application()
    content = station_settings.content_folder()
    if not ContentStore(content).open()[0]:
        raise ContentError(f"no content in {content}: `make run` installs the starter content")
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("[0-9][0-9]-*.png"):
        old.unlink()
    settings = replace(station_settings.load(), text_scale=scale, high_contrast=contrast)
    guide = Guide(out, settings, size)
    with tempfile.TemporaryDirectory(prefix="legal-kiosk-tour-") as scratch:
        guide.visit(borrowed(content, Path(scratch) / "terminal"), everyday)
        guide.visit(torn(content, Path(scratch) / "torn"), failures)
        guide.visit(Path(scratch) / "nothing", without_content)
    return guide.pictures


class Clock:
    """A steady clock that can be put forward."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Guide:
    """Opens terminals and takes the pictures."""

    def __init__(self, out: Path, settings: Settings, size: tuple[int, int]) -> None:
        self._out = out
        self._settings = settings
        self._size = size
        self.pictures = 0
        self.hand: Hand
        self.kiosk: Kiosk
        self.clock = Clock()

    def open(self, content: Path) -> None:
        """Open a terminal with this content."""
        self.clock = Clock()
        self.kiosk = assemble(self._settings, content, self._size, self.clock)
        self.kiosk.window.show()
        self.hand = Hand(self.kiosk.window)
        self.hand.settle()

    def visit(self, content: Path, story: Callable[["Guide"], None]) -> None:
        """One terminal with this content, from its first screen to its end."""
        self.open(content)
        try:
            story(self)
        finally:
            self.kiosk.close()

    def picture(self, name: str) -> None:
        """Take a numbered picture of what is on the screen."""
        self.pictures += 1
        self.hand.picture().save(str(self._out / f"{self.pictures:02}-{name}.png"))

    def ask(self, question: str) -> None:
        """From anywhere: home, the question, and its results."""
        self.home()
        self.hand.touch("点这里")
        self.hand.write(question)
        self.hand.touch("查一查")
        self.hand.until(lambda: not self.hand.sees("正在查"), "the results")

    def home(self) -> None:
        """Back to the first screen."""
        if "首页" in self.hand.labels():
            self.hand.touch("首页")

    def wait(self, seconds: float) -> None:
        """Let time pass without a touch."""
        self.clock.now_s += seconds
        self.kiosk.shell.tick()


def everyday(guide: Guide) -> None:
    """What a citizen sees on a good day."""
    asking(guide)
    guided(guide)
    working_out(guide)
    applying(guide)
    browsing(guide)
    official(guide)
    leaving(guide)
    reading_aids(guide)


def asking(guide: Guide) -> None:
    """A question by keyboard, by topic, by initials; and one without an answer."""
    hand = guide.hand
    guide.picture("home")
    hand.touch("点这里")
    guide.picture("search-asking")
    for key in "qian":
        hand.key(key)
    guide.picture("search-typing-pinyin")
    guide.ask("老板欠我工钱一直不给，咋个办")
    guide.picture("search-found")
    hand.swipe_up()
    guide.picture("search-found-further")
    guide.home()
    hand.touch("离婚、娃儿")
    hand.until(lambda: not hand.sees("正在查"), "the results")
    guide.picture("search-from-a-topic")
    guide.ask("ldht")
    guide.picture("search-by-initials")
    guide.ask("zzzz")
    guide.picture("search-empty")


def guided(guide: Guide) -> None:
    """A guide that answers, a question asked back, an honest “not sure”; guides by audience and by theme."""
    hand = guide.hand
    guide.ask("老板欠我工钱一直不给")
    hand.touch("一步一步看怎么办")
    guide.picture("guide")
    hand.swipe_up()
    guide.picture("guide-steps")
    for _ in range(4):
        hand.swipe_up()
    guide.picture("guide-end")
    hand.touch("扫码带走")
    guide.picture("take-home-guide")
    guide.ask("打伤了人")
    guide.picture("question-back")
    guide.ask("我要离婚")
    guide.picture("question-back-longer")
    guide.ask("外星人抢了我的飞船")
    guide.picture("not-sure")
    guide.home()
    hand.touch("办事指南")
    guide.picture("guides")
    hand.touch("老年人")
    guide.picture("package")
    for _ in range(4):
        hand.swipe_up()
    guide.picture("package-end")
    hand.touch("返回")
    hand.touch("赡养老人")
    guide.picture("theme")
    guide.home()
    hand.touch("办事指南")
    hand.touch("农民工")
    hand.touch("请免费律师")
    guide.picture("service")


def working_out(guide: Guide) -> None:
    """A calculator from its first question, with a slip, to its result."""
    hand = guide.hand
    guide.home()
    hand.touch("算一算")
    guide.picture("calculators")
    hand.touch("丢了工作该赔多少")
    for _ in range(3):
        hand.touch("年往前")
    guide.picture("calculator-date")
    hand.touch("下一步")
    hand.touch("下一步")
    hand.touch("下一步")
    guide.picture("calculator-slip")
    for key in "5200":
        hand.touch(key)
    guide.picture("calculator-number")
    hand.touch("下一步")
    guide.picture("calculator-choice")
    hand.touch("单位没有正当理由就辞退我")
    hand.touch("一直没有签")
    guide.picture("calculator-result")
    hand.swipe_up()
    hand.swipe_up()
    guide.picture("calculator-steps")
    hand.touch("扫码带走")
    guide.picture("take-home-result")


def browsing(guide: Guide) -> None:
    """From the shelves to an article, and home with it."""
    hand = guide.hand
    guide.home()
    hand.touch("翻看法律")
    guide.picture("shelves")
    hand.touch("民法典")
    guide.picture("shelf")
    hand.touch("民法典")
    guide.picture("statute-contents")
    hand.tap_field()
    hand.write("遗嘱")
    hand.touch("找一找")
    guide.picture("statute-find")
    hand.touch("清空")
    hand.tap_field()
    hand.write("航天飞机")
    hand.touch("找一找")
    guide.picture("statute-find-empty")
    hand.touch("看全部")
    guide.ask("民法典1042条")
    hand.touch("民法典 第一千零四十二条")
    guide.picture("reader")
    hand.touch("扫码带走")
    guide.picture("take-home")


def leaving(guide: Guide) -> None:
    """A person is asked for; then nobody touches the screen any more."""
    hand = guide.hand
    hand.touch("找人帮")
    guide.picture("help")
    guide.wait(guide.kiosk.shell.settings.warn_after_s + 1)
    guide.picture("still-there")
    hand.touch("我还在")
    guide.wait(guide.kiosk.shell.settings.wipe_after_s + 1)
    guide.picture("home-after-the-visit")
    guide.wait(guide.kiosk.shell.settings.rest_after_s + 1)
    guide.picture("resting")
    hand.touch("点一下屏幕")


def reading_aids(guide: Guide) -> None:
    """Larger text and high contrast."""
    hand = guide.hand
    guide.home()
    hand.touch("字大小")
    guide.picture("larger-text")
    hand.touch("黑底" if "黑底" in hand.labels() else "白底")
    guide.picture("high-contrast")


def official(guide: Guide) -> None:
    """Screens of official text: an article, one to take home, and an older version."""
    hand, library = guide.hand, guide.kiosk.shelf.library
    amended = [s for s in library.statutes.values() if not s.digest_only and len(library.versions(s)) > 1]
    if not amended:
        print("left out: screens of official text (no statutes are installed, only the starter content)")
        return
    statute = max(amended, key=lambda s: (s.short == "妇女权益保障法", s.articles)).short
    guide.ask(f"{statute}第一条")
    hand.touch(f"{statute} 第一条")
    guide.picture("reader-official-text")
    hand.touch("下一条")
    guide.picture("reader-next")
    guide.ask(f"{statute}第五条")
    hand.touch(f"{statute} 第五条")
    hand.touch("扫码带走")
    guide.picture("take-home-text")
    guide.ask(statute)
    hand.touch("旧版本也要看")
    hand.until(lambda: not hand.sees("正在查"), "the results")
    guide.picture("search-older-versions")
    hand.touch("已经失效")
    hand.touch("第一条")
    guide.picture("reader-older-version")


def failures(guide: Guide) -> None:
    """A terminal whose content was damaged while it was running."""
    guide.ask("拖欠工资")
    guide.picture("search-failed")
    guide.home()
    guide.hand.touch("翻看法律")
    guide.hand.touch("民法典")
    guide.picture("page-failed")


def without_content(guide: Guide) -> None:
    """A terminal on which nothing was installed yet."""
    guide.picture("home-without-content")
    guide.kiosk.shell.open("shelves")
    guide.picture("shelves-without-content")


def borrowed(content: Path, home: Path) -> Path:
    """The same content for a terminal of its own: nothing that the tour hands in gets into this terminal's store."""
    folder = home / "content"
    folder.mkdir(parents=True)
    for pack in content.iterdir():
        (folder / pack.name).symlink_to(pack.resolve())
    return folder


def torn(content: Path, folder: Path) -> Path:
    """A copy of the starter pack that opens, but whose index and articles cannot be read."""
    folder.mkdir()
    source = ContentStore(content).path("starter")
    copy = folder / source.name
    shutil.copyfile(source, copy)
    with closing(sqlite3.connect(copy)) as db:
        for table in ("posting", "digest"):
            db.execute(f"ALTER TABLE {table} RENAME TO {table}_torn")
        db.commit()
    return folder
