from hypothesis import given
from hypothesis import strategies as st

from kiosk.law.excerpt import LENGTH, excerpt


def marked(text, words, **kw):
    shown, spans = excerpt(text, words, **kw)
    return shown, [shown[a:b] for a, b in spans]


def test_a_short_text_is_shown_whole_with_its_words_marked():
    assert marked("雨停以后归还雨伞。", ["归还", "雨伞"]) == ("雨停以后归还雨伞。", ["归还雨伞"])


def test_of_a_long_text_the_part_that_was_found_is_shown():
    shown, words = marked("晴天不借。" * 40 + "雨停以后归还雨伞。" + "晴天不借。" * 40, ["归还", "雨停"])
    assert words == ["雨停", "归还"]
    assert shown[0] == shown[-1] == "…"
    assert len(shown) <= LENGTH + 2


def test_the_densest_part_wins():
    text = "归还。" + "晴" * 200 + "归还雨伞，归还雨衣。" + "晴" * 200
    assert marked(text, ["归还", "雨伞", "雨衣"])[1] == ["归还雨伞", "归还雨衣"]


def test_paragraphs_run_on_and_latin_letters_match_in_any_case():
    assert marked("甲\nWTO规则", ["wto"]) == ("甲 WTO规则", ["WTO"])


def test_nothing_found_shows_the_beginning():
    shown, words = marked("晴" * 200, ["雨"])
    assert (shown, words) == ("晴" * LENGTH + "…", [])


@given(st.text("雨伞。，晴", max_size=300), st.lists(st.text("雨伞", min_size=1, max_size=2), max_size=3))
def test_marks_are_in_order_inside_and_on_the_words(text, words):
    shown, spans = excerpt(text, words)
    last = -1
    for a, b in spans:
        assert last < a < b <= len(shown)
        assert set(shown[a:b]) <= set("雨伞")
        last = b
