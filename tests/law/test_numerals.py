import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.law.numerals import ARTICLE, article_label, to_chinese, to_int


@given(st.integers(1, 9999))
def test_what_is_written_is_read_again(number):
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (110, "一百一十"), (133, "一百三十三"), (1001, "一千零一"),
     (1010, "一千零一十"), (1260, "一千二百六十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_numbers_are_written_as_statutes_print_them(number, printed):
    assert to_chinese(number) == printed


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一二六〇", 1260), ("1042", 1042), ("１０４２", 1042), ("二〇", 20), ("两百", 200), ("〇", 0), ("百", 100)],
)
def test_other_ways_of_writing_are_read(numeral, number):
    assert to_int(numeral) == number


@pytest.mark.parametrize("numeral", ["", "甲", "1十", "一.二", "-1", "²"])
def test_what_is_no_numeral_is_not_guessed(numeral):
    with pytest.raises(ValueError, match="not a numeral"):
        to_int(numeral)


@pytest.mark.parametrize("number", [0, -3, 10000])
def test_no_label_beyond_the_range(number):
    with pytest.raises(ValueError, match="out of range"):
        to_chinese(number)


def test_an_inserted_article_has_its_sub_number_in_the_label():
    assert article_label(133, 1) == "第一百三十三条之一"
    assert article_label(8) == "第八条"
    assert ARTICLE.fullmatch("第一百三十三条之一").groups() == ("一百三十三", "一")
    assert ARTICLE.fullmatch("第 133 条").groups() == ("133", None)
