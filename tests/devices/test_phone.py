"""A citizen sends photos from a phone: they reach this visit and no other, and nobody else finds the door."""

import re
import socket
import threading
import time
from types import SimpleNamespace
from urllib.parse import urlsplit

import psutil
import pytest
import requests
from devices.pictures import encoded, opened

from kiosk.devices import photo
from kiosk.devices.errors import DeviceTrouble
from kiosk.devices.phone import PhoneDrop, lan_address
from kiosk.devices.phonehandler import Limits

HERE = "127.0.0.1"
WAIT_S = 20  # for what must come; nothing here takes a second


class Visit:
    """A page that is open, and what arrived through it."""

    def __init__(self, accept=None, **limits):
        self.got: list[bytes] = []
        self.drop = PhoneDrop(accept or self.got.append, HERE, limits=Limits(**limits))

    def __enter__(self):
        self.drop.__enter__()
        return self

    def __exit__(self, *error):
        self.drop.close()

    @property
    def url(self) -> str:
        return self.drop.url

    def see(self) -> str:
        page = requests.get(self.url, timeout=WAIT_S)
        assert page.status_code == 200
        return page.content.decode()

    def send(self, *photos: bytes, field: str = "photos") -> str:
        files = [(field, (f"IMG_{number}.jpg", photo, "image/jpeg")) for number, photo in enumerate(photos)]
        answer = requests.post(self.url, files=files, timeout=WAIT_S)
        assert answer.status_code == 200  # after the redirect: the page again
        assert [step.status_code for step in answer.history] == [303]
        return answer.content.decode()

    def line(self) -> socket.socket:
        return socket.create_connection((HERE, urlsplit(self.url).port), timeout=WAIT_S)


def ended(line: socket.socket) -> bytes:
    """All that the other side still says until it hangs up."""
    said = b""
    try:
        while heard := line.recv(65_536):
            said += heard
    except ConnectionResetError:
        pass
    return said


def raw(visit: Visit, request: bytes) -> bytes:
    with visit.line() as line:
        line.sendall(request)
        return ended(line)


def test_whoever_does_not_know_the_address_learns_nothing():
    with Visit() as visit:
        door = f"http://{HERE}:{urlsplit(visit.url).port}"
        secret = urlsplit(visit.url).path
        for path in (
            "/",
            "/favicon.ico",
            secret[:-1],
            secret[:-2] + "/",
            secret + "x",
            secret.lower() + "Z/",
            "/../",
            "//",
        ):
            for method in ("GET", "POST", "HEAD", "PUT", "OPTIONS", "DELETE"):
                answer = requests.request(method, door + path, timeout=WAIT_S)
                assert (answer.status_code, answer.content) == (404, b"")
                assert not {"Server", "Location"} & set(answer.headers)
        assert visit.got == []


def test_other_methods_on_the_right_address_learn_nothing_either():
    with Visit() as visit:
        for method in ("HEAD", "PUT", "OPTIONS", "DELETE", "PATCH"):
            answer = requests.request(method, visit.url, data=encoded(), timeout=WAIT_S)
            assert (answer.status_code, answer.content) == (404, b"")
    assert visit.got == []


def test_two_visits_have_nothing_of_their_addresses_in_common():
    with Visit() as one, Visit() as two:
        paths = [urlsplit(visit.url).path.strip("/") for visit in (one, two)]
        assert paths[0] != paths[1]
        assert all(len(path) >= 22 for path in paths)  # 128 bits in base 64
        door = f"http://{HERE}:{urlsplit(two.url).port}/{paths[0]}/"
        assert requests.get(door, timeout=WAIT_S).status_code == 404


def test_when_the_visit_ends_the_door_is_shut():
    with Visit() as visit:
        visit.send(encoded())
    for method in ("GET", "POST"):
        with pytest.raises(requests.ConnectionError):
            requests.request(method, visit.url, timeout=WAIT_S)
    assert len(visit.got) == 1
    visit.drop.take(b"a thread that comes late")
    assert (len(visit.got), visit.drop.troubles) == (1, ())
    visit.drop.close()  # once more does no harm


def test_a_sending_on_its_way_when_the_visit_ends_is_cut_and_nothing_of_it_arrives():
    with Visit() as visit, visit.line() as line:
        path = urlsplit(visit.url).path
        line.sendall(head(path, 1_000_000) + part(encoded()))
        wait_for(lambda: visit.drop._server._connections)
        visit.drop.close()
        assert ended(line) == b""
    assert visit.got == []


def test_a_photo_that_is_being_decoded_when_the_visit_ends_is_not_taken(monkeypatch):
    decoding, go_on = threading.Event(), threading.Event()

    def slow(data):
        decoding.set()
        go_on.wait(WAIT_S)
        return SimpleNamespace(jpeg=data)

    monkeypatch.setattr(photo, "accept_photo", slow)
    order: list[str] = []
    visit = Visit(accept=lambda jpeg: order.append("photo"))
    with visit:
        sending = threading.Thread(target=lambda: raw(visit, whole(visit, encoded(), encoded())))
        sending.start()
        assert decoding.wait(WAIT_S)
        closing = threading.Thread(target=lambda: (visit.drop.close(), order.append("closed")))
        closing.start()
        visit.drop._shut.wait(WAIT_S)
        go_on.set()
        closing.join(WAIT_S)
        sending.join(WAIT_S)
    assert order == ["closed"]


def test_a_phone_that_says_nothing_is_hung_up_on():
    with Visit(silence_s=0.2) as visit, visit.line() as line:
        assert ended(line) == b""


def test_a_phone_that_drips_its_header_is_cut_off():
    with Visit(silence_s=5, connection_s=0.5) as visit, visit.line() as line:
        assert dripped(line, b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 10_000)


def test_a_phone_that_drips_its_photo_is_cut_off():
    with Visit(silence_s=5, connection_s=0.5) as visit, visit.line() as line:
        line.sendall(head(urlsplit(visit.url).path, 5_000_000))
        assert dripped(line, part(encoded())[:60] + b"x" * 10_000)
    assert visit.got == []


def test_the_door_is_not_blocked_by_those_who_stand_in_it():
    with Visit(silence_s=0.5) as visit:
        lines = [visit.line() for _ in range(40)]
        for line in lines:
            ended(line)
            line.close()
        assert "传到终端" in visit.see()


@pytest.mark.parametrize("length", ["", "abc", "-1", "+5", "99999999999999999999", "999999999", "٣"])
def test_a_body_without_an_honest_length_is_refused(length):
    with Visit() as visit:
        path = urlsplit(visit.url).path
        said = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        said += f"Content-Length: {length}\r\n\r\n" if length else "\r\n"
        assert re.match(rb"HTTP/1.0 4(11|13) ", raw(visit, said.encode()))


def test_a_body_in_chunks_without_end_is_refused():
    with Visit() as visit:
        path = urlsplit(visit.url).path
        said = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert raw(visit, said.encode()).startswith(b"HTTP/1.0 411 ")


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary="])
def test_a_body_of_another_kind_is_refused(kind):
    with Visit() as visit:
        answer = requests.post(visit.url, data=b"x", headers={"Content-Type": kind}, timeout=WAIT_S)
        assert (answer.status_code, answer.content) == (415, b"")


def test_a_phone_out_of_reach_in_the_middle_of_its_second_photo():
    with Visit() as visit:
        with visit.line() as line:
            line.sendall(head(urlsplit(visit.url).path, 1_000_000) + part(encoded()) + part(encoded())[:300])
            line.shutdown(socket.SHUT_WR)
            ended(line)
        assert len(visit.got) == 1
        assert "没有传完就断了" in visit.see()
        assert "已经传了 1 张" in visit.see()


def test_a_photo_over_the_limit_is_left_out_and_the_others_arrive():
    with Visit(photo_bytes=200_000) as visit:
        page = visit.send(encoded(), b"\xff\xd8\xff" + b"x" * 300_000, encoded())
        assert len(visit.got) == 2
        assert "太大了" in page


def test_more_photos_than_a_visit_takes():
    with Visit(photos=3) as visit:
        page = visit.send(*[encoded(size=(64, 48))] * 5)
        assert len(visit.got) == 3
        assert "一次最多传 3 张" in page
        assert "<input" not in page
        assert "一次最多传 3 张" in visit.send(encoded())
    assert len(visit.got) == 3


def test_two_hundred_photos_at_once():
    with Visit() as visit:
        assert "一次最多传 30 张" in visit.send(*[encoded(size=(16, 16))] * 200)
        assert len(visit.got) == 30


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "空的"), (b"%PDF-1.7", "PDF"), (b"hello", "不是照片"), (encoded(size=(1600, 1200))[:-2000], "不完整")],
)
def test_what_is_no_photo_is_told_on_the_phone(data, said):
    with Visit() as visit:
        assert said in visit.send(data)
        assert visit.got == []
        assert visit.drop.troubles
        visit.send(encoded())
        assert visit.drop.troubles == ()  # the last sending went well


def test_nothing_chosen():
    with Visit() as visit:
        assert "没有选照片" in visit.send(b"", field="other")
        answer = requests.post(visit.url, files={"photos": ("", b"")}, timeout=WAIT_S)
        assert "没有选照片" in answer.content.decode()


class FullUp(Exception):
    sentence = "磁盘满了<b>。"


@pytest.mark.parametrize(("error", "said"), [(FullUp("张三"), "磁盘满了&lt;b&gt;。"), (OSError("张三"), "没有存住")])
def test_a_photo_that_cannot_be_kept_is_told_and_the_page_stays(error, said, caplog):
    def full(jpeg):
        raise error

    caplog.set_level("DEBUG")
    with Visit(accept=full) as visit:
        assert said in visit.send(encoded())
        assert visit.drop.received == 0
        assert visit.see()
    assert "张三" not in caplog.text


def test_photos_arrive_as_plain_jpegs():
    with Visit() as visit:
        page = visit.send(encoded("PNG"), encoded("HEIF"), encoded("JPEG", comment=b"Secret"))
        assert "已经传了 3 张" in page
        assert "还能传 27 张" in page
        assert visit.drop.received == 3
    for jpeg in visit.got:
        with opened(jpeg) as picture:
            assert picture.format == "JPEG"
    assert not any(b"Secret" in jpeg for jpeg in visit.got)


def test_a_reload_sends_nothing_twice():
    with Visit() as visit:
        answer = requests.post(visit.url, files={"photos": ("a.jpg", encoded())}, timeout=WAIT_S)
        assert (answer.request.method, answer.url) == ("GET", visit.url)
        requests.get(answer.url, timeout=WAIT_S)
        assert len(visit.got) == 1


def test_the_page_needs_no_script_and_lets_nothing_in_or_out():
    with Visit() as visit:
        answer = requests.get(visit.url, timeout=WAIT_S)
    page = answer.content.decode()
    assert not re.search(r"<script|javascript:|\son\w+=|https?://", page)
    assert 'lang="zh-CN"' in page
    assert re.search(r'<input type="file" name="photos" accept="image/\*" multiple', page)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Python" not in str(answer.headers)


def test_the_log_knows_neither_address_nor_phone(caplog, capsys):
    caplog.set_level("DEBUG")
    with Visit() as visit:
        visit.send(encoded(), b"no photo")
        raw(visit, b"nonsense\r\n\r\n")
        raw(visit, b"GET " + urlsplit(visit.url).path.encode() + b" HTTP/9.9\r\n\r\n")
    said = "".join(capsys.readouterr()) + "".join(r.getMessage() for r in caplog.records if r.name.startswith("kiosk"))
    assert urlsplit(visit.url).path.strip("/") not in said
    assert HERE not in said


@pytest.mark.parametrize("address", ["8.8.8.8", "0.0.0.0"])
def test_the_page_is_never_served_to_the_internet(address):
    with pytest.raises(DeviceTrouble) as trouble:
        PhoneDrop(print, address)
    assert "摄像头" in trouble.value.sentence


def test_an_address_that_is_not_ours():
    with pytest.raises(DeviceTrouble) as trouble:
        PhoneDrop(print, "192.0.2.254")
    assert "摄像头" in trouble.value.sentence


def test_a_page_that_was_never_opened_can_be_closed():
    PhoneDrop(print, HERE).close()


def network(monkeypatch, **interfaces: tuple[str, str]):
    """Invent this machine's interfaces: name to (address, flags)."""
    addresses = {
        name: [
            SimpleNamespace(family=socket.AF_INET6, address="fe80::1"),
            SimpleNamespace(family=socket.AF_INET, address=at),
        ]
        for name, (at, _) in interfaces.items()
    }
    states = {n: SimpleNamespace(isup="up" in flags.split(","), flags=flags) for n, (_, flags) in interfaces.items()}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: addresses)
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)


LAN = "up,broadcast,running,multicast"


@pytest.mark.parametrize(
    "only",
    [
        ("127.0.0.1", "up,loopback,running"),
        ("192.168.3.7", "broadcast,multicast"),
        ("10.8.0.2", "up,pointopoint,running"),
        ("169.254.3.7", LAN),
        ("8.8.8.8", LAN),
    ],
)
def test_with_no_station_network_the_choice_is_not_offered(monkeypatch, only):
    network(monkeypatch, eth0=only)
    assert lan_address() is None


def test_networks_inside_the_machine_are_not_the_stations(monkeypatch):
    network(monkeypatch, docker0=("172.17.0.1", LAN), virbr0=("192.168.122.1", LAN))
    assert lan_address() is None


def test_the_stations_network_is_found(monkeypatch):
    network(monkeypatch, lo=("127.0.0.1", "up,loopback,running"), wlan0=("192.168.3.7", LAN))
    assert lan_address() == "192.168.3.7"


def head(path: str, length: int) -> bytes:
    said = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: {length}"
    return said.encode() + b"\r\n\r\n"


def part(photo: bytes) -> bytes:
    return b'--edge\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n' + photo + b"\r\n"


def whole(visit: Visit, *photos: bytes) -> bytes:
    body = b"".join(part(photo) for photo in photos) + b"--edge--\r\n"
    return head(urlsplit(visit.url).path, len(body)) + body


def wait_for(condition) -> None:
    until = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def dripped(line: socket.socket, what: bytes) -> bool:
    """Send byte after byte; true when the other side has hung up before the end."""
    line.settimeout(WAIT_S)
    try:
        for byte in what:
            line.sendall(bytes([byte]))
            time.sleep(0.01)
    except OSError:
        return True
    return False
