import pytest

from kiosk.store.model import Draft

HALF = {"姓名": "罗桂芳", "事由": "老板欠我"}
CARD = "511124198001011232"


@pytest.fixture
def save(terminal, store):
    def saved(draft_id="draft-1", answers=HALF, attachments=(), code=None, days=7, on=store, **more):
        expires = terminal.now.replace(day=terminal.now.day) + __import__("datetime").timedelta(days=days)
        return on.save_draft(draft_id, "legal-aid", "3", answers, attachments, code, expires, **more)

    return saved


def test_a_power_cut_loses_no_answer(terminal, store, save, photo):
    kept = photo(store)
    assert save(attachments=(kept,))
    terminal.pulled()
    draft = terminal.on().draft("draft-1")
    assert isinstance(draft, Draft)
    assert (draft.answers, draft.attachments, draft.kept) == (HALF, (kept,), False)
    assert (draft.form, draft.form_version, draft.saved_at) == ("legal-aid", "3", terminal.now)


def test_a_draft_is_taken_up_again_by_the_code_on_the_slip(terminal, store, save):
    code = store.new_resume_code()
    save(code=code)
    save("draft-2", {"姓名": "别人"}, code=store.new_resume_code())
    store.end_visit()
    terminal.later(days=2)
    wide = code.translate(str.maketrans("0123456789 ", "０１２３４５６７８９-"))
    for typed in (code, code.replace(" ", ""), wide, f" {code} "):
        assert store.resume(typed).answers == HALF
    for wrong in ("", "0000 0000", code[:-1], code + "0", "'", "%"):
        assert store.resume(wrong) is None


def test_a_draft_is_taken_up_again_with_the_identity_card(terminal, store, save):
    save(identity=CARD)
    terminal.later(minutes=5)
    save("draft-2", {"姓名": "罗桂芳", "事由": "另一件"}, identity=CARD)
    save("draft-3", {"姓名": "别人"}, identity="11010519491231002X")
    terminal.pulled()
    store = terminal.on()
    assert store.resume_by_identity(store.identity_mark(CARD)).id == "draft-2"
    assert store.resume_by_identity(store.identity_mark("11010519491231002x")).id == "draft-3"
    assert store.resume_by_identity(store.identity_mark("511124198001011233")) is None
    assert store.resume_by_identity(b"") is None


def test_saving_again_replaces_answers_and_photos_and_keeps_code_and_card(store, save, photo):
    code = store.new_resume_code()
    save(attachments=(photo(store, b"1"), photo(store, b"2")), code=code, identity=CARD)
    save(answers={"姓名": "罗桂芳"}, attachments=(photo(store, b"2"),))
    draft = store.resume(code)
    assert (draft.answers, [store.read(a.sha256) for a in draft.attachments]) == ({"姓名": "罗桂芳"}, [b"2"])
    assert draft.kept
    assert store.resume_by_identity(store.identity_mark(CARD)) == draft


def test_a_draft_that_was_not_kept_goes_with_the_visit_and_others_stay(terminal, store, save):
    code = store.new_resume_code()
    other = terminal.on()
    save("mine")
    save("kept", code=code)
    save("another terminal program's", on=other)
    store.end_visit()
    assert store.draft("mine") is None
    assert store.resume(code).id == "kept"
    assert store.draft("another terminal program's")


def test_a_draft_goes_when_its_time_is_over(terminal, store, save, photo):
    code = store.new_resume_code()
    save(code=code, attachments=(photo(store),), days=7, identity=CARD)
    store.end_visit()
    terminal.later(days=6, hours=23)
    assert store.resume(code)
    terminal.later(hours=1)
    assert store.resume(code) is None
    assert store.draft("draft-1") is None
    assert store.resume_by_identity(store.identity_mark(CARD)) is None
    store.sweep(terminal.now, 30)
    assert list((terminal.folder / "attachments").iterdir()) == []
    with store._base.reading() as db:
        assert db.execute("SELECT count(*) FROM draft").fetchone()[0] == 0


def test_a_start_sweeps_drafts_whose_time_is_over(terminal, store, save):
    save(code=store.new_resume_code())
    terminal.off()
    terminal.later(days=8)
    with terminal.on()._base.reading() as db:
        assert db.execute("SELECT count(*) FROM draft").fetchone()[0] == 0


def test_a_draft_that_is_forgotten_takes_its_photos_with_it(terminal, store, save, photo):
    save(code=store.new_resume_code(), attachments=(photo(store),))
    store.end_visit()
    store.forget_draft("draft-1")
    store.forget_draft("draft-1")
    assert store.draft("draft-1") is None
    assert list((terminal.folder / "attachments").iterdir()) == []


def test_submitting_ends_the_draft_and_a_late_autosave_does_not_bring_it_back(store, save, application, photo):
    code = store.new_resume_code()
    kept = photo(store)
    save(code=code, attachments=(kept,))
    receipt = store.submit(application("draft-1", attachments=(kept,)))
    assert store.resume(code) is None
    assert save(code=code) is False
    assert store.draft("draft-1") is None
    store.end_visit()
    assert store.read(store.record(receipt.id).attachments[0].sha256)


def test_a_code_that_a_draft_has_is_not_given_out_again(store, save, monkeypatch):
    dealt = iter(["1111 1111", "1111 1111", "2222 2222"])
    monkeypatch.setattr("kiosk.store.store.new_code", lambda: next(dealt))
    save(code=store.new_resume_code())
    assert store.new_resume_code() == "2222 2222"


def test_half_an_emoji_does_not_stop_a_draft(store, save):
    save(answers={"事由": "工钱\ud83d"})
    assert store.draft("draft-1").answers == {"事由": "工钱\ufffd"}
