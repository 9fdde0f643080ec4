import pytest

from kiosk.store.errors import NumberRefused, RecordUnknown
from kiosk.store.model import State


@pytest.fixture
def some(terminal, store, application):
    receipts = []
    for i, kind in enumerate(["legal-aid", "mediation", "legal-aid", "rating", "complaint"]):
        receipts.append(store.submit(application(f"d{i}", kind=kind, form=f"{kind}-form")))
        terminal.later(minutes=7)
    return receipts


def test_an_empty_store_lists_nothing(store):
    assert store.records() == []
    assert store.records("101") == []
    assert store.outbox() == []


def test_the_newest_comes_first_a_page_at_a_time(store, some):
    ids = [receipt.id for receipt in reversed(some)]
    assert [entry.id for entry in store.records()] == ids
    assert [entry.id for page in range(3) for entry in store.records(limit=2, offset=2 * page)] == ids
    assert store.records(offset=5) == []


def test_a_record_is_found_by_any_part_of_its_number_as_typed(store, some):
    wanted = some[2]
    for text in (wanted.number, wanted.shown, wanted.number[3:], wanted.shown[-5:], " 　" + wanted.number[9:] + " "):
        assert wanted.id in [entry.id for entry in store.records(text)]
    wide = wanted.number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert [entry.id for entry in store.records(wide)] == [wanted.id]
    assert store.records("9999999999") == []


def test_a_list_can_be_narrowed_to_a_kind_a_form_a_state_or_an_id(store, some):
    store.acknowledge(some[0].id, State.REFUSED, "材料看不清")
    assert [e.id for e in store.records("legal-aid")] == [some[2].id, some[0].id]
    assert [e.id for e in store.records("rating-form")] == [some[3].id]
    assert [(e.id, e.reason) for e in store.records("refused")] == [(some[0].id, "材料看不清")]
    assert [e.id for e in store.records(some[1].id)] == [some[1].id]


@pytest.mark.parametrize("text", ["%", "_", "'", '"; DROP TABLE record', "legal", "罗桂芳", "\x00", "1' OR '1'='1"])
def test_a_search_takes_nothing_for_a_pattern_and_does_not_look_into_content(store, some, text):
    assert store.records(text) == []


@pytest.mark.parametrize("text", ["", "1", "10126112504", "0192f0c1-0000-7000-8000-000000000000", "'", "../key"])
def test_a_record_that_is_not_here_is_said_to_be_unknown(store, some, text):
    with pytest.raises(RecordUnknown) as unknown:
        store.record(text)
    assert "没有找到" in unknown.value.sentence


def test_a_citizen_finds_her_matter_by_the_code_or_by_number_and_card(store, some):
    receipt = some[0]
    for found in (
        store.track(receipt.number, token=receipt.token),
        store.track(receipt.shown, identity_tail="1232"),
        store.track(receipt.shown, identity_tail="511124198001011232"),
    ):
        assert (found.id, found.state) == (receipt.id, State.WAITING)


def test_the_last_x_of_a_card_is_read_in_either_case(store, application):
    receipt = store.submit(application(identity="11010519491231002x"))
    assert store.track(receipt.number, identity_tail=" 002x ").id == receipt.id
    assert store.track(receipt.number, identity_tail="002X").id == receipt.id


def test_a_stranger_learns_nothing_not_even_which_part_was_wrong(store, some, application):
    anonymous = store.submit(application("anonymous", identity=""))
    blank = store.submit(application("blank", identity="  "))
    wrong = [
        {"number": some[0].number},
        {"number": some[0].number, "token": some[1].token},
        {"number": some[0].number, "identity_tail": "1233"},
        {"number": some[0].number, "identity_tail": "2"},
        {"number": some[0].number, "token": "令牌"},
        {"number": anonymous.number, "identity_tail": ""},
        {"number": anonymous.number, "identity_tail": "1232"},
        {"number": blank.number, "identity_tail": ""},
        {"number": blank.number, "identity_tail": " "},
        {"number": "1012611250009", "identity_tail": "1232"},
    ]
    said = set()
    for asked in wrong:
        with pytest.raises((RecordUnknown, NumberRefused)) as refused:
            store.track(**asked)
        said.add(refused.value.sentence)
    assert RecordUnknown.sentence in said
    with pytest.raises(NumberRefused):
        store.track("1234567890122", token=some[0].token)


def test_what_marks_a_card_differs_from_record_to_record(store, some):
    with store._base.reading() as db:
        marks = [row[0] for row in db.execute("SELECT identity FROM content")]
    assert len(set(marks)) == len(some)
