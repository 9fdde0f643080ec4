"""The centre's content: who takes what and what goes first, what letters say, and what is refused."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.central.cases import steps
from sync.central.cases.content import ContentRefused, FieldMissing, load
from sync.central.cases.content_model import ACTS, PLACEHOLDERS, STEPS, named
from sync.central.cases.models import Step

ROOT = Path(__file__).resolve().parents[2]
CENTRAL = ROOT / "assets" / "central"
CENTRE = load(CENTRAL)


# Who takes what, and what goes first


def test_the_codes_are_those_of_the_table_of_steps():
    assert set(Step.values) == STEPS
    assert {str(action) for action in steps.Action} >= ACTS


@pytest.mark.parametrize(
    ("kind", "desk"),
    [
        ("legal-aid", "legal-aid"), ("mediation", "mediation"), ("notary", "notary"), ("complaint", "complaints"),
        ("reconsideration", "reconsideration"), ("rating", "complaints"), ("business", "business"),
        ("appointment", "appointments"),
    ],
)  # fmt: skip
def test_each_kind_has_its_desk_with_words_clocks_letters_and_a_checklist(kind, desk):
    taker = CENTRE.desk_for(kind)
    assert taker.id == desk
    assert {CENTRE.words(desk, step).step for step in STEPS} == STEPS
    assert all(CENTRE.clock(kind, step) for step in STEPS - {"archived", "decided-granted"})
    assert sum(item.points for item in CENTRE.checklist(desk).item) == 100
    assert "papers" in {letter.id for letter in CENTRE.letters_for(desk, "papers-needed")}


def test_every_forms_matter_has_a_desk():
    matters = {
        matter
        for path in (ROOT / "assets" / "content" / "forms").glob("*.toml")
        for matter in re.findall(r'^matter = "(.+)"$', path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(matters) == 8
    assert all(CENTRE.desk_for(matter) for matter in matters)


def test_a_kind_that_this_centre_does_not_know_is_still_a_case_for_somebody():
    assert CENTRE.desk_for("drones") is None
    assert not CENTRE.urgent("drones", {"answers": {}})
    assert CENTRE.opens_case("drones", {})
    assert CENTRE.clock("drones", "received") is None
    assert CENTRE.words("drones", "received").label


TODAY = date(2026, 11, 25)
URGENT = {
    "limitation": ("legal-aid", {"urgent": ["limitation"]}),
    "preservation": ("legal-aid", {"urgent": ["preservation", "danger"]}),
    "danger": ("legal-aid", {"urgent": ["danger"]}),
    "detained": ("legal-aid", {"urgent": ["none"], "standing": "detained"}),
    "guardian harms": ("legal-aid", {"urgent": ["none"], "standing": "harmed"}),
    "defence": ("legal-aid", {"urgent": ["none"], "matter": "criminal-suspect"}),
    "wages of a year ago": ("legal-aid", {"urgent": ["none"], "people": 1, "work-to": "2025-11-30"}),
    "many workers": ("legal-aid", {"urgent": ["none"], "people": 10, "work-to": "2026-11-01"}),
    "a fight": ("mediation", {"kind": "debt", "danger": True, "handled": "none"}),
    "a family with police": ("mediation", {"kind": "family", "danger": False, "handled": "police"}),
    "a will at the sickbed": ("notary", {"which": "will", "home": "ill"}),
    "fading evidence": ("notary", {"which": "evidence", "home": "no"}),
    "reconsideration, day 58": ("reconsideration", {"late": False, "learnt": "2026-09-28", "act": "penalty"}),
    "seizure": ("reconsideration", {"late": False, "learnt": "2026-11-20", "act": "coercion"}),
    "objection": ("complaint", {"about-what": "aid-decision"}),
    "money taken": ("rating", {"grade": "very-dissatisfied", "bad": ["charged"]}),
    "half a million": ("business", {"trouble": "arrears", "owed": 50_000_000}),
    "sick at home": ("appointment", {"way": "home", "home-reason": "ill"}),
}
CALM = {
    "aid": ("legal-aid", {"urgent": ["none"], "for-whom": "self", "matter": "maintenance"}),
    "wages": ("legal-aid", {"urgent": ["none"], "people": 9, "work-to": "2026-11-01"}),
    "wages too old": ("legal-aid", {"urgent": ["injured"], "people": 1, "work-to": "2024-11-01"}),
    "neighbours": ("mediation", {"kind": "neighbours", "danger": False, "handled": "none"}),
    "a will": ("notary", {"which": "will", "home": "no"}),
    "reconsideration in time": ("reconsideration", {"late": False, "learnt": "2026-11-01", "act": "penalty"}),
    "a day that is none": ("reconsideration", {"late": False, "learnt": "2026-02-30", "act": "penalty"}),
    "complaint": ("complaint", {"about-what": "window", "bad": ["charged"]}),  # a word of ratings, not of complaints
    "rating": ("rating", {"grade": "satisfied"}),
    "business": ("business", {"trouble": "arrears", "owed": 100_000}),
    "appointment": ("appointment", {"way": "window"}),
}


@pytest.mark.parametrize("case", URGENT)
def test_goes_first(case):
    kind, answers = URGENT[case]
    assert CENTRE.urgent(kind, {"answers": answers}, TODAY)
    assert all(len(why) > 4 for why in CENTRE.urgent_because(kind, {"answers": answers}, TODAY))


@pytest.mark.parametrize("case", CALM)
def test_waits_its_turn(case):
    kind, answers = CALM[case]
    assert CENTRE.urgent_because(kind, {"answers": answers}, TODAY) == ()


@given(
    st.sampled_from(sorted(kind for desk in CENTRE.desks for kind in desk.kinds)),
    st.dictionaries(
        st.sampled_from(["urgent", "people", "work-to", "learnt", "late", "owed", "bad", "kind", "danger", "identity"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3),
    ),
)
def test_whatever_a_record_holds_it_can_be_looked_at(kind, answers):
    for data in ({"answers": answers}, {"answers": list(answers)}, {}):
        assert CENTRE.urgent(kind, data, TODAY) in (True, False)
        assert CENTRE.opens_case(kind, data, TODAY) in (True, False)
        assert CENTRE.clock(kind, "received", data) is not None


def test_only_a_bad_rating_is_a_case():
    grades = ["very-satisfied", "satisfied", "basically", "dissatisfied", "very-dissatisfied"]
    opened = [grade for grade in grades if CENTRE.opens_case("rating", {"answers": {"grade": grade}})]
    assert opened == ["dissatisfied", "very-dissatisfied"]
    assert CENTRE.opens_case("complaint", {})


# Letters

FILLED = {name: f"〔{name}〕" for name in PLACEHOLDERS} | {"papers": ["身份证", "欠条{原件}"]}


@pytest.mark.parametrize("letter", CENTRE.letters, ids=lambda letter: letter.id)
def test_a_letter_says_all_that_was_filled_in_and_its_public_sentence_nothing_personal(letter):
    written = letter.write(FILLED)
    for name in letter.fields:
        told = "1. 身份证\n2. 欠条{原件}" if name == "papers" else f"〔{name}〕"
        assert told in written.body + written.public
    assert {"number", "date", "desk", "phone"} <= set(letter.fields)
    assert set(named(letter.public)) <= {"date", "due", "desk", "phone", "office"}
    assert not re.search(r"\{[a-z]", written.body + written.public)
    for cite in letter.cites:
        assert cite.split(" ")[1] in written.body, cite
    assert ("due" in letter.fields) or not letter.clock


def test_a_letter_is_not_written_while_something_is_missing():
    with pytest.raises(FieldMissing) as caught:
        CENTRE.letter("legal-aid-refused").write(FILLED | {"reason": "", "phone": ""})
    assert set(caught.value.missing) == {"理由", "联系电话"}


def test_a_refusal_of_legal_aid_gives_the_reason_and_the_way_to_object():
    body = CENTRE.letter("legal-aid-refused").write(FILLED).body
    assert "〔reason〕" in body
    assert "异议" in body
    assert "五日内" in body
    assert "行政复议" in body


def test_letters_are_offered_where_they_are_of_use_the_desks_own_first():
    offered = [letter.id for letter in CENTRE.letters_for("reconsideration", "papers-needed")]
    assert offered == ["reconsideration-papers", "papers"]
    assert "legal-aid-refused" not in {t.id for t in CENTRE.letters_for("legal-aid", "decided-granted")}


def test_what_is_not_there_is_not_found():
    for ask in (CENTRE.desk, CENTRE.letter, CENTRE.clock_named, CENTRE.checklist, CENTRE.office):
        with pytest.raises(KeyError):
            ask("drones")


# Bad files

DESKS, STEPS_, CLOCKS, POINTS, OFFICES = "desks.toml", "steps.toml", "clocks.toml", "quality.toml", "offices.toml"
PAPERS = "letters/papers.toml"
LONGER = 'longer_source = "信访工作条例 第三十四条"\n'
SLIPS = {  # the file, what stands there, what is put in its place, a text of the line that is told (none: 0), the reason
    "no TOML": (DESKS, 'id = "notary"', 'id = "notary', 'id = "notary', ""),
    "a misspelt key": (DESKS, 'about = "看材料', 'abuot = "看材料', "abuot", "abuot"),
    "a phone that is none": (DESKS, 'phone = ""', 'phone = "问前台"', "问前台", "must be a telephone number"),
    "no full stop": (DESKS, "提前打电话跟您商量。", "提前打电话跟您商量", "跟您商量", "must be one sentence"),
    "a kind without desk": (DESKS, 'kinds = ["notary"]', 'kinds = ["x"]', "", "notary: no desk takes this kind"),
    "one kind, two desks": (DESKS, 'kinds = ["notary"]', 'kinds = ["notary", "rating"]', '"rating"', "stands twice"),
    "no expression": (DESKS, "danger == true", "danger ==", "danger ==", "not an expression"),
    "a question not asked": (DESKS, "danger == true", "danjer == true", "danjer", "there is no question"),
    "more than a condition": (DESKS, "danger == true", "danger.x() == 1", "danger.x", "more than a condition"),
    "another's kind": (DESKS, 'kind = "rating"\nwhen', 'kind = "notary"\nwhen', "'charged'", "does not take"),
    "words twice": (DESKS, 'step = "triaged"', 'step = "received"', 'id = "legal-aid"', "is told twice"),
    "a step that is none": (STEPS_, 'step = "done"', 'step = "over"', 'step = "over"', "step: must be"),
    "a step without words": (STEPS_, 'step = "done"', 'step = "closed"', "", "done: has no words"),
    "no source": (CLOCKS, 'source = "公证法 第三十条"', "", 'id = "notary-issue"', "a source, or is a house rule"),
    "no article": (CLOCKS, '"公证法 第三十条"', '"公证法"', '"公证法"', "must be a statute"),
    "no days": (CLOCKS, "days = 60", "days = 0", "days = 0", "days: "),
    "longer for no reason": (CLOCKS, LONGER, "", 'id = "complaint-answer"', "an extension needs its source"),
    "never reached": (CLOCKS, "when = \"kind == 'wages'\"\n", "", 'id = "mediation-contact"', "never reached"),
    "nothing due": (CLOCKS, 'id = "rating-contact"', 'id = "rating-contact"\nurgent = true', "", "rating: nothing is due"),
    "a clock for no kind": (CLOCKS, 'kinds = ["notary"]', 'kinds = ["x"]', 'id = "notary-will"', "no desk takes"),
    "one id, two clocks": (CLOCKS, '"notary-papers"', '"notary-issue"', '"notary-issue"', "stands twice"),
    "a clock nobody names": (CLOCKS, 'steps = ["closed"]\n', "", 'id = "closed-archive"', "no letter names it"),
    "a holiday left out": (CLOCKS, "first = 2026-06-19", "first = 2026-06-20", "years =", "2026-06-19 is a statutory"),
    "a holiday backwards": (CLOCKS, "last = 2026-06-21", "last = 2026-06-11", "first = 2026-06-19", "ends before"),
    "a weekday exchanged": (CLOCKS, "day = 2026-05-09", "day = 2026-05-08", "day = 2026-05-08", "Saturday or Sunday"),
    "a day that is none": (CLOCKS, "day = 2026-05-09", "day = 2026-05-32", "day = 2026-05-32", ""),
    "no hundred points": (POINTS, "points = 20", "points = 21", 'desk = "legal-aid"', "must make 100"),
    "points for no desk": (POINTS, 'desk = "notary"', 'desk = "x"', 'desk = "x"', "there is no “x”"),
    "an office for no kind": (OFFICES, 'kinds = ["notary"]', 'kinds = ["x"]', 'id = "other-notary"', "no desk takes"),
    "naming what is not": (PAPERS, "{papers}", "{paper}", "{paper}", "must not name {paper}"),
    "a person made public": (PAPERS, "以前补材料，单子", "以前{applicant}补", "public =", "must not name {applicant}"),
    "a brace left open": (PAPERS, "{papers}", "{papers", "body =", "body: "),
    "reaching inside": (PAPERS, "{papers}", "{papers.__class__}", "body =", "no placeholder"),
    "a letter for no desk": (PAPERS, 'desk = ""', 'desk = "x"', "desk =", "there is no “x”"),
    "a letter's clock": (PAPERS, 'desk = ""', 'desk = ""\nclock = "noon"', "clock =", "there is no “noon”"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_file_and_line_and_nothing_is_used(slip, tmp_path):
    file, old, new, line, reason = SLIPS[slip]
    folder = shutil.copytree(CENTRAL, tmp_path / "central")
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentRefused) as caught:
        load(folder)
    lines = (folder / file).read_text("utf-8").split("\n")
    at_line = next((n for n, one in enumerate(lines, 1) if line in one), 0) if line else 0
    assert any(f == file and n == at_line and reason in why for f, n, why in caught.value.slips), str(caught.value)


@pytest.mark.parametrize("file", [DESKS, STEPS_, CLOCKS, POINTS, OFFICES])
def test_a_file_that_is_missing_or_not_utf8_is_told(file, tmp_path):
    folder = shutil.copytree(CENTRAL, tmp_path / "central")
    (folder / file).write_bytes("法律援助".encode("gbk"))
    with pytest.raises(ContentRefused, match=f"{file}:0: not UTF-8"):
        load(folder)
    (folder / file).unlink()
    with pytest.raises(ContentRefused, match=f"{file}:0: is not there"):
        load(folder)


def test_the_countys_own_words_and_phones_are_taken(tmp_path):
    folder = shutil.copytree(CENTRAL, tmp_path / "central")
    text = (folder / DESKS).read_text("utf-8").replace('phone = ""', 'phone = "0833-3712345"', 1)
    (folder / DESKS).write_text(text, "utf-8")
    centre = load(folder)
    assert centre.desk("legal-aid").phone == "0833-3712345"
