"""A card is read, or the citizen is told what to do; what the chip says is checked like what a person types.

The reader is the project's own player of recordings on a pseudo terminal: bytes go through the real driver and a real
serial line. The person is invented.
"""

import os
import threading
import tty
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import card
from kiosk.devices.card import RecordedCardReader, SerialCardReader, card_reader
from kiosk.devices.cardframe import FIND, FOUND, OK, READ, SELECT, FrameBroken, frame, parse_answer, parse_text
from kiosk.devices.cardrecording import Simulator, recorded
from kiosk.devices.errors import DeviceTrouble, SettingRefused

NO_CARD, NOT_READ = b"\x00\x00\x80", b"\x00\x00\x41"
NUMBER = "51112419580312004X"
FIELDS = {
    "name": "张桂英",
    "sex": "2",
    "born": "19580312",
    "address": "井研县演示镇示例村1组8号",
    "number": NUMBER,
    "kind": "",
}
DEMO = Path(__file__).resolve().parents[2] / "assets" / "devices" / "card-demo.txt"


def block(**changed: str) -> bytes:
    """The chip's text: 256 bytes."""
    said = FIELDS | changed
    parts = [
        (said["name"], 15), (said["sex"], 1), ("01", 2), (said["born"], 8), (said["address"], 35), (said["number"], 18),
        ("井研县公安局", 15), ("20200101", 8), ("20400101", 8), ("", 14), (said["kind"], 1), ("", 3),
    ]  # fmt: skip
    return "".join(text.ljust(width) for text, width in parts).encode("utf-16-le")


def answers(**changed: bytes) -> dict[bytes, list[bytes]]:
    data = b"\x01\x00\x00\x00" + block()
    usual = {"find": FOUND + bytes(4), "select": OK + bytes(8), "read": OK + data} | changed
    return {
        frame(command): [frame(usual[name])] for name, command in (("find", FIND), ("select", SELECT), ("read", READ))
    }


def read(given_answers, timeout_s: float = 0.0):
    with Simulator(given_answers) as port:
        return SerialCardReader(port).read(timeout_s)


def sentence(job) -> str:
    with pytest.raises(DeviceTrouble) as trouble:
        job()
    assert "没有身份证一样能办" in trouble.value.sentence  # an application must not stop at a card
    for personal in (FIELDS["name"], NUMBER, "19580312", FIELDS["address"]):
        assert personal not in str(trouble.value)
    return trouble.value.sentence


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(card, "_ANSWER_S", 0.3)
    monkeypatch.setattr(card, "_GLANCE_S", 0.01)


def test_no_reader_is_plugged_in(tmp_path):
    absent = SerialCardReader(str(tmp_path / "ttyUSB0"))
    assert sentence(absent.check).startswith("读卡器没有接好。")
    assert sentence(lambda: absent.read(1)).startswith("读卡器没有接好。")


def test_something_else_hangs_on_the_line():
    assert sentence(lambda: read({})).startswith("读卡器没有读成功。")


def test_nobody_lays_a_card_down():
    assert sentence(lambda: read(answers(find=NO_CARD), 0.05)).startswith("没有读到身份证。")


@pytest.mark.parametrize("step", ["select", "read"])
def test_the_card_is_taken_away_too_early(step):
    assert sentence(lambda: read(answers(**{step: NOT_READ}))).startswith("身份证拿开得太早了。")


def test_the_reader_is_pulled_out_while_it_reads():
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    port = os.ttyname(theirs)

    def vanish():
        os.read(ours, 64)
        os.close(theirs)
        os.close(ours)

    pulled = threading.Thread(target=vanish)
    pulled.start()
    assert sentence(lambda: SerialCardReader(port).read(1)).startswith("读卡器没有")
    pulled.join()


def test_an_answer_with_a_wrong_check():
    damaged = bytearray(frame(OK + b"\x01\x00\x00\x00" + block()))
    damaged[40] ^= 1
    given_answers = answers() | {frame(READ): [bytes(damaged)]}
    assert sentence(lambda: read(given_answers)).startswith("读卡器没有读成功。")


@pytest.mark.parametrize("cut", [3, 6, 9, 200])
def test_an_answer_cut_short(cut):
    whole = frame(OK + b"\x01\x00\x00\x00" + block())
    assert sentence(lambda: read(answers() | {frame(READ): [whole[:cut]]})).startswith("读卡器没有读成功。")


@pytest.mark.parametrize("data", [b"", b"\x00\xff\x00\x00" + bytes(255), b"\x01\x00\x00\x00" + bytes(200)])
def test_an_answer_without_its_text(data):
    assert sentence(lambda: read(answers(read=OK + data))).startswith("身份证没有读全。")


def test_text_that_is_no_text():
    data = b"\x01\x00\x00\x00" + b"\x00\xd8" * 128
    assert sentence(lambda: read(answers(read=OK + data))).startswith("身份证没有读全。")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"name": "张\x01英"},
        {"sex": "1"},
        {"sex": "9"},
        {"born": "19580313"},
        {"born": "19581332"},
        {"number": "511124195803120041"},
        {"number": "5111241958031200"},
        {"number": ""},
        {"address": "井研县\n演示镇"},
    ],
)
def test_fields_that_cannot_be_are_told_and_never_taken(changed):
    data = b"\x01\x00\x00\x00" + block(**changed)
    assert sentence(lambda: read(answers(read=OK + data))).startswith("身份证上读出来的内容不对。")


def test_a_foreigners_card_has_its_own_words():
    data = b"\x01\x00\x00\x00" + block(kind="I")
    assert sentence(lambda: read(answers(read=OK + data))).startswith("外国人永久居留证现在还读不了。")


def test_a_resident_of_hong_kong_macao_or_taiwan_is_read_like_everybody():
    assert read(answers(read=OK + b"\x01\x00\x00\x00" + block(kind="J"))).name == "张桂英"


def test_a_card_is_read_and_its_photo_is_not():
    photo = bytes(range(256)) * 4
    got = read(answers(read=OK + b"\x01\x00\x04\x00" + block() + photo))
    assert (got.name, got.number, got.sex) == ("张桂英", NUMBER, "女")
    assert (got.born, got.address) == (date(1958, 3, 12), "井研县演示镇示例村1组8号")
    assert set(type(got).__slots__) == {"name", "number", "sex", "born", "address"}


def test_noise_on_the_line_before_an_answer_is_passed_over():
    given_answers = answers()
    given_answers[frame(FIND)] = [b"\x00\xaa\xaa" + given_answers[frame(FIND)][0]]
    assert read(given_answers).name == "张桂英"


def test_a_card_never_shows_itself_in_a_log():
    got = read(answers())
    assert repr(got) == "Card()"


def test_the_card_is_laid_down_after_a_moment():
    given_answers = answers()
    given_answers[frame(FIND)] = [frame(NO_CARD), frame(NO_CARD), frame(FOUND + bytes(4))]
    assert read(given_answers, 5).name == "张桂英"


def test_a_reader_that_answers_is_there():
    with Simulator(answers(find=NO_CARD)) as port:
        SerialCardReader(port).check()


def test_the_demo_reader_shows_an_invented_person_again_and_again_and_says_that_it_is_a_demo():
    demo = card_reader(f"recorded:{DEMO}")
    assert demo.virtual
    demo.check()
    assert demo.read(5).name == demo.read(5).name == "张桂英"


@pytest.mark.parametrize("recording", [None, "> AA\n< xyz", "hello", "< AA"])
def test_a_recording_that_cannot_be_played(tmp_path, recording):
    path = tmp_path / "recording.txt"
    if recording is not None:
        path.write_text(recording)
    assert "演示用的读卡记录" in sentence(RecordedCardReader(path).check)


def test_a_recording_gives_its_answers_in_turn_and_stays_with_the_last():
    assert recorded("# 1\n> AA # a\n< 01\n\n< 02\n> BB\n< 03") == {b"\xaa": [b"\x01", b"\x02"], b"\xbb": [b"\x03"]}


@pytest.mark.parametrize("setting", ["serial:", "serial:COM1", "recorded:", "usb", "读卡器"])
def test_a_setting_that_names_no_reader_is_refused(setting):
    with pytest.raises(SettingRefused):
        card_reader(setting)


def test_settings_name_readers():
    assert card_reader("") is None
    real = card_reader("serial:/dev/ttyUSB0")
    assert isinstance(real, SerialCardReader)
    assert not real.virtual


def body_of(whole: bytes) -> tuple[bytes, int]:
    return whole[7:], int.from_bytes(whole[5:7], "big")


@given(st.binary(min_size=3, max_size=300))
def test_what_is_framed_comes_out_again(body):
    answer = parse_answer(*body_of(frame(body)))
    assert answer.status + answer.data == body


@given(st.binary(min_size=3, max_size=300), st.data())
def test_one_damaged_byte_is_always_noticed(body, data):
    told, length = body_of(frame(body))
    at = data.draw(st.integers(0, len(told) - 1))
    other = data.draw(st.integers(1, 255))
    damaged = told[:at] + bytes([told[at] ^ other]) + told[at + 1 :]
    with pytest.raises(FrameBroken, match="check"):
        parse_answer(damaged, length)


@settings(max_examples=200)
@given(st.binary(min_size=256, max_size=256))
def test_no_text_whatsoever_gives_a_person_who_cannot_be(noise):
    try:
        fields = parse_text(b"\x01\x00\x00\x00" + noise)
    except FrameBroken:
        return
    with pytest.raises(DeviceTrouble):
        card.checked(fields)
