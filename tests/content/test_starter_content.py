"""The starter content as it is shipped: enough of it, without slips, in our own words, and true to the statutes.

What can only be compared with the statutes themselves is skipped where ../shared is not beside the checkout.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.law.digests import Starter, read_starter
from kiosk.law.folder import read_folder
from kiosk.law.library import Library
from kiosk.law.model import Status, Statute
from kiosk.law.search import Search
from kiosk.law.terms import normalise

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LONGEST_RUN = 24  # characters that a digest may share with a statute: names of things, not sentences


@pytest.fixture(scope="module")
def starter() -> Starter:
    return read_starter(ROOT / "assets" / "content")


@pytest.fixture(scope="module")
def official() -> list[Statute]:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return read_folder(SHARED / "laws").statutes


@pytest.fixture(scope="module")
def search(tmp_path_factory) -> Search:
    out = tmp_path_factory.mktemp("starter")
    build(ROOT / "assets" / "content", out)
    packs, _ = ContentStore(out).open()
    return Search(Library(packs))


def test_nothing_of_it_is_refused(starter):
    assert starter.refused == []


def test_there_is_enough_to_begin_with(starter):
    assert len(starter.digests) >= 400
    assert len({digest.statute for digest in starter.digests}) >= 25
    assert len(starter.lexicon) >= 800


def test_every_spoken_form_stands_once_and_as_a_query_would_spell_it(starter):
    said = Counter(form for entry in starter.lexicon for form in entry.said)
    assert [form for form, times in said.items() if times > 1] == []
    assert [form for form in said if normalise(form) != form] == []  # it would never be met


def test_every_alias_means_one_statute_and_is_no_other_statutes_name(starter):
    aliases = Counter(alias for naming in starter.namings for alias in naming.aliases)
    assert [alias for alias, times in aliases.items() if times > 1] == []
    assert {naming.title for naming in starter.namings}.isdisjoint(aliases)


def test_every_statute_with_digests_has_its_shelf(starter):
    assert {digest.statute for digest in starter.digests} <= {naming.title for naming in starter.namings}


def test_every_worry_of_the_first_screen_has_its_icon_and_leads_somewhere(starter, search):
    assert len({topic.title for topic in starter.topics}) == len(starter.topics) >= 6
    for topic in starter.topics:
        assert (ROOT / "assets" / "icons" / f"{topic.icon}.svg").is_file(), topic
        first = search.search(topic.query, limit=5).hits
        assert len(first) == 5, topic
        assert all(hit.digest for hit in first), topic


def test_what_people_ask_leads_to_the_digest_that_answers(starter, search):
    """The digests' own questions, each the first of its article: nearly all stand on the first screen."""
    found = sum(f"{digest.statute}#{digest.label}" in search.keys(digest.asks[0], 5) for digest in starter.digests)
    assert found / len(starter.digests) > 0.97


def test_every_digest_is_of_an_article_that_is_there(starter, official):
    articles = {
        (statute.short, node.number, node.sub)
        for statute in official
        if statute.status is Status.IN_FORCE
        for node in statute.articles
    }
    assert [d.statute + d.label for d in starter.digests if (d.statute, d.number, d.sub) not in articles] == []


_LEFT_OUT = re.compile(r"[\W_]+")


def runs(text: str) -> set[str]:
    """Every run of one character more than may be shared, marks and blanks left out."""
    bare = _LEFT_OUT.sub("", text)
    return {bare[at : at + LONGEST_RUN + 1] for at in range(len(bare) - LONGEST_RUN)}


def test_a_run_ignores_marks_and_blanks():
    assert runs("伞，伞 " * 13) == {"伞" * 25}
    assert runs("伞" * 24) == set()


def test_digests_and_questions_are_in_our_own_words(starter, official):
    ours: dict[str, str] = {}
    for digest in starter.digests:
        for text in (digest.text, *digest.asks):
            ours |= dict.fromkeys(runs(text), f"{digest.statute}{digest.label}")
    copied = set()
    for statute in official:
        bare = _LEFT_OUT.sub("", "".join(node.text for node in statute.nodes))
        for at in range(len(bare) - LONGEST_RUN):
            run = bare[at : at + LONGEST_RUN + 1]
            if run in ours:
                copied.add((ours[run], run, statute.short))
    assert copied == set()


@pytest.mark.usefixtures("official")
def test_what_was_learnt_is_what_learning_again_gives():
    command = [sys.executable, "-m", "bench.learn", "--check"]
    learnt = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=300)
    assert (learnt.returncode, learnt.stdout) == (0, "as learnt\n")


def test_no_question_can_be_read_back_from_what_was_learnt(starter):
    """A term stays only where two questions share it; a rare long run (a name, a number) would tell of one person."""
    words = {term for association in starter.learnt for term in association.terms}
    assert words
    assert [word for word in words if len(word) > 2 and not word.isascii()] == []
    assert [word for word in words if re.search(r"\d{6}", word)] == []
