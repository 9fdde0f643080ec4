"""Staff write forms by hand: every slip is named by file and line, costs that form, and costs no other."""

from collections.abc import Callable

import pytest
from services.trying import HEAD, ORCHARD, folder

from kiosk.content.build import build
from kiosk.content.counter import Counter, read
from kiosk.content.pack import open_pack
from kiosk.services.form import Kind
from kiosk.services.library import Forms

F = "forms/orchard.toml"
TELL = """
[[question]]
id = "bye"
kind = "tell"
label = "再见"
text = ["走好。"]
"""
GOOD = HEAD + "signed = false\n" + TELL


@pytest.fixture
def content(tmp_path) -> Callable[[dict[str, str]], Counter]:
    """Read a content folder with these forms."""
    return lambda forms: read(folder(tmp_path / "own", forms), {"weighing"})


def test_a_good_folder_is_read_whole(content):
    told = content({"orchard": ORCHARD, "bye": GOOD})
    assert told.refused == []
    assert [form.id for form in told.forms] == ["bye", "orchard"]
    orchard = told.forms[1]
    assert {question.kind for question in orchard.question} == set(Kind) - {Kind.ASSESSMENT}
    assert (orchard.version, orchard.draft_days, orchard.signed, told.forms[0].signed) == (3, 2, True, False)


def test_a_form_without_service_and_matter_adds_to_what_was_handed_in_before(content):
    told = content({"more": GOOD.replace('service = "weighing"\nmatter = "weighing"\n', "")})
    assert told.refused == []
    assert told.forms[0].adds


# old text, new text, a text that stands on the line that must be named (or its number), what is said
SLIPS = {
    "an unknown kind": ('kind = "one"', 'kind = "either"', "either", "question[10].kind: "),
    "an unknown key": ('version = 3', 'version = 3\nautor = "x"', "autor", "autor: "),
    "its id written in": ("version = 3", 'id = "orchard"\nversion = 3', 'id = "orchard"', "the file's name"),
    "no version": ("version = 3\n", "", 1, "version: Field required"),
    "no question": (ORCHARD[len(HEAD) :], "", 1, "question: "),
    "a label too long": ("说说经过", "说" * 61, "说说说", "question[3].label: "),
    "a bound out of range": ("longest = 20\n", "longest = 0\n", "longest = 0", "question[2].longest: "),
    "no TOML": ("minutes = 2", "minutes = = 2", "minutes = =", ""),
    "an unknown service": ('service = "weighing"', 'service = "wieghing"', "wieghing", "service: there is no"),
    "a service without a matter": ('matter = "weighing"\n', "", 0, "service and matter: both, or neither"),
    "a matter without a service": ('service = "weighing"\n', "", 0, "service and matter: both, or neither"),
    "an unknown assessment": ("draft_days", 'assessment = "orange"\ndraft_days', 'assessment', "assessment: there is no"),
    "an unknown paper": ('"mediation-application"', '"orange-paper"', "orange-paper", "paper: there is no"),
    "signed without a signature": ('kind = "signature"', 'kind = "consent"', 0, "ends with a signature"),
    "twice the same id": ('id = "phone"', 'id = "name"', 'id = "name"', "name: stands twice"),
    "one choice only": (
        '[[question.choice]]\nvalue = "sour"\nlabel = "酸的"\n', "", 'id = "sort"', "sort: at least two choices"
    ),
    "a page that tells nothing": ('text = ["过秤不收钱。"]\n', "", 'id = "start"', "start: a page that tells needs text"),
    "an assessment that is not named": (
        'kind = "tell"', 'kind = "assessment"', 'id = "start"', "start: the form names no assessment"
    ),
    "an appointment out of no timetable": ('slots = "window"\n', "", 'id = "time"', "time: an appointment needs"),
    "a condition that is no expression": (
        'when = "sold == true"', 'when = "sold ist true"', 'id = "buyer"', "buyer: not an expression"
    ),
    "a condition on a later question": (
        'when = "sold == true"', "when = \"sort == 'sweet'\"", 'id = "buyer"', "no question “sort” before it"
    ),
    "a condition on itself": ('when = "sold == true"', 'when = "buyer == null"', 'id = "buyer"', "no question “buyer”"),
    "a condition on what is not asked": (
        'when = "sold == true"', 'when = "sale == true"', 'id = "buyer"', "no question “sale” before it"
    ),
    "a must on a later question": ("rule = \"not ('none' in wrong", "rule = \"not ('none' in phone", 'id = "wrong"', "phone"),
    "code in a condition": (
        'when = "sold == true"', "when = \"__import__('os')\"", 'id = "buyer"', "no question “__import__”"
    ),
    "a condition that takes time": (
        'when = "sold == true"', 'when = "2**99999 > 1"', 'id = "buyer"', "more than a condition"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_every_slip_is_named_by_file_and_line_and_costs_no_other_form(content, slip):
    old, new, where, said = SLIPS[slip]
    assert old in ORCHARD, "the test itself has a slip"
    changed = ORCHARD.replace(old, new, 1)
    line = where if isinstance(where, int) else 1 + changed[: changed.index(where)].count("\n")
    told = content({"orchard": changed, "bye": GOOD})
    assert [form.id for form in told.forms] == ["bye"]
    assert (F, line) in {(file, at) for file, at, _ in told.refused}
    assert any(said in reason for file, at, reason in told.refused if (file, at) == (F, line))
    assert {file for file, _, _ in told.refused} == {F}


def test_a_form_may_be_refused_for_several_things_at_once(content):
    told = content({"orchard": ORCHARD.replace('"weighing"', '"x"').replace('slots = "window"\n', "")})
    assert len(told.refused) == 2


def test_a_file_that_is_no_text_costs_no_other_form(tmp_path):
    root = folder(tmp_path / "own", {"bye": GOOD})
    (root / "forms" / "torn.toml").write_bytes(b"\xff\xfe\x00title")
    told = read(root, {"weighing"})
    assert [form.id for form in told.forms] == ["bye"]
    assert told.refused == [("forms/torn.toml", 0, "not UTF-8")]


def test_slips_of_forms_are_refusals_of_the_pack_which_is_built_all_the_same(tmp_path):
    root = folder(tmp_path / "own", {"orchard": ORCHARD.replace('kind = "tell"', 'kind = "tale"'), "bye": GOOD})
    built = build(root, tmp_path / "packs")
    assert [(notice.source, notice.line) for notice in built.refused] == [
        (F, ORCHARD.split("\n").index('kind = "tell"') + 1)
    ]
    assert built.info.counts["forms"] == 1
    forms = Forms([db := open_pack(built.path)])
    assert forms.ids() == forms.of_service("weighing") == ["bye"]
    with pytest.raises(KeyError):
        forms.form("orchard")
    db.close()


def test_what_is_read_from_the_pack_is_what_was_written(content, orchard):
    (written,) = content({"orchard": ORCHARD}).forms
    assert orchard.form("orchard") == written


def test_a_pack_without_forms_has_none(statutes, tmp_path):
    db = open_pack(build(statutes, tmp_path).path)
    assert Forms([db]).ids() == Forms([]).ids() == Forms([db]).of_service("weighing") == []
    db.close()
