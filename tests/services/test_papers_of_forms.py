"""What was answered on the screen stands on the official paper, each in its box, and nothing that was typed is code there."""

import pytest
from papers.reading import codes, text
from services.trying import Terminal, fill

from kiosk.papers.forms import FIELDS, form_pdf
from kiosk.services.desk import Case
from kiosk.services.form import Kind
from kiosk.services.paper import OFFICES, fields
from kiosk.services.receipt import code_text
from kiosk.store.receipt import Receipt, show_number

STATION = "马踏镇公共法律服务站"
# What each paper must show of the examples, beside name, telephone and receipt number.
SHOWN = {
    "legal-aid": ["511124196503120018", "1965年3月12日", "张某", "23200元", "在马踏镇一个工地做木工", "法律援助中心"],
    "wages": ["511124196503120018", "张某", "做木工，说好一天260元", "1张照片", "法律援助中心"],
    "mediation": [
        "511124196503120018",
        "李某",
        "13900000000",
        "把流水的沟堵了",
        "赔我修墙脚的钱1500元",
        "人民调解委员会",
    ],
    "notary": ["511124196503120018", "新加坡", "去新加坡打工", "证明是一家人", "公证处"],
    "reconsideration": ["511124196503120018", "井研县某局", "占道摆摊", "2026年10月12日", "撤销", "复议机关"],
}
CODE = (
    """#read("/etc/passwd") #eval("1+1") #panic() $x^2$ *粗* _斜_ `raw` @a <b> = 题 \\ // /* #import "form.typ" ]]}}"""
)


def handed_in(terminal: Terminal, shipped, form: str, **other: object) -> tuple[Case, Receipt]:
    case = terminal.desk(shipped).begin(form)
    fill(case.filling, case.answer, case.put, **other)
    return case, case.submit()


def paper(case: Case, receipt: Receipt) -> bytes:
    return form_pdf(case.form.paper, fields(case, receipt, STATION) | {"code": code_text(receipt, "")})


def test_the_forms_with_a_paper_are_those_tried_here(shipped):
    assert {id_ for id_ in shipped.ids() if shipped.form(id_).paper} == set(SHOWN)
    assert set(OFFICES) <= set(FIELDS)


@pytest.mark.parametrize("form", SHOWN)
def test_the_examples_stand_on_the_paper(terminal, shipped, form):
    case, receipt = handed_in(terminal, shipped, form)
    pdf = paper(case, receipt)
    shown = text(pdf)
    said = ["王某", "13800000000", show_number(receipt.number).replace(" ", ""), STATION, *SHOWN[form]]
    assert [words for words in said if words not in shown] == []
    assert codes(pdf) == [f"{receipt.number} {receipt.token}"]


@pytest.mark.parametrize("form", SHOWN)
def test_every_field_has_its_box(terminal, shipped, form):
    case, receipt = handed_in(terminal, shipped, form)
    assert set(fields(case, receipt, STATION)) - {"signature_png"} <= FIELDS[case.form.paper]


@pytest.mark.parametrize("form", SHOWN)
def test_nothing_that_was_typed_is_code(terminal, shipped, form):
    typed = {
        question.id.replace("-", "_"): CODE[: question.longest]
        for question in shipped.form(form).question
        if question.kind in (Kind.TEXT, Kind.LONG)
    }
    case, receipt = handed_in(terminal, shipped, form, **typed)
    shown = text(paper(case, receipt))
    assert '#read("/etc/passwd")' in shown
    assert "root:" not in shown
    assert CODE.replace(" ", "") in shown


@pytest.mark.parametrize("form", SHOWN)
def test_a_form_signed_by_hand_leaves_the_line_empty_and_what_was_not_asked_too(terminal, shipped, form):
    case = terminal.desk(shipped).begin(form, on_paper=True)
    fill(case.filling, case.answer, case.put, identity=None, born=None, sex=None)
    boxes = fields(case, case.submit(), STATION)
    assert boxes["signature_png"] is None
    assert {boxes.get(key) for key in ("number", "born", "sex")} <= {None, ""}
    assert form_pdf(case.form.paper, boxes).startswith(b"%PDF")


def test_without_a_card_birth_and_sex_are_as_they_were_said(terminal, shipped):
    case, receipt = handed_in(terminal, shipped, "legal-aid", identity=None, sex="female")
    boxes = fields(case, receipt, STATION)
    assert (boxes["born"], boxes["sex"], boxes.get("number", "")) == ("1965年3月12日", "女", "")


def test_who_applies_for_another_stands_there_as_the_agent(terminal, shipped):
    case, receipt = handed_in(terminal, shipped, "legal-aid", for_whom="family", standing="guardian-minor")
    boxes = fields(case, receipt, STATION)
    assert (boxes["name"], boxes["agent_name"]) == ("王某", "李某")
    assert "监护人" in boxes["agent_relation"]


def test_an_agent_in_a_reconsideration_and_at_the_notary(terminal, shipped):
    agent = {"name": "赵某", "phone": "13911112222", "address": "千佛镇"}
    boxes = fields(*handed_in(terminal, shipped, "reconsideration", agent=agent), STATION)
    assert (boxes["agent_name"], boxes["agent_phone"]) == ("赵某", "13911112222")
    assert fields(*handed_in(terminal, shipped, "notary", who_goes="agent"), STATION)["agent_name"] == "李某"


def test_a_number_that_belonged_to_a_branch_left_again_is_not_on_the_paper(terminal, shipped):
    case = terminal.desk(shipped).begin("legal-aid")
    fill(case.filling, case.answer, case.put, for_whom="family", standing="helping")
    case.filling.go_to("for-whom")
    case.answer("self")
    boxes = fields(case, case.submit(), STATION)
    assert (boxes["agent_name"], boxes["agent_relation"]) == ("", "")


def test_a_story_of_two_thousand_characters_is_on_the_paper_to_its_end(terminal, shipped):
    story = "".join(f"第{n}天没有发钱。" for n in range(200))
    assert "第199天没有发钱。" in text(paper(*handed_in(terminal, shipped, "legal-aid", facts=story)))
