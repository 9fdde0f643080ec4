"""The pages that anybody's phone opens: the matter behind a slip's code, an article to read on."""

from pathlib import Path

import pytest
from central.calling import Caller
from central.county import APPLICANT, PHONE, County
from django.test import Client

from sync.central.cases import work
from sync.central.cases.models import Case
from sync.central.people.models import Role
from sync.central.public import law

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Client:
    return Client()


def handed_in(county: County) -> dict:
    caller = Caller(county.terminal)
    record = caller.record()
    caller.records(record)
    return record


def test_the_slips_code_shows_where_a_matter_stands_and_nothing_personal(phone: Client):
    county = County()
    record = handed_in(county)
    case = Case.objects.get()
    intake = county.staff("chen", Role.INTAKE)
    work.triage(case.pk, intake, seen=case.version, desk="mediation", note="请放心，钟秀英")
    page = phone.get(f"/t/{record['number']}/{record['token']}")
    text = page.content.decode()
    assert page.status_code == 200
    assert "编号" in text
    assert "一步一步" in text
    for secret in (APPLICANT, PHONE, "请放心"):
        assert secret not in text
    assert page["Cache-Control"].startswith("max-age=0")
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_whether_a_number_exists_is_not_to_be_learnt(phone: Client):
    record = handed_in(County())
    wrong = [
        f"/t/{record['number']}/{'x' * 22}",
        f"/t/1012611250014/{record['token']}",
        f"/t/12/{record['token']}",
        f"/t/{record['number']}/x%00y",
    ]
    pages = [phone.get(address) for address in wrong]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_who_tries_too_often_has_to_wait(phone: Client):
    record = handed_in(County())
    answers = [phone.get(f"/t/{record['number']}/{'x' * 22}").status_code for _ in range(31)]
    assert answers[-1] == 429
    assert phone.get(f"/t/{record['number']}/{record['token']}").status_code == 429


def test_only_reading_is_possible(phone: Client):
    assert phone.post("/t/1/2").status_code == 405


def test_an_article_is_there_to_read_on_and_to_ask_for(phone: Client, content: Path):
    law.content().install(content)
    page = phone.get("/law/柑橘保护法/3-1")
    assert "镇人民政府投诉" in page.content.decode()
    assert phone.head("/law/柑橘保护法/3-1").status_code == 200
    for absent in ("/law/柑橘保护法/99", "/law/没有的法/1", "/law/柑橘保护法/一", "/law/柑橘保护法/0"):
        assert phone.get(absent).status_code == 404
