"""Staff write guides by hand: every slip is named by file and line, and costs no other file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.build import build
from kiosk.guides.calculators import CALCULATORS
from kiosk.guides.model import Guidance
from kiosk.guides.source import read_guidance

G, P, T, S, Q = "guides/orange-forced.toml", "packages/growers.toml", "themes.toml", "services.toml", "questions.toml"
UNPAID, TEA = "guides/orange-unpaid.toml", "guides/tea-picking.toml"

Desk = Callable[..., Guidance]


@pytest.fixture
def desk(tmp_path, invented, folder) -> Desk:
    """Read the invented folder in which some files are changed (None: taken away)."""

    def read(changes: dict[str, str | bytes | None]) -> Guidance:
        return read_guidance(folder(tmp_path, invented | changes))

    return read


@pytest.fixture
def slip(desk, invented) -> Callable[[str, str, str], tuple[Guidance, list[str]]]:
    """Change one text in one file; what is read then, and the lines of the changed file."""

    def make(name: str, old: str, new: str) -> tuple[Guidance, list[str]]:
        assert old in invented[name], "the test itself has a slip"
        changed = invented[name].replace(old, new, 1)
        return desk({name: changed}), changed.split("\n")

    return make


def ids(told: Guidance) -> dict[str, set[str]]:
    kinds = ("guides", "packages", "themes", "services", "questions")
    return {kind: {thing.id for thing in getattr(told, kind)} for kind in kinds}


ALL = {
    "guides": {"orange-unpaid", "orange-forced", "orange-boundary", "tea-picking", "donkey-lost"},
    "packages": {"growers"},
    "themes": {"orchard", "tea", "bees", "animals"},
    "services": {"weighing"},
    "questions": {"orange", "field"},
}


def test_a_good_folder_is_read_whole(desk):
    told = desk({})
    assert told.refused == []
    assert ids(told) == ALL
    guide = next(g for g in told.guides if g.id == "orange-unpaid")
    assert guide.title == "收柑子不给钱"
    assert guide.cites == ("柑橘保护法 第三条之一", "柑橘保护法 第三条")
    assert (guide.place[0].phone, guide.place[1].phone) == ("0833-1234567", "")
    assert guide.deadline[0].within == "三个月内，从拉走柑子那天算起"
    assert [theme.id for theme in told.themes] == ["orchard", "tea", "bees", "animals"]  # their order is the screen's


def test_any_file_may_be_missing(tmp_path):
    told = read_guidance(tmp_path)
    assert told.refused == []
    assert not any(ids(told).values())


# file, old text, new text, the line that must be named (or a text that stands on it), what is said
OWN_SLIPS = {
    "an unknown key": (G, "author", 'autor = "x"\nauthor', "autor", "autor: "),
    "an unknown key of a step": (G, 'text = "带上', 'txt = "x"\ntext = "带上', "txt =", "step[2].txt: "),
    "no title": (G, "title", "# title", 1, "title: Field required"),
    "a title too long": (G, "有人强收柑子", "柑" * 17, 1, "title: "),
    "no such day": (G, "2026-01-31", '"gestern"', "gestern", "reviewed: "),
    "two answer sentences": (G, '  "不要和他动手，先拍照。",\n', "", "answer = [", "answer: "),
    "four answer sentences": (G, "动手，先拍照。", '动手。",\n  "先拍照留下来。', "answer = [", "answer: "),
    "a sentence without full stop": (G, "先拍照。", "先拍照", "先拍照", "answer[2]: must be one sentence with its full stop"),
    "two sentences in one": (G, "动手，先", "动手。先", "先拍照", "answer[2]: must be one sentence with its full stop"),
    "a cite without article": (G, "法 第四条", "法", '"柑橘保护法",', "cites[2]: must be a statute, a space and an article"),
    "a cite without statute": (G, "柑橘保护法 第四条", " 第四条", '" 第四条"', "cites[2]: must be a statute"),
    "a cite with no numeral": (G, "第四条", "第1十条", "第1十条", "cites[2]: must be a statute"),
    "a cite without blank": (G, "法 第四条", "法第四条", "法第四条", "cites[2]: must be a statute"),
    "a cite of article zero": (G, "第四条", "第零条", "第零条", "cites[2]: must be a statute"),
    "no cites": (G, '  "柑橘保护法 第二条",\n  "柑橘保护法 第四条",\n', "", "cites = [", "cites: "),
    "a phone in words": (G, "0833-1234567", "零八三三", "零八三三", "place[1].phone: must be a telephone number: 零八三三"),
    "a phone with blanks": (G, "0833-1234567", "0833 1234567", "0833 1", "place[1].phone: must be a telephone number"),
    "too few asks": (G, '  "威胁不卖就砍树",\n', "", "asks = [", "asks: "),
    "an ask too long": (G, "低价强买柑子", "柑" * 41, "柑" * 41, "asks[3]: "),
    "a theme with blanks": (G, '"orchard"', '"my orchard"', 2, "theme: must be lower-case letters, digits and hyphens"),
    "an id in a guide": (G, "author", 'id = "orange-forced"\nauthor', "id =", "“id” is the file's name, leave it out"),
    "bad TOML": (G, "2026-01-31", "", "reviewed", "line 4"),
    "an id in a package": (P, "place = 1", 'place = 1\nid = "x"', "id =", "“id” is the file's name"),
    "an unknown key of a package": (P, "about", 'abuot = "x"\nabout', "abuot", "abuot: "),
    "a package without place": (P, "place = 1", "place = 0", 1, "place: "),
    "a package of four guides": (P, ', "orange-unpaid"]', "]", "guides =", "guides: "),
    "a package without service": (P, '["weighing"]', "[]", "services =", "services: "),
    "a package's phone": (P, '"12345"', '"打12345"', "打12345", "office[1].phone: must be a telephone number"),
    "a theme without icon": (T, 'icon = "theme-bees"', "", 11, "icon: Field required"),
    "a theme in capitals": (T, '"bees"', '"Bees"', 12, "id: must be lower-case letters, digits and hyphens"),
    "a service's bad cite": (S, "法 第三条", "法", "cites =", "cites[1]: must be a statute"),
    "an unknown key of a service": (S, "cost", 'price = "x"\ncost', "price", "price: "),
    "a question of one choice": (Q, '[[question.choice]]\nlabel = "采茶"\nguide = "tea-picking"\n', "", 14, "choice: "),
    "a choice's key": (Q, 'label = "采茶"', 'label = "采茶"\nicon = "x"', "icon", "choice[2].icon: "),
    "a choice without label": (Q, 'label = "采茶"', "", 22, "choice[2].label: Field required"),
}  # fmt: skip
LOST = {G: "orange-forced", P: "growers", T: "bees", S: "weighing", Q: "field"}


@pytest.mark.parametrize("name", OWN_SLIPS)
def test_a_slip_is_named_by_file_and_line_and_the_other_files_stay(slip, name):
    file, old, new, at, said = OWN_SLIPS[name]
    told, lines = slip(file, old, new)
    ((line, reason),) = [
        (line, reason) for where, line, reason in told.refused if where == file and "no “" not in reason
    ]
    assert line == (at if isinstance(at, int) else line_of(at, lines))
    assert said in reason
    assert set().union(*ids(told).values()) == set().union(*ALL.values()) - {LOST[file]}


def line_of(text: str, lines: list[str]) -> int:
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize("file", [G, P, T, S, Q])
@pytest.mark.parametrize(("content", "line", "said"), [("牛马".encode("gb18030"), 0, "not UTF-8"), ("x = \n", 1, "")])
def test_a_file_that_cannot_be_read_is_told_of_and_the_others_stay(desk, file, content, line, said):
    told = desk({file: content})
    ((got, reason),) = [(at, reason) for where, at, reason in told.refused if where == file]
    assert got == line
    assert said in reason
    kind = file.partition("/")[0].removesuffix(".toml")
    others = {name: found for name, found in ids(told).items() if name != kind}
    assert others == {name: found for name, found in ALL.items() if name != kind}


@pytest.mark.parametrize(
    ("file", "content"),
    [(T, '[theme]\nid = "bees"\n'), (S, "service = 3\n"), (Q, 'x = 1\n[[question]]\nid = "a"\n'), (T, "thme = []\n")],
)
def test_a_list_holds_its_own_rows_and_nothing_else(desk, file, content):
    refused = [(line, reason) for where, line, reason in desk({file: content}).refused if where == file]
    assert refused == [(1, f"holds [[{file.removesuffix('s.toml')}]] and nothing else")]


def test_every_slip_of_a_file_is_told_of_at_once(slip, invented):
    told, _ = slip(G, invented[G], invented[G].replace("先拍照。", "先拍照").replace("0833-1234567", "x"))
    assert [reason.partition(":")[0] for _, _, reason in told.refused] == ["answer[2]", "place[1].phone"]


def test_every_bad_file_is_told_of(desk):
    bad = dict.fromkeys((G, P, T, S, Q), "=")
    assert [name for name, _, reason in desk(bad).refused if "line 1" in reason] == [T, S, Q, G, P]


# What no file can know by itself

ACROSS = {
    "an unknown theme": (G, '"orchard"', '"pond"', 2, "theme: there is no “pond”"),
    "an unknown audience": (G, '"growers"', '"divers"', "divers", "audience: there is no “divers”"),
    "an unknown service": (UNPAID, '"weighing"', '"flying"', "flying", "service: there is no “flying”"),
    "an unknown calculator": (TEA, '"overtime"', '"abacus"', "abacus", "calculator: there is no “abacus”"),
    "an unknown guide in a package": (P, '"donkey-lost"', '"mule-lost"', "mule", "guides: there is no “mule-lost”"),
    "an unknown service in a package": (P, '"weighing"', '"flying"', "flying", "services: there is no “flying”"),
    "an unknown calculator in a package": (P, '"overtime"', '"abacus"', "abacus", "calculators: there is no “abacus”"),
    "an ask twice in a guide": (G, "低价强买柑子", "威胁不卖就砍树", "威胁", "stands twice (orange-forced): 威胁不卖就砍树"),
    "an ask in two guides": (UNPAID, "柑子拉走了钱没给", "低价强买柑子", "低价", "twice (orange-forced): 低价强买柑子"),
    "an ask in a guide and a question": (Q, "柑子的事", "低价强买柑子", 4, "stands twice (orange-forced): 低价强买柑子"),
    "a choice that names neither": (Q, 'guide = "orange-unpaid"\n', "", "收了不给钱", "names a guide or a question"),
    "a choice that names both": (
        Q, 'guide = "orange-unpaid"', 'guide = "orange-unpaid"\nquestion = "field"', "收了", "names a guide or a question"
    ),
    "a choice to an unknown guide": (Q, '"orange-unpaid"', '"plum-unpaid"', "plum", "guide: there is no “plum-unpaid”"),
    "a choice to an unknown question": (Q, 'question = "field"', 'question = "lake"', "lake", "question: there is no “lake”"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACROSS)
def test_a_name_that_leads_nowhere_or_an_ask_that_stands_twice_is_told_by_file_and_line(slip, name):
    file, old, new, at, said = ACROSS[name]
    told, lines = slip(file, old, new)
    assert told.refused
    for where, line, reason in told.refused:
        assert (where, line) == (file, at if isinstance(at, int) else line_of(at, lines))
        assert said in reason


@pytest.mark.parametrize("name", ACROSS)
def test_what_slips_across_files_costs_no_other_file(slip, name):
    told, _ = slip(*ACROSS[name][:3])
    kept, slipped = ids(told), Path(ACROSS[name][0]).stem
    assert kept["guides"] | {slipped} >= ALL["guides"]
    assert kept["packages"] | {slipped} >= ALL["packages"]
    assert (kept["themes"], kept["services"]) == (ALL["themes"], ALL["services"])


def test_two_asks_that_are_read_the_same_stand_twice(desk, invented):
    one = invented[G].replace("低价强买柑子", "低价ＡＢ强买")
    other = invented[UNPAID].replace("柑子拉走了钱没给", "低价ab强买")
    ((_, _, reason),) = desk({G: one, UNPAID: other}).refused
    assert reason == "this way of asking stands twice (orange-forced): 低价ab强买"


def test_in_one_guide_as_well(desk, invented):
    text = invented[G].replace("低价强买柑子", "低价ＡＢ强买").replace("威胁不卖就砍树", "低价ab强买")
    told = desk({G: text})
    assert [(name, line) for name, line, _ in told.refused] == [(G, line_of("低价ab强买", text.split("\n")))]


def test_a_question_that_bears_a_guides_name_may_not_take_its_asks(desk, invented):
    text = invented[Q].replace('id = "orange"', 'id = "orange-forced"').replace("柑子的事", "低价强买柑子")
    assert [(name, line) for name, line, _ in desk({Q: text}).refused] == [(Q, 4)]


def test_every_calculator_can_be_named(slip):
    for calculator in CALCULATORS:
        assert slip(TEA, '"overtime"', f'"{calculator}"')[0].refused == []


# Asking back

THIRD = """
[[question]]
id = "tree"
text = "是哪一棵树？"

[[question.choice]]
label = "老树"
guide = "orange-boundary"

[[question.choice]]
label = "小树"
guide = "orange-forced"
"""


def test_a_third_question_in_a_row_is_too_many(desk, invented):
    text = invented[Q].replace('guide = "tea-picking"', 'question = "tree"') + THIRD
    told = desk({Q: text})
    assert told.refused == [(Q, 2, "orange: asks back more than 2 times")]


def test_a_question_that_is_only_asked_back_may_lead_to_one_more(desk, invented):
    text = invented[Q].replace('question = "field"', 'guide = "donkey-lost"').replace('guide = "tea-picking"', LEADS)
    assert desk({Q: text + THIRD}).refused == []


LEADS = 'question = "tree"'


def test_questions_that_lead_in_a_circle_are_refused(desk, invented):
    text = invented[Q].replace('guide = "tea-picking"', 'question = "orange"')
    assert desk({Q: text}).refused == [(Q, 2, "orange: asks back more than 2 times")]


def test_what_is_refused_is_told_by_the_build_and_the_rest_is_built(tmp_path, invented, folder):
    text = invented[G].replace("先拍照。", "先拍照")
    built = build(folder(tmp_path / "own", invented | {G: text}), tmp_path / "packs")
    ((name, at),) = [(notice.source, notice.line) for notice in built.refused]
    assert (name, at) == (G, line_of("先拍照", text.split("\n")))
    assert built.info.counts["guides"] == 4


@pytest.mark.parametrize("key", ["service", "calculator"])
def test_what_leads_nowhere_is_told_and_is_not_there_to_be_touched(desk, invented, key):
    name = next(name for name in invented if name.startswith("guides/"))
    lines = [line for line in invented[name].split("\n") if not line.startswith(f"{key} =")]
    told = desk({name: "\n".join([f'{key} = "moon-landing"', *lines])})
    assert any("moon-landing" in reason for _, _, reason in told.refused)
    assert getattr(next(g for g in told.guides if name.endswith(f"/{g.id}.toml")), key) == ""
