"""An official form on paper: every answer in its box, the signature, the number; and empty boxes where nobody answered."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers.reading import codes, drawn, pages, text
from PIL import Image, ImageDraw

from kiosk.papers.errors import PaperRefused, PaperTrouble
from kiosk.papers.forms import FIELDS, form_pdf
from kiosk.papers.typeset import FOLDER

TITLES = {
    "legal-aid-application": "法律援助申请表",
    "hardship-statement": "经济困难状况说明表",
    "mediation-application": "人民调解申请书",
    "notary-application": "公证申请表",
    "reconsideration-application": "行政复议申请书",
}
LEGAL_AID = "legal-aid-application"


def signature(ink: str = "black") -> bytes:
    """A PNG of a stroke, as a finger leaves it; the paper around it is transparent."""
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line([(20, 150), (200, 20), (300, 180), (560, 40)], fill=ink, width=12)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def answers(form: str) -> dict[str, str]:
    """A text of its own for each field."""
    return {field: f"答{number}完" for number, field in enumerate(sorted(FIELDS[form]))}


def test_a_form_that_is_not_there_is_refused():
    with pytest.raises(PaperRefused):
        form_pdf("../leaflet", {})


def test_an_answer_without_a_box_is_refused_rather_than_left_out():
    with pytest.raises(PaperRefused, match="umbrella"):
        form_pdf(LEGAL_AID, {"umbrella": "一把"})


@pytest.mark.parametrize("data", [{"name": b"bytes"}, {"signature_png": "text"}])
def test_texts_and_pictures_are_not_taken_for_each_other(data):
    with pytest.raises(PaperRefused):
        form_pdf(LEGAL_AID, data)


@pytest.mark.parametrize("broken", [b"no picture", signature()[:100]])
def test_a_signature_that_is_no_picture_is_told_not_printed_around(broken):
    with pytest.raises(PaperTrouble) as trouble:
        form_pdf(LEGAL_AID, {"signature_png": broken})
    assert "窗口" in trouble.value.sentence


def test_no_trouble_quotes_what_was_written():
    with pytest.raises(PaperTrouble) as trouble:
        form_pdf(LEGAL_AID, {"name": "张三", "signature_png": b"no picture"})
    assert "张三" not in f"{trouble.value!r}{trouble.value.sentence}"


@pytest.mark.parametrize("form", FIELDS)
def test_every_answer_stands_on_the_paper(form):
    shown = text(form_pdf(form, answers(form)))
    assert [field for field, answer in answers(form).items() if answer not in shown] == []


@pytest.mark.parametrize(("form", "title"), TITLES.items())
def test_an_empty_form_is_one_page_to_fill_in_by_hand(form, title):
    (page,) = pages(form_pdf(form, {}))
    assert title in page
    assert "诚信承诺" in page
    assert "签名或按指印" in page
    assert "年月日" in page


def test_every_form_has_its_paper():
    assert set(TITLES) == set(FIELDS)
    assert {path.stem for path in FOLDER.glob("*.typ")} == {*TITLES, "paper", "form", "leaflet"}


def test_the_signature_is_on_the_paper():
    with_it, without = (drawn(form_pdf(LEGAL_AID, {"signature_png": png}))[-1] for png in (signature(), None))
    assert np.count_nonzero(with_it < 100) > np.count_nonzero(without < 100) + 200


def test_the_code_holds_what_it_was_given_and_nothing_of_the_answers():
    pdf = form_pdf(LEGAL_AID, {**answers(LEGAL_AID), "code": "1012611250427.tokEN-_"})
    assert codes(pdf) == ["1012611250427.tokEN-_"]


def test_a_story_of_twenty_thousand_characters_is_printed_to_its_end_and_signed_after_it():
    story = "".join(f"第{n}天没有发钱。" for n in range(2500))
    set_pages = pages(form_pdf(LEGAL_AID, {"facts": story, "name": "张三"}))
    assert "第2499天没有发钱。" in "".join(set_pages)
    assert "诚信承诺" in set_pages[-1]
    assert "签名或按指印" in set_pages[-1]


def test_line_breaks_of_a_list_stay():
    from pypdf import PdfReader

    pdf = form_pdf(LEGAL_AID, {"papers": "身份证\n欠条\n照片三张"})
    assert "身份证\n" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(FIELDS)), st.data())
def test_no_answer_whatsoever_stops_a_form(form, data):
    filled = data.draw(st.dictionaries(st.sampled_from(sorted(FIELDS[form])), st.text(max_size=200)))
    assert form_pdf(form, filled).startswith(b"%PDF")
