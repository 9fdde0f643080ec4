"""A leaflet shows what it was given, whatever that was, and nothing in it is ever taken for typst code."""

from datetime import date

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from papers.reading import codes, pages, text

from kiosk.papers import typeset
from kiosk.papers.errors import PaperRefused, PaperTrouble
from kiosk.papers.leaflet import leaflet_pdf

STATION = "柑橘镇公共法律服务工作站"
CODE = '#let x = 1\n#panic("no") $x^2$ \\ "quoted" @ref <label> *bold* _it_ `raw` // note #sys.inputs [box] https://a.b'


def test_typst_code_in_a_text_is_shown_and_not_run():
    shown = text(leaflet_pdf(CODE.partition("\n")[0], CODE, STATION))
    assert "".join(CODE.split()) in shown


def test_a_code_that_holds_too_much_is_refused():
    with pytest.raises(PaperRefused) as refused:
        leaflet_pdf("借伞", "借伞要还。", STATION, ["长" * 1000])
    assert refused.value.sentence.endswith("。")


def test_a_template_that_is_not_there_is_told_with_the_way_on_by_hand():
    with pytest.raises(PaperTrouble) as trouble:
        typeset.typeset("no-such-paper", {})
    assert "窗口" in trouble.value.sentence


def test_what_typst_says_goes_no_further(monkeypatch):
    def fails(*args, **kwargs):
        raise typst.TypstError("unexpected: 张三")

    monkeypatch.setattr(typst, "compile", fails)
    with pytest.raises(PaperTrouble) as trouble:
        leaflet_pdf("张三", "张三借了伞。", STATION)
    assert "张三" not in str(trouble.value)
    assert trouble.value.__suppress_context__


def test_twenty_thousand_characters_run_over_many_pages_and_end_with_the_last():
    body = "".join(f"第{n}把伞要还。" for n in range(2400))
    assert len(body) > 20_000
    set_pages = pages(leaflet_pdf("借伞", body, STATION))
    assert len(set_pages) > 20
    assert "第2399把伞要还。" in set_pages[-1]
    assert f"第{len(set_pages)}页，共{len(set_pages)}页" in set_pages[-1]


def test_control_characters_halves_of_pairs_and_emoji_do_no_harm():
    shown = text(leaflet_pdf("借\x00伞", "要\ud83d还\x1b[31m的😀\r\n第二行\x7f", STATION))
    assert "借伞" in shown
    assert "要还[31m的" in shown
    assert "第二行" in shown


def test_every_page_names_county_station_day_and_hotline():
    for page in pages(leaflet_pdf("借伞", "一行。\n" * 60, STATION, printed=date(2026, 11, 5))):
        assert page.startswith("井研县公共法律服务" + STATION)
        assert "2026年11月5日打印" in page
        assert "法律服务热线12348" in page


def test_each_code_can_be_read_off_the_paper():
    given_codes = ["https://example.invalid/1", "借伞要还。" * 30, "#panic()"]
    pdf = leaflet_pdf("借伞", "借伞要还。", STATION, given_codes)
    assert sorted(codes(pdf)) == sorted(given_codes)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_whatsoever_stops_a_leaflet(title, body):
    assert leaflet_pdf(title, body, STATION).startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet='借伞还钱，。0aZ#$%&*_`~^\\/<>@"[]{}()=+-', min_size=1, max_size=200))
def test_what_is_typed_is_what_is_printed(body):
    assert body.replace("-", "") in text(leaflet_pdf("借伞", body, STATION)).replace("-", "").replace("\u00ad", "")
