"""A form handed in from the shell: a slip is one line that names the question, a receipt number means that all is kept."""

import hashlib
import io
import json
import shutil
import subprocess
import sys
from datetime import date, timedelta

import pytest
from PIL import Image
from services.trying import signature

from kiosk import matters
from kiosk.cli import main
from kiosk.store.errors import StoreUnwritable
from kiosk.store.model import State
from kiosk.store.receipt import parse_number
from kiosk.store.store import Store, open_store

CARD, PHONE, NAME = "511124196503120018", "13890012345", "罗桂芳"
ADDRESS = {"town": "马踏镇", "rest": "3组12号"}
LEGAL_AID = {
    "for-whom": "self", "matter": "other-civil", "special": ["none"], "hardship": ["none"], "household-members": 4,
    "household-income": 2800.5, "urgent": ["none"], "case-in": "county", "name": NAME, "identity": CARD,
    "phone": "138 9001 2345", "address": ADDRESS, "opponent": {"name": "张某"}, "facts": "他不还钱。",
    "claim": "要回5000元。", "honesty": True, "consent": True,
}  # fmt: skip
RATING = {"service": "window", "grade": "satisfied"}


class Desk:
    """Runs commands in a terminal's folder of its own."""

    def __init__(self, root, capsys):
        self.root, self.home, self._capsys = root, root / "home", capsys

    def __call__(self, *args, status=0):
        try:
            got = main([str(a) for a in args])
        except SystemExit as stop:
            got = stop.code
        said = self._capsys.readouterr()
        assert got == status, said
        return said

    def answers(self, answers) -> str:
        path = self.root / "answers.json"
        path.write_text(answers if isinstance(answers, str) else json.dumps(answers), "utf-8")
        return str(path)

    def submit(self, form, answers, *files) -> str:
        """The receipt number."""
        attach = ["--attach", *files] if files else []
        return self("submit", form, self.answers(answers), *attach).out.rstrip("\n")

    def refused(self, form, answers, *files) -> str:
        """The one line that says why; nothing was handed in."""
        attach = ["--attach", *files] if files else []
        said = self("submit", form, self.answers(answers), *attach, status=1)
        lines = [line for line in said.err.splitlines() if not line.startswith("note: ")]
        assert (said.out, len(lines), "Traceback" in said.err) == ("", 1, False), said
        assert lines[0].startswith("legal-kiosk: ")
        assert self.records() == []
        return lines[0].removeprefix("legal-kiosk: ")

    def records(self) -> list[dict]:
        return json.loads(self("records", "--json").out)

    def store(self) -> Store:
        return open_store(self.home / "store")

    def photo(self, name, colour="white", kind="JPEG"):
        path = self.root / name
        out = io.BytesIO()
        Image.new("RGB", (60, 40), colour).save(out, kind)
        path.write_bytes(out.getvalue())
        return path

    def signature(self):
        (self.root / "signature-1.png").write_bytes(signature())
        return self.root / "signature-1.png"


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys, content) -> Desk:
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "content").mkdir(parents=True)
    shutil.copyfile(content / "starter.pack", tmp_path / "home" / "content" / "starter.pack")
    (tmp_path / "home" / "settings.toml").write_text('terminal = 7\nstation = "马踏镇"\n', "utf-8")
    return Desk(tmp_path, capsys)


# What cannot be handed in


def test_a_form_that_is_not_there_is_named_beside_those_that_are(desk):
    said = desk.refused("umbrella", {})
    assert "umbrella" in said
    assert "legal-aid, mediation" in said


def test_without_content_there_are_no_forms(desk):
    shutil.rmtree(desk.home / "content")
    assert "there are: none" in desk.refused("legal-aid", {})


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "null", '{"a": }', "[" * 100_000, "nul\x00l"])
def test_a_file_that_holds_no_answers_is_named(desk, text):
    assert desk.refused("rating", text).startswith(f"{desk.root}/answers.json: ")


def test_a_file_that_is_no_text_or_not_there(desk):
    (desk.root / "bad.json").write_bytes(b"\xff\xfe{}")
    assert "bad.json" in desk("submit", "rating", desk.root / "bad.json", status=1).err
    assert "nowhere.json" in desk("submit", "rating", desk.root / "nowhere.json", status=1).err


SLIPS = [
    ({"phone": "12348"}, "phone: 打哪个电话找得到您？", "热线"),
    ({"identity": CARD[:-1] + "9"}, "identity: ", "最后一位对不上"),
    ({"name": None}, "name: ", "请填一下这一项"),
    ({"matter": "weather"}, "matter: ", "请从上面选一个"),
    ({"matter": ["wages"]}, "matter: ", "请从上面选一个"),
    ({"special": ["none", "veteran"]}, "special: ", "不要再选别的"),
    ({"special": "none"}, "special: ", "请从上面选"),
    ({"household-members": 0}, "household-members: ", "至少是1"),
    ({"household-members": 2.5}, "household-members: ", "整数"),
    ({"household-members": True}, "household-members: ", "只填数字"),
    ({"household-income": "许多"}, "household-income: ", "只填数字"),
    ({"address": "马踏镇"}, "address: ", "格子"),
    ({"address": {"town": "马踏镇"}}, "address: ", "村"),
    ({"opponent": {"name": "张某", "phone": "110"}}, "opponent: ", "号码"),
    ({"facts": "字" * 20_000}, "facts: ", "太长了"),
    ({"honesty": False}, "honesty: ", "同意"),
    ({"consent": None}, "consent: ", "同意"),
    ({"born-in": "1990"}, "born-in: ", "no such question"),
    ({"verdict": True}, "verdict: ", "no such question"),
]  # fmt: skip


@pytest.mark.parametrize(("slip", "question", "sentence"), SLIPS)
def test_a_bad_answer_is_one_line_with_question_and_sentence(desk, slip, question, sentence):
    said = desk.refused("legal-aid", LEGAL_AID | slip)
    assert said.startswith(question)
    assert sentence in said


def test_no_line_says_what_was_answered(desk):
    for slip in ({"name": NAME * 20}, {"phone": PHONE + "9"}, {"identity": CARD + "1"}, {"facts": NAME * 2000}):
        said = desk.refused("legal-aid", LEGAL_AID | slip)
        assert not [secret for secret in (NAME, PHONE, CARD) if secret in said]


def test_what_is_no_picture_is_named_and_nothing_is_handed_in(desk):
    pdf = desk.root / "contract.jpg"
    pdf.write_bytes(b"%PDF-1.7 ...")
    said = desk.refused("legal-aid", LEGAL_AID, desk.photo("iou.jpg"), pdf)
    assert said.startswith(f"{pdf}: 这是PDF")
    (desk.root / "signature.png").write_bytes(b"scribble")
    assert "不是照片" in desk.refused("legal-aid", LEGAL_AID, desk.root / "signature.png")
    assert "nowhere.jpg" in desk.refused("legal-aid", LEGAL_AID, desk.root / "nowhere.jpg")


def test_photos_that_no_question_asks_for_are_not_lost_quietly(desk):
    assert "asks for no photos" in desk.refused("rating", RATING, desk.photo("smile.jpg"))


def test_too_many_photos_are_told(desk):
    files = [desk.photo(f"{n}.png", (n, n, n), "PNG") for n in range(21)]
    assert desk.refused("legal-aid", LEGAL_AID, *files).startswith("evidence: ")


def test_a_time_that_is_not_offered_is_told_with_the_first_that_is(desk):
    answers = {"topic": "lawyer", "way": "window", "name": "王某", "phone": PHONE, "consent": True}
    yesterday = date.today() - timedelta(days=1)
    for when in (f"{yesterday}T09:00/window/1", f"{date.today() + timedelta(days=7)}T03:00/window/1", "soon", 5):
        said = desk.refused("appointment", answers | {"slot-window": when})
        assert said.startswith("slot-window: ")
        first = said.split("是 ")[1]
    number = desk.submit("appointment", answers | {"slot-window": first})
    with desk.store() as store:
        assert store.booked() == {first}
        assert store.record(number).booking == first


def test_where_the_store_cannot_be_written_it_is_one_line(desk, monkeypatch):
    def full(*_, **__):
        raise StoreUnwritable("disk full")

    with monkeypatch.context() as trouble:
        trouble.setattr(Store, "submit", full)
        assert desk.refused("rating", RATING) == "disk full"
    monkeypatch.setattr(matters, "open_store", full)
    assert desk("records", status=1).err == "legal-kiosk: disk full\n"


def test_a_slip_in_the_settings_is_one_line(desk):
    (desk.home / "settings.toml").write_text("terminal = 1000", "utf-8")
    assert "settings.toml" in desk("submit", "rating", desk.answers(RATING), status=1).err


@pytest.mark.parametrize(
    "args", [("submit",), ("submit", "rating"), ("submit", "rating", "x.json", "--attach"), ("records", "x")]
)
def test_wrong_usage(desk, args):
    desk(*args, status=2)


def test_a_form_that_was_not_finished_leaves_nothing_behind(desk):
    desk.refused("legal-aid", LEGAL_AID | {"consent": None}, desk.photo("iou.jpg"))
    with desk.store() as store:
        assert list((desk.home / "store" / "attachments").iterdir()) == []
        assert store.check() == []


# Handed in


def test_a_legal_aid_application_with_photos_and_signature(desk):
    files = [desk.photo("iou.jpg", "red"), desk.photo("card.png", "blue", "PNG"), desk.signature()]
    number = desk.submit("legal-aid", LEGAL_AID, *files)
    assert parse_number(number) == number
    assert number.startswith("007")
    (row,) = desk.records()
    assert {key: row[key] for key in ("number", "kind", "form", "form_version", "state")} == {
        "number": number, "kind": "legal-aid", "form": "legal-aid", "form_version": "1", "state": "waiting",
    }  # fmt: skip
    with desk.store() as store:
        record = store.record(number)
        assert record.station == "马踏镇"
        assert [hashlib.sha256(store.read(sha)).hexdigest() for sha in row["attachments"]] == row["attachments"]
        assert [a.media_type for a in record.attachments] == ["image/jpeg", "image/jpeg", "image/png"]
        assert store.read(row["attachments"][2]).startswith(b"\x89PNG")
        given = record.data["answers"]
        assert [photo["sha256"] for photo in given["evidence"]] == row["attachments"][:2]
        assert (given["phone"], given["household-income"], given["household-members"]) == (PHONE, 280_050, 4)
        assert record.data["assessment"]["covered"] == "unclear"
        assert "signed" not in record.data
        assert store.check() == []


def test_without_a_signature_it_is_signed_on_paper_and_the_record_says_so(desk):
    said = desk("submit", "legal-aid", desk.answers(LEGAL_AID))
    assert "signed on paper" in said.err
    with desk.store() as store:
        record = store.record(said.out.strip())
        assert (record.data["signed"], record.attachments) == ("on paper", ())


def test_a_form_that_needs_no_signature_says_nothing_of_it(desk):
    said = desk("submit", "rating", desk.answers(RATING))
    assert said.err == ""
    with desk.store() as store:
        assert store.record(said.out.strip()).data == {"answers": RATING}


def test_answers_to_what_is_not_asked_are_passed_over(desk):
    number = desk.submit("rating", RATING | {"bad": ["slow"], "phone": PHONE})
    with desk.store() as store:
        assert set(store.record(number).data["answers"]) == {"service", "grade"}


def test_twice_the_same_file_is_kept_once(desk):
    desk.submit("legal-aid", LEGAL_AID, desk.photo("a.jpg"), desk.photo("b.jpg"))
    (row,) = desk.records()
    assert len(row["attachments"]) == 1


def test_twice_the_same_command_is_two_matters_with_two_numbers(desk):
    numbers = [desk.submit("rating", RATING) for _ in range(3)]
    assert len(set(numbers)) == 3
    assert [row["number"] for row in desk.records()] == numbers[::-1]


def test_as_a_process_of_its_own(desk):
    command = [sys.executable, "-m", "kiosk.cli", "submit", "rating", desk.answers(RATING)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert [row["number"] for row in desk.records()] == [told.stdout.strip()]


# Records


def test_where_nobody_handed_anything_in_there_is_nothing_and_no_store_is_made(desk):
    assert desk.records() == []
    assert desk("records").out == ""
    assert not (desk.home / "store").exists()


def test_records_say_nothing_personal(desk):
    number = desk.submit("legal-aid", LEGAL_AID, desk.photo("罗桂芳.jpg"))
    for said in (desk("records", "--json"), desk("records")):
        assert number in said.out
        assert not [secret for secret in (NAME, PHONE, CARD, "张某", "3组12号") if secret in said.out + said.err]


def test_records_tell_what_became_of_them(desk):
    numbers = [desk.submit("rating", RATING) for _ in range(3)]
    with desk.store() as store:
        store.acknowledge(store.record(numbers[0]).id, State.ACCEPTED)
        store.acknowledge(store.record(numbers[1]).id, State.REFUSED, "no such form")
    assert [row["state"] for row in desk.records()] == ["waiting", "refused", "accepted"]
    assert [line.split("\t")[1] for line in desk("records").out.splitlines()] == ["waiting", "refused", "accepted"]


def test_more_records_than_a_page(desk, monkeypatch):
    monkeypatch.setattr(matters, "_PAGE", 2)
    numbers = [desk.submit("rating", RATING) for _ in range(5)]
    assert [row["number"] for row in desk.records()] == numbers[::-1]


def test_help_says_how_answers_are_written(desk):
    said = desk("submit", "--help").out
    for told in ("2800", "2026-3-15", "signature*.png", "signed on paper", "in 元", "town"):
        assert told in said
