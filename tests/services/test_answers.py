"""Each kind of answer: what is taken and in which form, what is refused and with which sentence. Bad ones first."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.services.answers import MOST_PHOTOS, check, clean
from kiosk.services.errors import AnswerRefused
from kiosk.services.form import SILENT, Choice, Kind, Question

TODAY = date(2026, 11, 25)
SHA = "0123456789abcdef" * 4
CHOICES = (Choice("scale", "秤不准"), Choice("boxes", "不去皮"), Choice("none", "都没有"))
IDENTITY = "511124196503120018"
NASTY = {
    "20,000 characters": "字" * 20_000,
    "SQL": "'; DROP TABLE record; --",
    "HTML": "<script>alert(1)</script>&amp;<b>",
    "typst": '#read("/etc/passwd") $x$ *a* @b',
    "emoji": "👨‍👩‍👧 🍊",
    "control characters": "\x00\x07\x1b[31m",
    "half a surrogate pair": "\ud83c",
    "right to left": "\u202eabc",
    "a very long line": "a" * 20_000,
}
WRONG: list[Any] = [7, -1, 1.5, float("nan"), True, False, b"bytes", ["x"], [["x"]], {"x": "y"}, {}, {1}, ...]


def question(kind: Kind, **facts: Any) -> Question:
    own = {"choice": CHOICES} if kind in (Kind.ONE, Kind.MANY) else {"slots": "window"} if kind is Kind.SLOT else {}
    return Question("asked", kind, "问一句？", **(own | facts))


def take(kind: Kind, given: Any, **facts: Any) -> Any:
    return check(question(kind, **facts), given, TODAY)


def refused(kind: Kind, given: Any, **facts: Any) -> str:
    with pytest.raises(AnswerRefused) as slip:
        take(kind, given, **facts)
    assert slip.value.sentence
    assert str(slip.value) == "answer refused"  # what was given reaches no log
    return slip.value.sentence


def tried(asked: Question, given: Any) -> tuple[Any, str]:
    """What is kept and no sentence, or nothing and the sentence; no other error gets through."""
    try:
        return check(asked, given, TODAY), ""
    except AnswerRefused as slip:
        said = slip.sentence
    assert said
    return None, said


ASKING = [kind for kind in Kind if kind not in SILENT]


# Nothing


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("nothing", [None, "", [], (), {}, {"town": "", "rest": ""}], ids=repr)
def test_nothing_is_asked_for_again_or_taken_where_it_may_be(kind, nothing):
    assert "请" in (said := refused(kind, nothing)) or "同意" in said
    assert take(kind, nothing, optional=True) is None


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG])
@pytest.mark.parametrize("nothing", ["  \n\t ", "\u3000", "\x00\x01", "\u200b", "\ud800"], ids=ascii)
def test_what_cannot_be_seen_is_nothing(kind, nothing):
    assert refused(kind, nothing) == "请填一下这一项"


@pytest.mark.parametrize("kind", sorted(SILENT))
def test_a_page_that_tells_keeps_nothing(kind):
    assert take(kind, True) is None


# Anything


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_an_answer_of_the_wrong_type_is_refused_in_words_or_read_as_what_it_says(kind, wrong):
    kept, said = tried(question(kind), wrong)
    if not said:
        assert kind in (Kind.NUMBER, Kind.MONEY, Kind.YES_NO, Kind.CONSENT)
        assert isinstance(wrong, int | float)
        assert isinstance(kept, int)


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_typed_is_refused_in_words_or_kept_as_plain_text(kind, nasty):
    text = NASTY[nasty]
    for handed in (text, [text], {"name": text}, {"town": text, "rest": text}):
        kept, said = tried(question(kind), handed)
        assert len(said) < 60
        if not said:
            assert kind in (Kind.TEXT, Kind.LONG, Kind.ADDRESS, Kind.PERSON)
            assert not {"\x00", "\x1b", "\u202e"} & set(json.dumps(kept, ensure_ascii=False).encode().decode())


# Texts


def test_a_text_is_one_line_and_a_long_one_keeps_its_lines():
    assert take(Kind.TEXT, "  罗 \n 桂\t芳 ") == "罗 桂 芳"
    assert take(Kind.LONG, " 第一行 \r\n\r\n  第二行\r第三行\n") == "第一行\n\n第二行\n第三行"


def test_blanks_of_every_kind_part_words():
    assert take(Kind.TEXT, "欧阳\u3000修\u00a0永\u2028叔") == "欧阳 修 永 叔"


def test_html_sql_and_typst_are_words_like_others():
    for text in ("SQL", "HTML", "typst"):
        assert take(Kind.TEXT, NASTY[text]) == NASTY[text]


def test_rare_characters_and_emoji_are_kept():
    assert take(Kind.TEXT, "𠮷田🍊㐂") == "𠮷田🍊㐂"
    assert clean("e\u0301\u200b") == clean("\u00e9") == "\u00e9"


def test_a_text_too_long_is_told_with_both_numbers():
    assert take(Kind.TEXT, "字" * 30, longest=30) == "字" * 30
    assert (said := refused(Kind.TEXT, "字" * 31, longest=30)).startswith("太长了，最多30个字")
    assert "31个字" in said
    assert "20000个字" in refused(Kind.LONG, NASTY["20,000 characters"], longest=2000)


# Numbers and sums


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("30", 30), (" 30 ", 30), ("３０", 30), ("1,000", 1000), ("0", 0), ("007", 7), ("5.0", 5), (30, 30)],
)
def test_a_number(typed, kept):
    assert take(Kind.NUMBER, typed) == kept


@pytest.mark.parametrize("typed", ["-1", "1.5", "三", "1e3", "0x10", "9" * 30, "1;2", "∞", "--1", "１.５"])
def test_a_number_that_is_none(typed):
    refused(Kind.NUMBER, typed)


def test_a_number_within_its_bounds():
    bounds = {"least": 1, "most": 30}
    assert [take(Kind.NUMBER, n, **bounds) for n in ("1", "30")] == [1, 30]
    assert refused(Kind.NUMBER, "0", **bounds) == "至少是1"
    assert refused(Kind.NUMBER, "31", **bounds).startswith("最多是30")


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("2800", 2800_00), ("12.5", 12_50), ("0.01", 1), ("¥1,234.50元", 1234_50), ("０", 0), ("100000.00", 100_000_00)],
)
def test_money_is_typed_in_yuan_and_kept_in_fen(typed, fen):
    assert take(Kind.MONEY, typed) == fen


@pytest.mark.parametrize("typed", ["-1", "1.234", "两千", "1" * 19, "12,5.5.5", "$5", "nan", "1e9"])
def test_money_that_is_none(typed):
    refused(Kind.MONEY, typed)


def test_money_bounds_are_told_in_yuan():
    assert refused(Kind.MONEY, "0.99", least=100) == "至少是1元"
    assert refused(Kind.MONEY, "2000.01", most=2000_00).startswith("最多是2,000元")


def test_money_that_is_kept_already_stays_the_same_sum():
    """A draft is looked at again when it is taken up, and once more before it is handed in."""
    assert take(Kind.MONEY, take(Kind.MONEY, "23200"), most=30_000_00) == 23_200_00
    assert take(Kind.MONEY, 5) == 5
    refused(Kind.MONEY, -5)


# Days


@pytest.mark.parametrize("typed", ["2026-03-15", "2026-3-15", "2026年3月15日", "2026.3.15", "２０２６.３.１５"])
def test_a_day(typed):
    assert take(Kind.DATE, typed) == "2026-03-15"


@pytest.mark.parametrize("typed", ["2026-02-31", "2025-02-29", "2026-13-01", "2026-00-10", "2026-4-31"])
def test_a_day_that_does_not_exist(typed):
    assert refused(Kind.DATE, typed) == "没有这一天，请看看年月日对不对"


@pytest.mark.parametrize("typed", ["昨天", "15-3-2026", "2026-3", "2026-3-15-1", "20260315", "-1-1-1", "99999-1-1"])
def test_what_is_no_day(typed):
    assert refused(Kind.DATE, typed)


def test_today_is_neither_past_nor_future():
    for facts in ({}, {"future": True}, {"future": True, "past": False}):
        assert take(Kind.DATE, "2026-11-25", **facts) == "2026-11-25"


def test_a_day_ahead_or_behind_where_it_must_not_be():
    assert "还没有到" in refused(Kind.DATE, "2026-11-26")
    assert "已经过了" in refused(Kind.DATE, "2026-11-24", future=True, past=False)
    assert take(Kind.DATE, "2026-11-26", future=True, past=False) == "2026-11-26"
    assert refused(Kind.DATE, "1700-1-1")
    assert refused(Kind.DATE, "2099-1-1", future=True)


# Choosing


@pytest.mark.parametrize(("given", "kept"), [(True, True), (False, False), ("yes", True), ("no", False)])
def test_yes_and_no(given, kept):
    assert take(Kind.YES_NO, given) is kept


@pytest.mark.parametrize("given", ["maybe", "YES", "是", 2, ["yes"], {"yes": 1}])
def test_what_is_neither_yes_nor_no(given):
    assert "是" in refused(Kind.YES_NO, given)


@pytest.mark.parametrize("given", [False, "no", "maybe", 2])
def test_without_consent_there_is_a_way_on_by_hand(given):
    assert "窗口" in refused(Kind.CONSENT, given)
    assert "窗口" in refused(Kind.CONSENT, given, optional=True)


def test_one_of_what_there_is():
    assert take(Kind.ONE, "boxes") == "boxes"
    for wrong in ("秤不准", "Scale", " scale", ["scale"], {"scale"}, "'; --"):
        assert refused(Kind.ONE, wrong) == "请从上面选一个"


def test_many_come_in_the_forms_order_and_once():
    assert take(Kind.MANY, ["none", "scale", "none"]) == ["scale", "none"]
    assert take(Kind.MANY, ("boxes",)) == ["boxes"]


@pytest.mark.parametrize("given", ["scale", ["scale", "x"], [["scale"]], [None], {"scale": True}, [{}]])
def test_many_of_what_there_is_not(given):
    assert refused(Kind.MANY, given) == "请从上面选"


# Who and where


def test_an_identity_number_as_it_is_typed():
    assert take(Kind.IDENTITY, "511124 19650312 0018") == IDENTITY
    assert refused(Kind.IDENTITY, "511124196503120019").startswith("最后一位对不上")
    assert "18" in refused(Kind.IDENTITY, "511124650312001")
    assert refused(Kind.IDENTITY, "511124209903120018")


def test_a_telephone_number_as_it_is_typed():
    assert take(Kind.PHONE, "138 0000 0000") == "13800000000"
    assert take(Kind.PHONE, "(0833)3712345") == "0833-3712345"
    assert "热线" in refused(Kind.PHONE, "12348")


def test_an_address_needs_a_town_and_something_more():
    whole = {"town": "马踏镇", "village": "", "rest": "3组 12号"}
    assert take(Kind.ADDRESS, {"town": " 马踏镇", "rest": "3组\n12号 "}) == whole
    assert take(Kind.ADDRESS, {"town": "马踏镇", "village": "某村", "rest": None})["rest"] == ""
    assert "镇" in refused(Kind.ADDRESS, {"rest": "3组"})
    assert "村" in refused(Kind.ADDRESS, {"town": "马踏镇"})
    assert refused(Kind.ADDRESS, {"town": "马踏镇", "rest": "x" * 121}) == "太长了，请说得短一点"
    assert refused(Kind.ADDRESS, {"town": "镇" * 41, "rest": "x"}) == "太长了，请说得短一点"


@pytest.mark.parametrize(
    "given", ["马踏镇", ["马踏镇"], {"town": "马踏镇", "zip": "613100"}, {"town": 5, "rest": "x"}, {1: "x"}]
)
def test_an_address_in_another_shape(given):
    assert refused(Kind.ADDRESS, given) == "请按上面的格子填"


def test_of_a_person_the_name_is_enough_and_a_telephone_number_must_be_one():
    assert take(Kind.PERSON, {"name": "包工头老张"}) == {"name": "包工头老张", "phone": "", "address": ""}
    assert take(Kind.PERSON, {"name": "张某", "phone": "139 0000 0000"})["phone"] == "13900000000"
    assert "名字" in refused(Kind.PERSON, {"phone": "13900000000"})
    assert "手机号码" in refused(Kind.PERSON, {"name": "张某", "phone": "139"})
    assert "名字" in refused(Kind.PERSON, {"phone": "13900000000"}, optional=True)


# Files and appointments


def photos(count: int) -> list[dict[str, str]]:
    return [{"sha256": f"{n:064x}", "label": f"第{n}页"} for n in range(count)]


def test_photos_are_named_by_their_hash():
    assert take(Kind.PHOTOS, [{"sha256": SHA, "label": "  欠条\n正面 ", "path": "/etc"}]) == [
        {"sha256": SHA, "label": "欠条\n正面"}
    ]
    assert take(Kind.PHOTOS, [{"sha256": SHA}]) == [{"sha256": SHA, "label": ""}]
    assert len(take(Kind.PHOTOS, [{"sha256": SHA, "label": "长" * 99}])[0]["label"]) == 40


@pytest.mark.parametrize("bad", [SHA[:-1], SHA.upper(), "g" * 64, "../" + SHA, 5, None, ["x"], "０" * 64])
def test_what_is_no_hash_is_no_photo_and_no_signature(bad):
    assert "重新拍" in refused(Kind.PHOTOS, [{"sha256": bad}])
    assert "签名" in refused(Kind.SIGNATURE, {"sha256": bad, "label": "x"})


@pytest.mark.parametrize("bad", [SHA, [SHA], {"sha256": SHA}, [None], [[SHA]]])
def test_photos_in_another_shape(bad):
    assert "重新拍" in refused(Kind.PHOTOS, bad)


def test_too_many_photos_and_too_few():
    assert refused(Kind.PHOTOS, photos(200)) == f"最多{MOST_PHOTOS}张照片，请去掉几张"
    assert refused(Kind.PHOTOS, photos(4), most=3) == "最多3张照片，请去掉几张"
    assert refused(Kind.PHOTOS, photos(1), least=2) == "至少要2张照片"
    assert len(take(Kind.PHOTOS, photos(3), least=3, most=3)) == 3


def test_a_signature_keeps_its_hash_alone():
    assert take(Kind.SIGNATURE, {"sha256": SHA, "label": "签名"}) == {"sha256": SHA}


def test_an_appointment_is_one_of_its_timetable_and_not_over():
    assert take(Kind.SLOT, "2026-11-26T09:30/window/2") == "2026-11-26T09:30/window/2"
    assert take(Kind.SLOT, "2026-11-25T09:30/window/2")
    assert "已经过了" in refused(Kind.SLOT, "2026-11-24T09:30/window/2")


@pytest.mark.parametrize(
    "bad",
    ["2026-11-26T09:30/home/1", "2026-13-26T09:30/window/1", "明天", "2026-11-26", "2026-11-26T09:30/window", 5, ["x"]],
)
def test_what_is_no_appointment(bad):
    assert refused(Kind.SLOT, bad) == "请选一个时间"


# What always holds

DAYS = st.dates(TODAY - timedelta(days=40_000), TODAY + timedelta(days=9_000)).map(str)
TYPED = st.text(max_size=80)
PARTS = st.fixed_dictionaries(
    {},
    optional={k: TYPED | st.none() for k in ("town", "village", "rest", "name", "address")}
    | {"phone": st.just("13800000000")},
)
GIVEN: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.NUMBER: st.integers(-5, 10**9) | st.decimals(allow_nan=False).map(str),
    Kind.MONEY: st.integers(-5, 10**13) | st.decimals(-5, 10**9, places=2).map(str),
    Kind.DATE: DAYS,
    Kind.YES_NO: st.sampled_from([True, False, "yes", "no"]),
    Kind.CONSENT: st.sampled_from([True, "yes"]),
    Kind.ONE: st.sampled_from([c.value for c in CHOICES]),
    Kind.MANY: st.lists(st.sampled_from([c.value for c in CHOICES]), max_size=6),
    Kind.IDENTITY: st.just(IDENTITY),
    Kind.PHONE: st.from_regex(r"1[3-9][0-9]{9}|0833-?[2-8][0-9]{6}", fullmatch=True),
    Kind.ADDRESS: PARTS,
    Kind.PERSON: PARTS,
    Kind.PHOTOS: st.lists(st.fixed_dictionaries({"sha256": st.just(SHA), "label": TYPED}), max_size=5),
    Kind.SIGNATURE: st.just({"sha256": SHA}),
    Kind.SLOT: DAYS.map(lambda day: f"{day}T09:00/window/1"),
}


@given(st.sampled_from(ASKING), st.data())
def test_what_is_taken_is_json_and_is_taken_again_unchanged(kind, data):
    asked = question(kind, future=True, longest=60)
    kept, said = tried(asked, data.draw(TYPED | GIVEN.get(kind, TYPED)))
    assume(not said)
    assert json.loads(json.dumps(kept, ensure_ascii=False).encode()) == kept
    assert check(asked, kept, TODAY) == kept


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("sha256"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.sampled_from(list(Kind)), ANYTHING, st.booleans())
def test_nothing_whatsoever_breaks_a_question(kind, given, optional):
    tried(question(kind, optional=optional), given)
