import json

import pytest

from kiosk.store import audit
from kiosk.store.model import State


@pytest.fixture
def busy(terminal, store, application, photo):
    """A store in which all that is audited has happened."""
    sent = store.submit(application("a", attachments=(photo(store),)))
    store.acknowledge(sent.id, State.REFUSED, "罗桂芳的身份证看不清")
    store.acknowledge(sent.id, State.ACCEPTED)
    store.save_draft("b", "legal-aid", "3", {"姓名": "罗桂芳"}, (), None, terminal.now)
    store.save_draft("c", "legal-aid", "3", {"姓名": "罗桂芳"}, (), None, terminal.now.replace(year=2027))
    store.end_visit()
    terminal.later(days=31)
    store.sweep(terminal.now, 30)
    return store


def tampered(store, *statements):
    """Change the chain as somebody would who has the key and takes the triggers away."""
    with store._base.writing() as db:
        for trigger in ("audit_no_update", "audit_no_delete"):
            db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            db.execute(statement)
    return store.verify_audit()


def test_every_step_of_a_record_has_its_line_and_none_holds_anything_personal(busy):
    with busy._base.reading() as db:
        lines = db.execute("SELECT time, event, facts FROM audit ORDER BY seq").fetchall()
    assert [line[1] for line in lines] == [
        "submitted", "refused", "accepted", "draft forgotten", "draft forgotten", "swept",
    ]  # fmt: skip
    record = busy.records()[0]
    assert json.loads(lines[0][2]) == {
        "record": record.id, "number": record.number, "kind": "legal-aid", "form": "legal-aid", "version": "3",
        "attachments": "1",
    }  # fmt: skip
    assert not [line for line in lines if "罗桂芳" in str(line) or "139" in line[2] or "合同" in str(line)]
    assert busy.verify_audit() is None


def test_an_empty_chain_is_whole(store):
    assert store.verify_audit() is None


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE audit SET event = 'accepted' WHERE seq = 2", 2),
        ("UPDATE audit SET facts = '{}' WHERE seq = 3", 3),
        ("UPDATE audit SET time = '2020-01-01T00:00:00.000+08:00' WHERE seq = 1", 1),
        ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 1) WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 6", 6),
        ("DELETE FROM audit WHERE seq >= 4", 4),
        ("DELETE FROM audit", 1),
        ("INSERT INTO audit SELECT seq + 1, time, event, facts, hash FROM audit WHERE seq = 6", 7),
    ],
)
def test_a_line_changed_taken_out_or_put_in_is_found(busy, statement, line):
    gap = tampered(busy, statement)
    assert gap is not None
    assert gap.line == line
    assert ("missing" in gap.text) == statement.startswith("DELETE")
    assert busy.check() == [f"audit chain: {gap.text}"] or "has no line" in busy.check()[-1]


def test_a_line_that_is_rewritten_with_a_hash_of_its_own_is_found_at_the_next(busy):
    with busy._base.reading() as db:
        before = db.execute("SELECT hash FROM audit WHERE seq = 1").fetchone()[0]
        line = db.execute("SELECT seq, time, 'accepted', facts FROM audit WHERE seq = 2").fetchone()
    forged = audit._hash(before, line)
    gap = tampered(busy, f"UPDATE audit SET event = 'accepted', hash = '{forged}' WHERE seq = 2")
    assert gap == audit.Gap(3, "line 3 does not follow from the one before")


def test_a_record_without_its_line_is_found(busy, application):
    busy.submit(application("z"))
    tampered(busy, "DELETE FROM audit WHERE seq = 7", "UPDATE sqlite_sequence SET seq = 6 WHERE name = 'audit'")
    assert busy.verify_audit() is None
    (finding,) = busy.check()
    assert finding == f"record {busy.records()[0].number} has no line in the audit chain"


def test_nothing_else_writes_into_a_log(busy, terminal, application, photo, caplog, capfd):
    busy.submit(application("y", attachments=(photo(busy),)))
    terminal.off()
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
