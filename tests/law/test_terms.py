"""Statutes and questions are cut into the same terms, so that they meet; whatever is typed becomes short and clean."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.law.terms import MAX_QUERY_CHARS, normalise, query_terms, terms


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("借伞", "借伞"),
        ("  借\t伞\n\n ", "借 伞"),
        ("ＬＤＨＴ１２３", "ldht123"),
        ("《借伞法》（试行）", "《借伞法》(试行)"),
        ("借\x00伞\x1b\u202e\u200b骨\ue000", "借 伞 骨"),
        ("\ud800借伞", "借伞"),
        ("　", ""),
    ],
)
def test_widths_case_blanks_and_control_characters_are_folded(typed, read):
    assert normalise(typed) == read


def test_a_long_query_is_capped():
    assert normalise("伞" * 10_000) == "伞" * MAX_QUERY_CHARS
    assert len(normalise("ﷺ" * 10_000)) == MAX_QUERY_CHARS  # one character that NFKC makes eighteen of


TYPED = st.text(st.sampled_from("借伞法第三条之一 aZ9ａＢ１《》（）？\n\t\x00\u3000"), max_size=150)


@given(TYPED)
def test_normalising_again_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize("text", ["a" * (MAX_QUERY_CHARS - 1) + " b", "J\u030c", "\u0130\u0316"])
def test_normalising_again_changes_nothing_at_the_edges(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
@example("\ud800\udfff\x00\u2028")
def test_whatever_is_typed_becomes_short_and_printable(text):
    read = normalise(text)
    assert len(read) <= MAX_QUERY_CHARS
    assert read.isprintable()
    assert "  " not in read


def test_a_run_of_chinese_gives_characters_and_pairs_others_stay_whole():
    assert terms("借伞人，B超ok") == ["借", "伞", "人", "借伞", "伞人", "b", "超", "ok"]
    assert terms("伞 伞") == ["伞", "伞"]
    assert terms("，。☂ ") == []


def test_no_pair_spans_a_mark():
    assert "伞人" not in terms("借伞，人归还")


@pytest.mark.parametrize("question", ["借伞怎么办", "请问借伞咋个办", "借伞得不得行", "我想借伞可以吗"])
def test_question_words_and_particles_say_nothing(question):
    assert query_terms(question) == ["借", "伞", "借伞"]


@pytest.mark.parametrize("question", ["怎么办", "可以吗", "的"])
def test_a_question_of_nothing_else_keeps_its_words(question):
    assert query_terms(question) == terms(question) != []


@given(st.text(max_size=80))
def test_a_questions_terms_are_among_the_texts_terms(text):
    assert set(query_terms(text)) <= set(terms(text))
