"""What somebody takes home of a guide or of a sum: the answer, what to do, by when, what to bring, whom to call."""

from datetime import date
from decimal import Decimal

from kiosk.guides.calculators import calculator
from kiosk.guides.calculators.model import Calculator, Figure, Line, Outcome, Step
from kiosk.guides.leaflet import leaflet, result, shown
from kiosk.law.takeaway import MAX_BYTES, pieces

SCALES = Calculator("scales", "秤上的差数", "算一算少称了多少。", "calc-scales", (), lambda *_: Outcome(""))


def test_a_guide_to_take_home_says_what_matters(asker):
    told = leaflet(asker.guides.guide("orange-unpaid"))
    assert told.title == "收柑子不给钱"
    assert told.text.split("\n") == [
        "收了柑子就要当日付清货款。先找收柑子的人写下欠多少。他还是不给，就到镇上投诉。",
        "1. 先把凭据收好。",
        "2. 到镇上去说。",
        "期限：到镇上投诉，三个月内，从拉走柑子那天算起。",
        "带上：身份证；过秤的单子。",
        "镇司法所：0833-1234567。",
    ]


def test_a_place_without_telephone_is_not_on_it_and_no_deadline_is_made_up(asker):
    text = leaflet(asker.guides.guide("donkey-lost")).text
    assert "村委会" not in text
    assert "期限" not in text


def test_a_sum_to_take_home_says_how_it_was_reached(asker):
    outcome = Outcome(
        "还差128.50元。",
        [Line("少称的", 128_50), Line("整数", 500_000_00), Line("哪天起", text="2026年3月1日")],
        [Step("三斤乘八元", "柑橘保护法 第三条"), Step("加在一起")],
        formula="斤 × 元",
        excludes=["运费"],
        warnings=["秤要先校准。"],
        figures=[Figure("price", "柑子价", Decimal("8.00"), date(2026, 1, 1), "果业站", date(2026, 2, 1))],
    )
    told = result(SCALES, outcome)
    assert told.title == "秤上的差数"
    assert told.text.split("\n") == [
        "还差128.50元。",
        "少称的：128.50元",
        "整数：500,000元",
        "哪天起：2026年3月1日",
        "1. 三斤乘八元（柑橘保护法第三条）",
        "2. 加在一起",
        "柑子价8.00，2026年1月1日起，果业站",
        "注意：秤要先校准。",
    ]


def test_a_line_of_nothing_is_nothing_in_yuan():
    assert shown(Line("差数", 0)) == "0元"
    assert shown(Line("差数", -1_05)) == "-1.05元"
    assert shown(Line("差数", text="没有")) == "没有"


def test_every_leaflet_fits_codes_of_a_phone_with_its_heading(asker):
    every = [
        leaflet(asker.guides.guide(info.id)) for t in asker.guides.themes() for info in asker.guides.of_theme(t.id)
    ]
    every.append(result(calculator("overtime"), Outcome("长" * 2000)))
    assert len(every) == 6
    for told in every:
        parts = pieces(told.title, told.text)
        assert all(len(part.encode()) <= MAX_BYTES and part.startswith(told.title) for part in parts)
