"""Identity numbers and telephone numbers as they are typed at the terminal. Today is 15 March 2026."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.identity import IdentityRefused, age_on, parse
from kiosk.services.phone import PhoneRefused, parse_phone

TODAY = date(2026, 3, 15)
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]  # as GB 11643 prints them
CHECKS = "10X98765432"


def numbered(region="511124", born=date(1961, 5, 4), sequence=23):
    """A whole number, its check character worked out by the table of the standard."""
    body = f"{region}{born:%Y%m%d}{sequence:03d}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


BORN = st.dates(date(1900, 1, 1), TODAY)
NUMBERS = st.builds(
    numbered, st.sampled_from(["511124", "500101", "110105", "830000", "951156"]), BORN, st.integers(0, 999)
)


def refused(text):
    with pytest.raises(IdentityRefused) as slip:
        parse(text, TODAY)
    assert slip.value.sentence
    return slip.value.sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "请填身份证号码"),
        (" 　- ", "请填身份证号码"),
        ("51112419610504", "现在只有 14 位"),
        ("5111241961050400231", "现在有 19 位"),
        ("511124610504023", "老身份证的 15 位"),
        ("五一一一二四", "只有数字"),
        ("51112419610504O23X", "只有数字"),  # the letter O
        ("5111241961050402XX", "只有数字"),
        ("X11124196105040234", "只有数字"),
        ("<script>alert(1)", "只有数字"),
        ("'; DROP TABLE x; --", "只有数字"),
        ("😀" * 18, "只有数字"),
        ("٥١١١٢٤١٩٦١٠٥٠٤٠٢٣٤", "只有数字"),  # Arabic digits
        ("1" * 20_000, "太长了"),
        (numbered("991124")[:6] + numbered()[6:], "开头两位不对"),
        ("00" + numbered()[2:], "开头两位不对"),
        ("511124196113040234", "出生日期不存在"),
        ("511124190002290234", "出生日期不存在"),  # 1900 was no leap year
        ("511124000001010234", "出生日期不存在"),
        ("511124202603160234", "还没有到"),
        ("511124189912310234", "太早了"),
    ],
)
def test_what_is_no_identity_number_is_told_what_to_look_at(text, told):
    assert told in refused(text)


def test_a_wrong_check_character_is_said_so():
    good = numbered()
    assert refused(good[:-1] + ("0" if good[-1] != "0" else "1")) == "最后一位对不上，请再看一遍身份证"


def test_the_examples_of_the_standard():
    assert parse("11010519491231002X", TODAY).born == date(1949, 12, 31)
    assert numbered("440524", date(1880, 1, 1), 1) == "440524188001010014"
    assert "太早了" in refused("440524188001010014")  # the check character fits, and nobody is of that age


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        " 110105-1949-1231-002x\n",
        "\u200b110105　19491231002Ｘ",
    ],
)
def test_people_type_one_number_in_many_ways(typed):
    assert parse(typed, TODAY).number == "11010519491231002X"


@given(NUMBERS)
def test_a_good_number_says_where_when_and_which_sex(number):
    identity = parse(number, TODAY)
    assert identity.number == number
    assert identity.region == number[:6]
    assert f"{identity.born:%Y%m%d}" == number[6:14]
    assert identity.sex == ("男" if number[16] in "13579" else "女")


@given(NUMBERS, st.data())
def test_one_wrong_character_or_two_swapped_neighbours_are_never_taken(number, data):
    at = data.draw(st.integers(0, 17))
    wrong = data.draw(st.sampled_from([c for c in ("0123456789" if at < 17 else "0123456789X") if c != number[at]]))
    refused(number[:at] + wrong + number[at + 1 :])
    left = data.draw(st.integers(0, 16))
    swapped = number[:left] + number[left + 1] + number[left] + number[left + 2 :]
    if swapped != number:
        refused(swapped)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text):
    try:
        number = parse(text, TODAY).number
    except IdentityRefused:
        assert refused(text).startswith(("身份证", "请填", "这是", "中间", "最后"))
    else:
        assert re.fullmatch(r"[0-9]{17}[0-9X]", number)


@given(NUMBERS)
def test_no_number_reaches_a_log(number):
    identity = parse(number, TODAY)
    assert not re.search(r"\d", repr(identity))
    with pytest.raises(IdentityRefused) as slip:
        parse(number[:-1] + CHECKS[(CHECKS.index(number[-1]) + 1) % 11], TODAY)
    assert number[:-1] not in f"{slip.value!r}{slip.value}{slip.value.sentence}"


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 3, 16), TODAY, 17),
        (date(2008, 3, 15), TODAY, 18),
        (date(1966, 3, 15), TODAY, 60),
        (TODAY, TODAY, 0),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
    ],
)
def test_age_is_complete_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


@given(BORN, st.integers(0, 40_000))
def test_age_never_falls(born, days):
    day = born + timedelta(days)
    assert 0 <= age_on(born, day) <= age_on(born, day + timedelta(1)) <= age_on(born, day) + 1


def phone_refused(text):
    with pytest.raises(PhoneRefused) as slip:
        parse_phone(text)
    assert not re.search(r"\d{5}", str(slip.value))
    return slip.value.sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "请填电话号码"),
        ("没得电话", "只有数字"),
        ("1" * 20_000, "太长了"),
        ("1381234567", "手机号码是 11 位"),
        ("138123456789", "手机号码是 11 位"),
        ("12812345678", "手机号码是 11 位"),
        ("3712345", "要加区号"),
        ("0833-371234", "打不通"),
        ("0833-1712345", "打不通"),
        ("010-3712345", "打不通"),
        ("010-13712345", "打不通"),
        *((hotline, "服务热线") for hotline in ("12348", "110", "120", "12345", "10086", "95588", "400-810-8888")),
    ],
)
def test_a_number_at_which_nobody_can_be_reached_is_refused(text, told):
    assert told in phone_refused(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "13812345678"),
        ("138 1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 19912345678", "19912345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("013812345678", "13812345678"),
        ("08333712345", "0833-3712345"),
        ("（0833）3712345", "0833-3712345"),
        ("0833—3712345", "0833-3712345"),
        ("028-86543210", "028-86543210"),
        ("010 65432100", "010-65432100"),
    ],
)
def test_mobile_and_landline_are_kept_in_one_way(typed, kept):
    assert parse_phone(typed) == kept


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9+() -]{1,20}", fullmatch=True)))
def test_what_is_kept_reads_the_same_again(text):
    try:
        kept = parse_phone(text)
    except PhoneRefused:
        assert phone_refused(text)
    else:
        assert parse_phone(kept) == kept
        assert re.fullmatch(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}", kept)
