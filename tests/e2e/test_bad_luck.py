"""Bad luck: no content, damaged content, a centre that is or is not there, children who press everything."""

import random
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from terminal import Visit, read_codes

from kiosk.content.store import ContentStore
from ui.tour import torn


def test_a_terminal_without_content_says_so_and_leads_to_a_person(visit: Visit, tmp_path: Path) -> None:
    guide = visit(tmp_path / "nothing")
    assert guide.hand.sees("还没准备好")
    guide.hand.touch("找人帮忙")
    assert guide.hand.sees("12348")


def test_content_that_breaks_while_in_use_gives_a_sentence_not_a_crash(
    visit: Visit, content: Path, tmp_path: Path
) -> None:
    guide = visit(torn(content, tmp_path / "torn"))
    guide.ask("拖欠工资")
    assert guide.hand.sees("现在读不出来")
    guide.home()
    guide.hand.touch("翻看法律")
    guide.hand.touch("民法典")
    assert guide.hand.sees("现在读不出来")
    guide.hand.touch("首页")
    assert guide.hand.sees("您遇到了什么事？")


def test_a_damaged_pack_is_left_out_and_the_one_before_it_serves(visit: Visit, content: Path, tmp_path: Path) -> None:
    store = ContentStore(tmp_path / "store")
    store.install(content)
    store.install(content)
    damaged = store.path("starter")
    damaged.write_bytes(damaged.read_bytes()[:5000])
    guide = visit(store.root)
    assert guide.kiosk.shelf.troubles
    guide.ask("婚姻自由")
    assert guide.hand.sees("民法典")


def test_only_the_starter_content_still_answers_in_plain_words(visit: Visit, content: Path, tmp_path: Path) -> None:
    shutil.copyfile(content / "starter.pack", tmp_path / "starter.pack")
    guide = visit(tmp_path)
    guide.ask("老板拖欠工资")
    guide.hand.touch("保障农民工工资支付条例")
    assert guide.hand.sees("大白话")
    assert guide.hand.sees("这台机器里没有这一条的原文")


class Centre(BaseHTTPRequestHandler):
    """A centre that has a page for every article but the third."""

    def do_HEAD(self) -> None:
        self.send_response(404 if self.path.endswith("/3") else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def centre() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Centre)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_with_network_the_code_leads_to_the_centres_page(visit: Visit, centre: str) -> None:
    guide = visit(centre_url=centre)
    guide.ask("柑橘保护法第三条之一")
    guide.hand.touch("柑橘保护法 第三条之一")
    guide.hand.touch("扫码带走")
    guide.hand.until(lambda: guide.hand.sees("手机上就会打开网页"), "the page")
    assert read_codes(guide) == [f"{centre}/law/%E6%9F%91%E6%A9%98%E4%BF%9D%E6%8A%A4%E6%B3%95/3-1"]


def test_a_page_that_the_centre_does_not_have_leaves_the_text(visit: Visit, centre: str) -> None:
    guide = visit(centre_url=centre)
    guide.ask("柑橘保护法第三条")
    guide.hand.touch("柑橘保护法 第三条")
    guide.hand.touch("扫码带走")
    for _ in range(5):
        guide.hand.settle()
    assert read_codes(guide)[0].startswith("《柑橘保护法》第三条\n收购商应当做到")


def test_a_pulled_cable_leaves_the_text(visit: Visit) -> None:
    guide = visit(centre_url="http://127.0.0.1:9")
    guide.ask("柑橘保护法第三条之一")
    guide.hand.touch("柑橘保护法 第三条之一")
    guide.hand.touch("扫码带走")
    for _ in range(5):
        guide.hand.settle()
    assert read_codes(guide)[0].startswith("《柑橘保护法》第三条之一\n")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_children_pressing_everything_break_nothing(visit: Visit, seed: int) -> None:
    guide = visit()
    hand = guide.hand
    chance = random.Random(seed)
    width, height = guide.kiosk.window.width(), guide.kiosk.window.height()
    for _ in range(120):
        where = QPoint(chance.randrange(width), chance.randrange(height))
        match chance.randrange(10):
            case 0:
                hand.swipe(where, QPoint(chance.randrange(width), chance.randrange(height)), 4)
            case 1:
                hand.press(where)
                hand.release(QPoint(chance.randrange(width), chance.randrange(height)))
            case 2:
                guide.wait(chance.choice([1, 30, 61, 100]))
            case _:
                hand.press(where)
                hand.release(where)
    hand.settle()
    guide.wait(200)
    hand.settle()
    guide.wait(1)
    if "点一下屏幕，开始" in hand.labels():
        hand.touch("点一下屏幕")
    assert guide.kiosk.shell.pageName == "home"
    hand.touch("点这里")
    assert guide.kiosk.shell.pageName == "search"
