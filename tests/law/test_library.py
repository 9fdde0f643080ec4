"""The library is what a reader walks through: shelves, contents, versions, and our words above the official text."""

import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.library import Library, Ref
from kiosk.law.model import Kind, Status

HISTORY = "2010年1月1日 第一届全国借伞大会通过"
UMBRELLA = """## 第一编 通则

第一条 为了让行人不淋雨，制定本法。

### 第一章 借

#### 第一节 凭证

第二条 借伞凭竹牌。

### 第二章 还

第三条 雨停归还。

第三条之一 大风吹走的，不用归还。

## 附件 竹牌的样式

竹牌长三寸。
"""
LAWS = {
    "社会法/中华人民共和国借伞法(2020-01-01).md": UMBRELLA,
    "社会法/中华人民共和国借伞法(2010-01-01).md": "第一条 旧的。",
    "社会法/蓑衣法(2020-01-01).md": "第一条 " + "晾" * 300 + "。",
    "民法典/雨具法典(2020-01-01).md": "第一条 甲。",
    "部门规章/借伞规定(2020-01-01).md": "第一条 乙。",
    "行政法规/借伞条例(2020-01-01).md": "第一条 丙。\n\n第二条 本条例自公布之日起施行。《木屐条例》同时废止。",
    "行政法规/木屐条例(2011-01-01).md": "第一条 丁。",
    "行政法规/木屐条例.md": "第一条 戊。",
}
DIGEST = '\n[[digest]]\narticle = "{}"\ntext = "{}"\nasks = ["{}"]\n'
OWN = {
    "digests/umbrella.toml": 'statute = "借伞法"\nreviewed = 2026-01-01\n'
    + DIGEST.format("第三条", "雨停了就要还伞。", "伞好久还")
    + DIGEST.format("第三条之一", "吹跑了不怪你。", "吹跑了"),
    "digests/fan.toml": 'statute = "扇子法"\nreviewed = 2026-01-01\n' + DIGEST.format("第二条", "扇子要轻拿。", "扇子"),
    "digests/hat.toml": 'statute = "草帽法"\nreviewed = 2026-01-01\n' + DIGEST.format("第一条", "草帽不外借。", "草帽"),
    "statutes.toml": '[[statute]]\ntitle = "扇子法"\nshelf = "经济法"\n',
    "topics.toml": '[[topic]]\ntitle = "伞坏了"\nquery = "伞坏了赔不赔"\nicon = "i"\n',
}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    root = tmp_path_factory.mktemp("library")
    for name, body in LAWS.items():
        path = root / "laws" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        title = path.stem.partition("(")[0]
        history = "" if path.stem == title else f"{HISTORY}\n\n"
        path.write_text(f"# {title}\n\n{history}<!-- INFO END -->\n\n{body}\n", "utf-8")
    for name, text in OWN.items():
        path = root / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for source in ("laws", "own"):
        assert build(root / source, root / "packs").refused == []
    packs, _ = ContentStore(root / "packs").open()
    return Library(packs)


@pytest.fixture
def umbrella(library):
    return library.by_short("借伞法")


# Shelves


def test_shelves_stand_in_their_fixed_order_with_what_is_in_force(library):
    assert library.shelves() == [
        ("民法典", 1), ("社会法", 2), ("经济法", 1), ("行政法规", 1), ("部门规章", 1), ("其他", 1),
    ]  # fmt: skip


def test_on_a_shelf_statutes_with_digests_stand_first(library):
    assert [s.short for s in library.shelf("社会法")] == ["借伞法", "蓑衣法"]
    assert [s.short for s in library.shelf("行政法规")] == ["借伞条例"]
    assert library.shelf("雨具法") == []


def test_older_versions_stand_on_the_shelf_on_request_only(library):
    found = {(s.short, s.version): s.status for s in library.shelf("社会法", all_versions=True)}
    assert found[("借伞法", "2010-01-01")] is Status.REPLACED
    assert len(found) == 3
    assert {s.status for s in library.shelf("社会法")} == {Status.IN_FORCE}


# A statute


def test_a_name_means_the_version_in_force(library, umbrella):
    assert (umbrella.version, umbrella.status) == ("2020-01-01", Status.IN_FORCE)
    assert library.by_short("中华人民共和国借伞法") == umbrella
    assert library.by_short("飞天扫帚法") is None
    assert library.statute(umbrella.pack, umbrella.id) == umbrella


def test_versions_come_newest_first(library, umbrella):
    assert [s.version for s in library.versions(umbrella)] == ["2020-01-01", "2010-01-01"]


def test_where_none_is_in_force_a_name_means_the_newest(library):
    assert {s.version for s in library.versions(library.by_short("木屐条例"))} == {"2011-01-01", ""}
    assert library.by_short("木屐条例").version == "2011-01-01"


def test_the_history_is_told_line_by_line(library, umbrella):
    assert library.history(umbrella) == [HISTORY]


def test_the_contents_are_in_printed_order(library, umbrella):
    nodes = library.nodes(umbrella)
    assert [(n.depth, n.label) for n in nodes if n.kind is Kind.HEADING][:4] == [
        (1, "第一编"), (3, "第一章"), (4, "第一节"), (3, "第二章"),
    ]  # fmt: skip
    assert [(n.label, n.number, n.sub) for n in nodes if n.kind is Kind.ARTICLE] == [
        ("第一条", 1, 0), ("第二条", 2, 0), ("第三条", 3, 0), ("第三条之一", 3, 1),
    ]  # fmt: skip
    assert umbrella.articles == 4


def test_a_list_of_contents_is_light_and_a_node_is_whole(library):
    (listed,) = library.nodes(library.by_short("蓑衣法"))
    assert len(listed.text) == 80
    assert library.node(listed.ref).text == "晾" * 300 + "。"


def test_an_article_is_found_by_its_number(library, umbrella):
    ref = library.article(umbrella, 3, 1)
    assert library.node(ref).text == "大风吹走的，不用归还。"
    assert library.node(ref).key == "社会法/中华人民共和国借伞法(2020-01-01).md#第三条之一"
    assert library.owner(ref) == umbrella
    assert library.article(umbrella, 9) is None
    assert library.article(umbrella, 0) is None


def test_a_node_that_is_not_there_is_a_key_error(library):
    with pytest.raises(KeyError):
        library.node(Ref(0, 10_000))
    with pytest.raises(KeyError):
        library.owner(Ref(0, 10_000))


@pytest.mark.parametrize(
    ("number", "above"),
    [(1, ["第一编 通则"]), (2, ["第一编 通则", "第一章 借", "第一节 凭证"]), (3, ["第一编 通则", "第二章 还"])],
)
def test_an_article_knows_the_headings_above_it(library, umbrella, number, above):
    assert library.headings_above(library.article(umbrella, number)) == above


def test_headings_of_another_statute_are_not_above(library):
    assert library.headings_above(library.article(library.by_short("蓑衣法"), 1)) == []


@pytest.mark.parametrize(
    ("word", "labels"),
    [
        ("归还", ["第三条", "第三条之一"]),
        ("第三条", ["第三条", "第三条之一"]),
        ("不怪你", ["第三条之一"]),  # stands in the digest alone
        ("旧的", []),  # of the version before
        ("%", []),
    ],
)
def test_a_word_is_looked_for_within_one_statute(library, umbrella, word, labels):
    assert [node.label for node, _ in library.find_in(umbrella, word)] == labels


def test_what_is_found_within_a_statute_comes_with_its_digest(library, umbrella):
    ((node, digest),) = library.find_in(umbrella, "雨停归还")
    assert (node.text, digest) == ("雨停归还。", "雨停了就要还伞。")


def test_a_node_of_an_older_version_is_known_as_such(library, umbrella):
    old = library.versions(umbrella)[1]
    assert library.owner(library.article(old, 1)).status is Status.REPLACED
    assert library.owner(library.article(umbrella, 1)).status is Status.IN_FORCE


# Our words


def test_digests_are_kept_by_statute_and_article(library):
    assert library.digested() == {"借伞法": 2, "扇子法": 1, "草帽法": 1}
    assert library.digest("借伞法", 3, 1) == "吹跑了不怪你。"
    assert library.digest("借伞法", 1) == library.digest("飞天扫帚法", 1) == ""
    assert library.digests_of("借伞法") == {(3, 0): "雨停了就要还伞。", (3, 1): "吹跑了不怪你。"}


def test_a_statute_known_from_digests_alone_can_be_read(library):
    fan = library.by_short("扇子法")
    assert (fan.digest_only, fan.category, fan.version) == (True, "经济法", "")
    (node,) = library.nodes(fan)
    assert (node.label, node.text) == ("第二条", "")
    assert [(found.label, digest) for found, digest in library.find_in(fan, "轻拿")] == [("第二条", "扇子要轻拿。")]
    assert library.by_short("草帽法").category == "其他"


def test_the_official_text_takes_the_place_of_what_is_known_from_digests(library, umbrella):
    assert not umbrella.digest_only
    assert [s.digest_only for s in library.statutes.values() if s.short == "借伞法"] == [False, False]
    assert library.node(library.article(umbrella, 3)).text == "雨停归还。"


def test_the_first_screens_worries(library):
    assert library.topics() == [("伞坏了", "伞坏了赔不赔", "i")]
