"""The centre's own page for an article, or nothing: the code on the screen must never lead elsewhere or to nowhere."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sync.terminal import link
from sync.terminal.link import Link

PAGE = "/law/%E5%80%9F%E4%BC%9E%E6%B3%95/3-1"  # 借伞法


class Centre(BaseHTTPRequestHandler):
    """Has one page; sends some visitors elsewhere."""

    asked: list[str]

    def do_HEAD(self) -> None:
        type(self).asked.append(f"{self.command} {self.path}")
        if self.path.endswith("/moved/law/%E5%80%9F%E4%BC%9E%E6%B3%95/3-1"):
            self.send_response(302)
            self.send_header("Location", PAGE)
        elif self.path.startswith("/away"):
            self.send_response(301)
            self.send_header("Location", "https://elsewhere.example/")
        elif self.path.startswith("/ill"):
            self.send_response(500)
        else:
            self.send_response(200 if self.path == PAGE else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def centre() -> Iterator[str]:
    Centre.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Centre)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def answering(how: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that takes one connection and treats it as it likes."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                how(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_page_that_is_there_gives_its_address(centre):
    assert Link(centre).law_page("借伞法", 3, 1) == f"{centre}{PAGE}"
    assert Centre.asked == [f"HEAD {PAGE}"]  # its text is not fetched


def test_a_slash_at_the_end_of_the_centres_address_does_not_matter(centre):
    assert Link(f"{centre}/").law_page("借伞法", 3, 1) == f"{centre}{PAGE}"


def test_a_title_cannot_lead_out_of_its_place(centre):
    assert Link(centre).law_page("a/b?c#d", 3) == ""
    assert Centre.asked == ["HEAD /law/a%2Fb%3Fc%23d/3"]


@pytest.mark.parametrize("base", ["", "/moved", "/away", "/ill"])
def test_any_other_answer_is_none(centre, base):
    number = 4 if not base else 3  # 404, 302 to a page that is there, 301 to somebody else, 500
    assert Link(centre + base).law_page("借伞法", number, 1) == ""
    assert len(Centre.asked) == 1


def test_a_terminal_that_stands_alone_asks_nobody():
    assert not Link().configured
    assert Link().law_page("借伞法", 3) == ""
    assert Link("https://centre.example").configured


@pytest.mark.parametrize("number", [0, -1])
def test_what_is_no_article_is_not_asked_for(centre, number):
    assert Link(centre).law_page("借伞法", number) == ""
    assert Centre.asked == []


def test_where_nothing_listens_there_is_no_page():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert Link(f"http://127.0.0.1:{port}").law_page("借伞法", 3) == ""


def test_a_centre_that_never_answers_counts_as_no_within_the_time_out():
    assert link.TIMEOUT_S == 2.0
    asked = threading.Event()
    over = threading.Event()

    def silent(connection: socket.socket) -> None:
        connection.recv(4096)
        asked.set()
        over.wait(10)

    with answering(silent) as centre:
        started = time.monotonic()
        assert Link(centre).law_page("借伞法", 3) == ""
        took = time.monotonic() - started
        over.set()
    assert asked.is_set()
    assert 1.9 < took < 5


@pytest.mark.parametrize("answer", [b"", b"\x00\xff\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"SSH-2.0-x\r\n"])
def test_nonsense_is_no_page(answer):
    def nonsense(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(answer)

    with answering(nonsense) as centre:
        assert Link(centre).law_page("借伞法", 3) == ""
