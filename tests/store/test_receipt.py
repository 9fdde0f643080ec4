import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.errors import NumberRefused
from kiosk.store.receipt import make_number, new_code, new_token, parse_number, plain_code, show_number

terminals = st.integers(0, 999).map("{:03}".format)
days = st.dates(date(2026, 1, 1), date(2099, 12, 31))
sequences = st.integers(1, 999)
numbers = st.builds(make_number, terminals, days, sequences)


@given(numbers, st.integers(0, 12), st.integers(1, 9))
def test_any_one_wrong_digit_is_noticed(number, place, by):
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    with pytest.raises(NumberRefused, match="check digit"):
        parse_number(wrong)


@given(numbers, st.integers(0, 11))
def test_any_two_neighbours_in_the_wrong_order_are_noticed(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(NumberRefused, match="check digit"):
            parse_number(swapped)


@given(st.lists(st.tuples(terminals, days, sequences), unique=True))
def test_another_terminal_day_or_place_in_the_day_is_another_number(parts):
    assert len({make_number(*part) for part in parts}) == len(parts)


@given(numbers, st.sampled_from(["", " ", "-", "  ", "　", "—", ".", "\t"]))
def test_a_number_is_read_however_people_put_it_on_paper(number, between):
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for text in (show_number(number), between.join(number), number.translate(wide), f" {number}\n"):
        assert parse_number(text) == number


@given(st.text())
def test_whatever_is_typed_is_a_number_or_is_refused_with_a_sentence(text):
    try:
        told = parse_number(text)
    except NumberRefused as refused:
        told = refused.sentence
    assert len(told) == 13 if told.isdigit() else told.endswith("。")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "请输入回执上的编号"),
        ("  ", "请输入回执上的编号"),
        ("101 2611", "现在是7位"),
        ("1012611250427" * 2, "现在是26位"),
        ("101 2611 2504 2x", "只有数字"),
        ("١٠١٢٦١١٢٥٠٤٢٧", "只有数字"),
        ("'; DROP TABLE record; --", "只有数字"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(text, said):
    with pytest.raises(NumberRefused) as refused:
        parse_number(text)
    assert said in refused.value.sentence


def test_a_number_is_shown_in_the_rhythm_of_a_mobile_number():
    number = make_number("101", date(2026, 11, 25), 42)
    assert show_number(number) == f"101 2611 2504 2{number[-1]}"


@pytest.mark.parametrize(("terminal", "sequence"), [("1", 1), ("1011", 1), ("abc", 1), ("101", 0), ("101", 1000)])
def test_what_has_no_number_gets_none(terminal, sequence):
    with pytest.raises(ValueError, match="no receipt number"):
        make_number(terminal, date(2026, 11, 25), sequence)


def test_tokens_and_codes_do_not_repeat():
    assert len({new_token() for _ in range(1000)}) == 1000
    assert len({new_code() for _ in range(100)}) > 95
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", new_token()) for _ in range(50))


def test_a_code_is_read_as_typed():
    assert plain_code("４８２１ 0937") == plain_code("4821-0937") == "48210937"
