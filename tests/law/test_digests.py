"""Staff write the starter content by hand: every slip is named by file and line, and costs no other file."""

from datetime import date

import pytest

from kiosk.law.digests import Digest, Entry, Naming, Starter, Topic, read_starter
from kiosk.law.learnt import FEATURES
from kiosk.law.model import Authority

HEAD = 'statute = "中华人民共和国借伞法"\nreviewed = 2026-01-31\n'
ONE = '\n[[digest]]\narticle = "第一条"\ntext = "伞要还。"\nasks = ["伞还不还", "借伞"]\n'
TWO = '\n[[digest]]\narticle = "第一百三十三条之一"\ntext = "伞吹走了不用赔。"\nasks = ["大风吹走"]\n'
ENTRY = '[[entry]]\nsaid = ["撑花儿", "撑花"]\nmeans = ["雨伞", "伞"]\nsense = "伞"\nexample = "撑花儿借我一哈"\n'
NAMING = '[[statute]]\ntitle = "中华人民共和国借伞法"\nshelf = "社会法"\naliases = ["伞法"]\n'
TOPIC = '[[topic]]\ntitle = "伞坏了"\nquery = "伞坏了赔不赔"\nicon = "topic-umbrella"\n'
GOOD = {
    "digests/umbrella.toml": HEAD + ONE + TWO,
    "lexicon.toml": ENTRY,
    "statutes.toml": NAMING,
    "topics.toml": TOPIC,
    "need.toml": '[statute]\n"借伞法" = 3\n',
    "associations.tsv": "借伞法\t第一条\t伞:2 还\n",
    "areas.tsv": "part\t借伞法\t第一条\t第九条\t3\n",
    "weights.toml": "[weight]\n" + "".join(f"{name} = 1\n" for name in FEATURES),
}


@pytest.fixture
def desk(tmp_path):
    """Read a good starter folder in which some files are changed (None: taken away)."""

    def read(changes: dict[str, str | bytes | None]) -> Starter:
        (tmp_path / "digests").mkdir()
        for name, content in (GOOD | changes).items():
            if content is not None:
                (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return read_starter(tmp_path)

    return read


def counts(starter: Starter) -> dict[str, int]:
    names = ("digests", "lexicon", "namings", "topics", "learnt", "need", "areas", "weights")
    return {name: len(getattr(starter, name)) for name in names}


ALL = {
    "digests": 2,
    "lexicon": 1,
    "namings": 1,
    "topics": 1,
    "learnt": 1,
    "need": 1,
    "areas": 1,
    "weights": len(FEATURES),
}


def test_a_good_folder_is_read_whole(desk):
    starter = desk({})
    assert starter.refused == []
    assert counts(starter) == ALL
    day = date(2026, 1, 31)
    assert starter.digests == [
        Digest("借伞法", "第一条", 1, 0, "伞要还。", ("伞还不还", "借伞"), day),
        Digest("借伞法", "第一百三十三条之一", 133, 1, "伞吹走了不用赔。", ("大风吹走",), day),
    ]
    assert starter.lexicon == [Entry(("撑花儿", "撑花"), ("雨伞", "伞"), "伞", "撑花儿借我一哈")]
    assert starter.namings == [Naming("借伞法", "社会法", Authority.LAW, ("伞法",))]
    assert starter.topics == [Topic("伞坏了", "伞坏了赔不赔", "topic-umbrella")]
    assert starter.need == {"借伞法": 3}


def test_any_file_may_be_missing(desk):
    starter = desk(dict.fromkeys(GOOD))
    assert starter.refused == []
    assert sum(counts(starter).values()) == 0


def without(text: str, key: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith(key))


# file, its content, the line that must be named, what must be said of it, and which list stays empty
SLIPS = {
    "no statute": ("digests/umbrella.toml", without(HEAD, "statute") + ONE, 1, "“statute” is missing", "digests"),
    "no review": ("digests/umbrella.toml", without(HEAD, "reviewed") + ONE, 1, "“reviewed” must be a date", "digests"),
    "review no date": (
        "digests/umbrella.toml", HEAD.replace("2026-01-31", '"gestern"') + ONE, 1, "“reviewed” must be a date", "digests"
    ),
    "no article": ("digests/umbrella.toml", HEAD + without(ONE, "article"), 4, "“article” is missing", "digests"),
    "no label": ("digests/umbrella.toml", HEAD + ONE.replace("第一条", "一条"), 4, "not an article's label", "digests"),
    "no text": ("digests/umbrella.toml", HEAD + ONE.replace("伞要还。", " "), 4, "“text” is missing or empty", "digests"),
    "text no text": ("digests/umbrella.toml", HEAD + ONE.replace('"伞要还。"', "7"), 4, "“text” is missing", "digests"),
    "text too long": (
        "digests/umbrella.toml", HEAD + ONE.replace("伞要还。", "伞" * 401), 4, "has 401 characters, at most 400", "digests"
    ),
    "no asks": ("digests/umbrella.toml", HEAD + without(ONE, "asks"), 4, "“asks” must be a list of texts", "digests"),
    "asks empty": (
        "digests/umbrella.toml", HEAD + ONE.replace('["伞还不还", "借伞"]', "[]"), 4, "“asks” must be a list", "digests"
    ),
    "asks one text": (
        "digests/umbrella.toml", HEAD + ONE.replace('["伞还不还", "借伞"]', '"借伞"'), 4, "“asks” must be a list", "digests"
    ),
    "a blank ask": ("digests/umbrella.toml", HEAD + ONE.replace('"借伞"]', '" "]'), 4, "“asks” must be a list", "digests"),
    "no TOML": ("digests/umbrella.toml", HEAD + '\n[[digest]\narticle = "第一条"\n', 4, "line 4", "digests"),
    "no UTF-8": ("digests/umbrella.toml", HEAD.encode("gb18030"), 0, "not UTF-8", "digests"),
    "no said": ("lexicon.toml", without(ENTRY, "said"), 1, "“said” must be a list", "lexicon"),
    "no means": ("lexicon.toml", without(ENTRY, "means"), 1, "“means” must be a list", "lexicon"),
    "no sense": ("lexicon.toml", without(ENTRY, "sense"), 1, "“sense” is missing", "lexicon"),
    "no example": ("lexicon.toml", "\n\n" + without(ENTRY, "example"), 3, "“example” is missing", "lexicon"),
    "no title": ("statutes.toml", without(NAMING, "title"), 1, "“title” is missing", "namings"),
    "no shelf": ("statutes.toml", without(NAMING, "shelf"), 1, "“shelf” is missing", "namings"),
    "no such shelf": ("statutes.toml", NAMING.replace("社会法", "雨具法"), 1, "no such shelf: 雨具法", "namings"),
    "aliases one text": ("statutes.toml", NAMING.replace('["伞法"]', '"伞法"'), 1, "“aliases” must be a list", "namings"),
    "tile too long": (
        "topics.toml", TOPIC.replace('"伞坏了"', f'"{"伞" * 13}"'), 1, "“title” has 13 characters, at most 12", "topics"
    ),
    "no question": ("topics.toml", without(TOPIC, "query"), 1, "“query” is missing", "topics"),
    "no icon": ("topics.toml", without(TOPIC, "icon"), 1, "“icon” is missing", "topics"),
    "no count": ("need.toml", '[statute]\n"借伞法" = "viel"\n', 0, "not a table of counts", "need"),
    "no association": ("associations.tsv", "# made\n借伞法 第一条 伞\n", 2, "parted by tabs", "learnt"),
    "no area": ("areas.tsv", "# made\npart\t借伞法\t第一条\n", 2, "not enough values", "areas"),
    "no weight": ("weights.toml", "[weight]\ntext = 1\n", 0, "not a table of weights", "weights"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_by_file_and_line_and_the_other_files_stay(desk, slip):
    name, content, line, said, empty = SLIPS[slip]
    starter = desk({name: content})
    ((file, at, reason),) = starter.refused
    assert (file, at) == (name, line)
    assert said in reason
    assert counts(starter) == ALL | {empty: 0}


def test_a_bad_file_of_digests_leaves_the_others_in(desk):
    starter = desk({"digests/umbrella.toml": HEAD + ONE, "digests/broken.toml": "statute = 7\n"})
    assert [d.label for d in starter.digests] == ["第一条"]
    assert [r[:2] for r in starter.refused] == [("digests/broken.toml", 1)]


def test_every_bad_file_is_told_of(desk):
    starter = desk({"digests/umbrella.toml": "x", "lexicon.toml": "x", "topics.toml": "x"})
    assert [r[0] for r in starter.refused] == ["digests/umbrella.toml", "lexicon.toml", "topics.toml"]


def test_of_two_digests_of_an_article_the_first_stays(desk):
    second = HEAD + ONE.replace("伞要还。", "伞不还。")
    starter = desk({"digests/umbrella.toml": HEAD + ONE, "digests/vault.toml": second})
    assert [d.text for d in starter.digests] == ["伞要还。"]
    ((_, _, reason),) = starter.refused
    assert reason == "stands twice: ('借伞法', 1, 0)"


# What does not hold yet


def test_a_slip_leaves_out_the_whole_of_its_file(desk):
    starter = desk({"digests/umbrella.toml": HEAD + ONE + without(TWO, "text")})
    assert [r[:2] for r in starter.refused] == [("digests/umbrella.toml", 9)]
    assert starter.digests == []


@pytest.mark.parametrize("content", [HEAD + ONE.replace("[[digest]]", "[digest]"), HEAD + "digest = 3\n"])
def test_single_brackets_are_a_slip_too(desk, content):
    ((name, _, _),) = desk({"digests/umbrella.toml": content}).refused
    assert name == "digests/umbrella.toml"


def test_a_numeral_that_is_none_is_a_slip_too(desk):
    starter = desk({"digests/umbrella.toml": HEAD + ONE.replace("第一条", "第1十条")})
    assert [r[:2] for r in starter.refused] == [("digests/umbrella.toml", 4)]


def test_article_zero_is_a_slip_too(desk):
    assert desk({"digests/umbrella.toml": HEAD + ONE.replace("第一条", "第零条")}).refused


def test_the_second_digest_of_an_article_is_named_by_file_and_line(desk):
    starter = desk({"digests/umbrella.toml": HEAD + ONE, "digests/vault.toml": HEAD + ONE})
    assert [r[:2] for r in starter.refused] == [("digests/vault.toml", 4)]


def test_a_spoken_form_with_two_entries_is_told_of(desk):
    starter = desk({"lexicon.toml": ENTRY + ENTRY.replace("雨伞", "阳伞")})
    assert [r[0] for r in starter.refused] == ["lexicon.toml"]
