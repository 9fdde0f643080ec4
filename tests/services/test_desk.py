"""At the desk: every answer is kept as it is given, a form is handed in once and whole, and trouble costs no answer."""

import sqlite3
from datetime import timedelta

import pytest
from services.trying import SHA, SLOT, example, fill, signature

from kiosk.services.assessments import Rules
from kiosk.services.desk import Case, Desk
from kiosk.services.errors import AnswerRefused, FormIncomplete
from kiosk.store.errors import AlreadySubmitted, SlotTaken, StoreDamaged, StoreUnwritable
from kiosk.store.model import State

CARD = "511124196503120018"


def filled(desk: Desk, form: str = "orchard", until: str = "", **other: object) -> Case:
    case = desk.begin(form)
    fill(case.filling, case.answer, case.put, until, **other)
    return case


class Trouble:
    """A store that cannot write just now: stands in the place of one method."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, case: Case, method: str, error: Exception) -> None:
        self._patch, self._at = monkeypatch, (case._store, method)

        def fails(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(*self._at, fails)

    def over(self) -> None:
        self._patch.undo()


# Trouble


def test_where_nothing_can_be_kept_nothing_is_begun(orchard):
    def broken():
        raise StoreDamaged("page 7")

    with pytest.raises(StoreDamaged) as trouble:
        Desk(orchard, broken, Rules()).begin("orchard")
    assert "窗口" in trouble.value.sentence


def test_a_form_that_is_not_there(desk):
    with pytest.raises(KeyError):
        desk.begin("umbrella")


def test_an_answer_that_could_not_be_saved_is_still_held_and_saved_with_the_next(desk, terminal, orchard, monkeypatch):
    case = filled(desk, until="story")
    trouble = Trouble(monkeypatch, case, "save_draft", StoreUnwritable("disk full"))
    with pytest.raises(StoreUnwritable):
        case.answer("秤不准。")
    assert (case.filling.answer("story"), case.filling.question.id) == ("秤不准。", "trees")
    trouble.over()
    case.answer("30")
    assert desk.store.draft(case.id).answers == {"name": "罗某", "story": "秤不准。", "trees": 30}


def test_a_photo_that_could_not_be_kept_is_no_answer(desk, monkeypatch):
    case = filled(desk, until="photos")
    trouble = Trouble(monkeypatch, case, "put", StoreUnwritable("disk full"))
    with pytest.raises(StoreUnwritable):
        case.put(b"a page", "image/jpeg", "单子")
    assert (case.attachments, case.filling.question.id) == ({}, "photos")
    trouble.over()
    case.answer([case.put(b"a page", "image/jpeg", "单子")])
    assert len(desk.store.draft(case.id).attachments) == 1


def test_a_form_that_could_not_be_handed_in_can_be_handed_in_afterwards(desk, monkeypatch):
    case = filled(desk)
    before = case.filling.data()
    trouble = Trouble(monkeypatch, case, "submit", StoreUnwritable("disk full"))
    with pytest.raises(StoreUnwritable) as said:
        case.submit()
    assert "填的内容还在" in said.value.sentence
    assert (desk.store.records(), case.filling.data()) == ([], before)
    assert desk.store.draft(case.id).answers == before
    trouble.over()
    assert case.submit().number == desk.store.records()[0].number


def test_a_bad_answer_is_not_saved(desk):
    case = filled(desk, until="phone")
    with pytest.raises(AnswerRefused):
        case.answer("12348")
    assert "phone" not in desk.store.draft(case.id).answers


def test_a_form_with_an_open_question_is_not_handed_in_and_stands_there(desk):
    case = filled(desk, until="consent")
    with pytest.raises(FormIncomplete) as slip:
        case.submit()
    assert case.filling.question.id == "consent"
    assert slip.value.sentence.startswith("同意吗？")
    assert desk.store.records() == []
    assert desk.store.draft(case.id) is not None


def test_a_slot_that_was_taken_meanwhile_leaves_everything_else(desk):
    first, second = filled(desk), filled(desk)
    first.submit()
    with pytest.raises(SlotTaken):
        second.submit()
    assert desk.store.draft(second.id).answers == second.filling.data()
    second.filling.go_to("time")
    second.answer(SLOT.replace("/1", "/2"))
    second.submit()
    assert desk.store.booked() == {SLOT, SLOT.replace("/1", "/2")}


def test_what_was_never_kept_cannot_be_handed_in_as_if_it_were(desk):
    """An answer that names a file which is not here: the record holds exactly the files that are."""
    case = filled(desk, until="photos")
    case.answer([{"sha256": SHA, "label": "never taken"}])
    fill(case.filling, case.answer, case.put)
    receipt = case.submit()
    assert SHA not in {a.sha256 for a in desk.store.record(receipt.number).attachments}


# Each answer durable


def test_after_every_answer_the_draft_is_what_was_answered(desk):
    case = desk.begin("orchard")
    while (question := case.filling.question) is not None:
        case.answer(example(question, case.put))
        assert desk.store.draft(case.id).answers == case.filling.draft()


def test_a_form_that_was_kept_is_taken_up_by_its_code_after_a_power_cut(desk, terminal, orchard):
    case = filled(desk, until="time")
    code = case.keep()
    photos = case.filling.answer("photos")
    terminal.off()
    again = terminal.desk(orchard).resume(code=code)
    assert (again.id, again.filling.draft()) == (case.id, case.filling.draft())
    assert again.filling.question.id == "time"
    fill(again.filling, again.answer, again.put)
    record = terminal.desk(orchard).store.record(again.submit().number)
    assert record.data["answers"]["photos"] == photos
    assert len(record.attachments) == 2  # the photo of the day before and the signature


def test_a_form_that_nobody_kept_is_taken_up_by_the_identity_card_after_a_power_cut(desk, terminal, orchard):
    case = filled(desk, until="time")
    terminal.pulled()
    again = terminal.desk(orchard).resume(identity=CARD)
    assert (again.id, again.filling.draft()) == (case.id, case.filling.draft())


def test_a_form_that_was_kept_is_taken_up_by_the_identity_card(desk, terminal, orchard):
    case = filled(desk, until="time")
    case.keep()
    terminal.off()
    again = terminal.desk(orchard)
    assert again.resume(identity=CARD).id == case.id
    assert again.resume(identity="110101199003070011") is None


def test_a_code_is_typed_with_or_without_its_gap_and_a_wrong_one_finds_nothing(desk):
    case = filled(desk, until="time")
    code = case.keep()
    assert desk.resume(code=code.replace(" ", "")).id == desk.resume(code=f" {code}").id == case.id
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"
    assert desk.resume(code=wrong) is None
    assert desk.resume() is None
    assert desk.resume(code="x" * 500) is None


def test_a_form_of_another_version_asks_what_no_longer_fits(desk, terminal, orchard, shipped):
    case = filled(desk, until="time")
    code = case.keep()
    assert terminal.desk(shipped).resume(code=code) is None  # there is no such form any more
    assert desk.resume(code=code).id == case.id


def test_a_kept_form_is_gone_when_its_time_is_over(desk, terminal, orchard):
    code = filled(desk, until="time").keep()
    terminal.ahead = timedelta(days=2, minutes=-5)
    assert desk.resume(code=code)
    terminal.ahead = timedelta(days=2, minutes=5)
    assert desk.resume(code=code) is None
    terminal.off()
    assert terminal.desk(orchard).resume(code=code) is None


def test_a_form_that_keeps_no_drafts_is_gone_within_the_day(terminal, shipped):
    desk = terminal.desk(shipped)
    case = filled(desk, "rating", until="words")
    assert case.form.draft_days == 0
    terminal.ahead = timedelta(minutes=50)
    assert desk.store.draft(case.id)
    terminal.ahead = timedelta(minutes=70)
    assert desk.store.draft(case.id) is None


def test_the_end_of_a_visit_forgets_what_was_neither_kept_nor_handed_in(desk):
    left, kept, given_in = filled(desk, until="time"), filled(desk, until="sold"), filled(desk)
    kept.keep()
    receipt = given_in.submit()
    loose = left.put(b"only in this visit", "image/jpeg", "单子")
    desk.end_visit()
    assert desk.store.draft(left.id) is None
    assert desk.store.draft(kept.id) is not None
    assert desk.store.record(receipt.number).data["answers"]["name"] == "罗某"
    with pytest.raises(StoreDamaged):
        desk.store.read(loose["sha256"])
    assert desk.store.check() == []


def test_a_visit_in_which_nothing_was_begun_opens_no_store(terminal, orchard):
    desk = terminal.desk(orchard)
    desk.end_visit()
    desk.close()
    assert not terminal.folder.exists()


# Handed in


def test_a_second_touch_gives_the_same_receipt_and_no_second_record(desk):
    case = filled(desk)
    assert case.submit() == case.submit()
    assert len(desk.store.records()) == 1


def test_the_same_form_from_its_draft_gives_the_same_receipt_after_a_restart(desk, terminal, orchard):
    case = filled(desk)
    receipt = case.submit()
    terminal.off()
    again = Case(terminal.desk(orchard).store, case.form, case.id, case.filling.draft(), Rules())
    again.attachments.update(case.attachments)
    assert again.submit() == receipt


def test_what_was_handed_in_is_not_changed_afterwards(desk):
    case = filled(desk)
    case.submit()
    case.filling.go_to("name")
    case.answer("另一个人")  # of a form that was handed in, no draft is saved
    assert desk.store.draft(case.id) is None
    with pytest.raises(AlreadySubmitted):
        case.submit()
    assert desk.store.record(desk.store.records()[0].id).data["answers"]["name"] == "罗某"


def test_the_record_is_whole(desk, form):
    case = filled(desk)
    receipt = case.submit()
    record = desk.store.record(receipt.number)
    assert record.data == {"answers": case.filling.data()}
    assert (record.kind, record.form, record.form_version) == ("weighing", "orchard", "3")
    assert (record.state, record.station, record.terminal, record.booking) == (State.WAITING, "马踏镇", "101", SLOT)
    assert receipt.number.startswith("101")
    assert desk.store.draft(case.id) is None
    assert desk.store.track(receipt.number, identity_tail="0018").id == record.id
    assert desk.store.check() == []


def test_the_records_files_are_exactly_those_that_its_answers_name_each_once(desk):
    case = filled(desk, until="photos")
    one, two, three = (case.put(f"page {n}".encode(), "image/jpeg", f"第{n}页") for n in (1, 2, 3))
    case.answer([three, one, three])  # the second was retaken
    fill(case.filling, case.answer, case.put)
    record = desk.store.record(case.submit().number)
    assert [a.sha256 for a in record.attachments] == [
        three["sha256"], one["sha256"], record.data["answers"]["signature"]["sha256"],
    ]  # fmt: skip
    assert [desk.store.read(a.sha256) for a in record.attachments] == [b"page 3", b"page 1", signature()]
    desk.end_visit()
    with pytest.raises(StoreDamaged):
        desk.store.read(two["sha256"])


def test_photos_that_were_taken_out_again_are_not_handed_in(terminal, shipped):
    desk = terminal.desk(shipped)
    case = filled(desk, "legal-aid", until="evidence")
    case.answer([case.put(b"an iou", "image/jpeg", "欠条")])
    case.filling.go_to("evidence")
    case.answer([])
    fill(case.filling, case.answer, case.put)
    assert len(desk.store.record(case.submit().number).attachments) == 1  # the signature


def test_the_signature_is_what_was_drawn(desk):
    case = filled(desk, until="signature")
    assert case.signature() is None
    case.answer(case.put(signature(), "image/png", "签名"))
    assert case.signature() == signature()


def test_signed_on_paper_the_record_says_so(desk):
    case = desk.begin("orchard", on_paper=True)
    fill(case.filling, case.answer, case.put)
    record = desk.store.record(case.submit().number)
    assert (record.data["signed"], "signature" in record.data["answers"]) == ("on paper", False)


def test_what_is_known_from_elsewhere_is_filled_in_before_the_first_question(desk):
    case = desk.begin("orchard", {"name": "罗某", "trees": "not a number"})
    assert case.filling.draft() == {"name": "罗某"}


# The assessment


def test_a_form_without_rules_has_no_verdict(desk):
    assert desk.begin("orchard").verdict() is None


def test_the_verdict_is_kept_in_the_record_without_its_words(terminal, shipped):
    desk = terminal.desk(shipped)
    case = filled(desk, "legal-aid", migrant="yes")
    assert case.verdict().good is True
    record = desk.store.record(case.submit().number)
    assert record.data["assessment"] == {"covered": "yes", "means": "exempt", "urgent": "no"}


def test_the_verdict_sees_no_answers_of_a_branch_that_was_left(terminal, shipped):
    """Somebody under arrest who is a minor; then it turns out that it is about a loan."""
    desk = terminal.desk(shipped)
    case = filled(desk, "legal-aid", until="verdict", matter="criminal-suspect", defence=["minor", "grave-sentence"])
    assert dict(case.verdict().codes)["means"] == "not-needed"
    case.filling.go_to("matter")
    case.answer("wages")
    fill(case.filling, case.answer, case.put, until="verdict")
    fresh = filled(desk, "legal-aid", until="verdict", matter="wages")
    assert case.verdict() == fresh.verdict()


def test_nothing_of_a_form_lies_readable_on_the_disk(desk, terminal):
    case = filled(desk)
    case.submit()
    filled(desk, until="photos").keep()
    desk.close()
    secrets = [text.encode() for text in ("罗某", CARD, "13800000000", "秤不准", "3组12号")] + [signature()]
    files = [path for path in terminal.folder.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert [path.name for path in files for secret in secrets if secret in path.read_bytes()] == []
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(terminal.folder / "store.db").execute("SELECT * FROM record")
