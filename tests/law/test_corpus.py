"""The whole corpus of ../shared/laws goes in, and every character of every file is there or accounted for.

What the importer says of itself is not believed here: the raw file is read again, by simpler rules of our own.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from docx import Document

from kiosk.law import word
from kiosk.law.folder import read_folder
from kiosk.law.model import Authority, Kind

LAWS = Path(__file__).resolve().parents[3] / "shared" / "laws"
pytestmark = pytest.mark.skipif(not LAWS.is_dir(), reason="../shared is not here")

NO_BODY = "DLC/重庆地方法规/地方性法规/重庆/重庆市实施《母婴保健法》办法(2018-07-26).md"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"


@pytest.fixture(scope="module")
def intake():
    return read_folder(LAWS)


@pytest.fixture(scope="module")
def files():
    return {p.relative_to(LAWS).as_posix(): p for p in sorted(LAWS.rglob("*.md")) if p.name != "README.md"}


@pytest.fixture(scope="module")
def nodes(intake):
    """The nodes that came from each file; a code's books keep their own file's name."""
    out = defaultdict(list)
    for statute in intake.statutes:
        for node in statute.nodes:
            out[node.source].append(node)
    return dict(out)


def raw(path: Path) -> tuple[str, str]:
    """Head and body of a file."""
    head, mark, body = path.read_bytes().decode("utf-8-sig").partition("<!-- INFO END -->")
    assert mark
    return head, body


def expected(path: Path) -> str:
    """Every character of a body that a reader must see: no blanks, no marks of headings, tables and comments."""
    out = []
    for line in re.sub(r"<!--.*?-->", "", raw(path)[1], flags=re.S).split("\n"):
        text = line.strip()
        if re.fullmatch(r"\|[-|: ]*-[-|: ]*\|", text):
            continue
        out.append("".join(re.sub(r"^#+", "", text).split()))
    return "".join(out)


def solid(texts) -> str:
    return "".join("".join(texts).split())


def seen(parts) -> str:
    return solid(f"{n.label}{n.text}" for n in parts)


def test_every_file_is_a_statute_or_refused_for_a_reason(intake, files, nodes):
    assert [(n.source, n.text) for n in intake.refused] == [(NO_BODY, "no body: nothing follows the history lines")]
    assert expected(files[NO_BODY]) == ""  # rightly: it ends with the history
    assert set(nodes) == set(files) - {NO_BODY}


def test_no_character_is_lost_and_all_stand_in_order(intake, files, nodes):
    told = Counter()
    for notice in intake.notices:
        if match := re.fullmatch(r"invisible characters left out: (\d+)", notice.text):
            told[notice.source] += int(match[1])
    total = 0
    for source, found in nodes.items():
        head, _ = raw(files[source])
        want = expected(files[source])
        have = seen(found[1:] if "\n# " in head else found)  # a book's name comes from the head
        hidden = sum((want + head).count(c) for c in INVISIBLE)
        assert told[source] == hidden, source
        want = want.translate(dict.fromkeys(map(ord, INVISIBLE)))
        assert Counter(want) == Counter(have), (source, Counter(want) - Counter(have), Counter(have) - Counter(want))
        assert want == have, source
        total += len(want)
    assert total > 7_900_000


def test_the_head_of_each_file_is_kept(intake, files):
    for statute in intake.statutes:
        if statute.source not in files:
            continue  # a code of several books
        head = "".join(raw(files[statute.source])[0].replace("#", "").split())
        kept = "".join((statute.title + "".join(e.text for e in statute.history)).split())
        assert head.translate(dict.fromkeys(map(ord, INVISIBLE))) == kept, statute.source


def test_articles_are_found_wherever_a_line_begins_with_one(files, nodes):
    """Counted from the raw text: labels at the start of a line, set apart from what follows, annexes left out."""
    label = re.compile(
        r"^[ \t\u3000]*(第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?)[ \u3000]", re.M
    )
    found = total = 0
    for source in nodes:
        body = re.split(r"^[ \t\u3000]*附[件录表图]?[一二三\d]*[ \u3000]*[：:]?$", raw(files[source])[1], flags=re.M)[0]
        wanted = Counter(label.findall(body))
        total += wanted.total()
        have = Counter(n.label for n in nodes[source] if n.kind is Kind.ARTICLE)
        missing = wanted - have
        found += wanted.total() - missing.total()
        if not any(n.kind is Kind.ANNEX for n in nodes[source]):
            assert not missing, (source, missing)
    assert total > 64_000
    assert found > 0.995 * total


def test_the_civil_code_is_one_statute_of_1260_articles(intake):
    (code,) = [s for s in intake.statutes if s.source == "民法典"]
    assert [n.number for n in code.articles] == list(range(1, 1261))
    assert code.short == "民法典"


def test_articles_that_their_source_misprints_are_found(intake):
    by_source = {s.source: {n.number for n in s.articles} for s in intake.statutes}
    assert 128 in by_source["诉讼与非诉讼程序法/刑事诉讼法(2018-10-26).md"]  # 第一百二十八 条侦查人员…
    assert 54 in by_source["民法商法/农民专业合作社法(2017-12-27).md"]  # 笫五十四条
    assert by_source["行政法规/飞行基本规则(2007-10-18).md"] == set(range(1, 125))  # several in one line


def test_chongqing_stands_on_the_local_shelf(intake):
    found = [s for s in intake.statutes if s.source.startswith("DLC/")]
    assert len(found) == 9
    assert {(s.category, s.authority) for s in found} == {("地方性法规", Authority.LOCAL)}


def test_every_statute_has_a_shelf_and_a_version(intake):
    assert [s.source for s in intake.statutes if not s.category or s.version is None] == []
    assert not [n for n in intake.notices if "no known shelf" in n.text]


def test_the_same_statutes_as_word_documents_give_the_same_nodes(intake, tmp_path):
    """Every fiftieth statute, typed as the official database prints it: title, history in brackets, contents, body."""
    path = tmp_path / "x.docx"
    for statute in [s for s in intake.statutes if s.history and not s.book and len(s.nodes) < 300][::50]:
        chapters = [
            f"{n.label}　{n.text}" for n in statute.nodes if n.kind is Kind.HEADING and n.label.startswith("第")
        ]
        document = Document()
        document.add_paragraph(statute.title)
        document.add_paragraph(f"（{'　'.join(e.text for e in statute.history)}）")
        for line in ("目　录", *chapters) if chapters else ():
            document.add_paragraph(line)
        for node in statute.nodes:
            for line in f"{node.label}　{node.text}".strip().split("\n"):
                document.add_paragraph(f"　　{line}")
        document.save(str(path))
        found = word.read(path, "x.docx", statute.category, statute.authority, [])
        assert seen(found.nodes) == seen(statute.nodes), statute.source
        assert [n.label for n in found.articles] == [n.label for n in statute.articles], statute.source
        assert solid(e.text for e in found.history) == solid(e.text for e in statute.history)
