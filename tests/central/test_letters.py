"""Letters from templates: what the centre knows is filled in, what is missing is asked for, nothing personal is told."""

from datetime import date

import pytest
from central.county import APPLICANT, County, feed
from django.db import connection

from kiosk.store.receipt import show_number
from sync import wire
from sync.central.cases import known, letters, work
from sync.central.cases.errors import InputRefused, NotNow
from sync.central.cases.models import Case, Letter
from sync.central.people.models import Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def officer(county) -> Staff:
    return county.staff("officer", Role.OFFICER, desk="legal-aid")


@pytest.fixture
def refused(county, officer) -> Case:
    """An application that was refused, with its reason."""
    case = county.case()
    chief = county.staff("chief", Role.INTAKE)
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    case = work.start(case.pk, officer, seen=case.version)
    return work.decide(case.pk, officer, seen=case.version, granted=False, reason="事项不在法律援助范围")


def test_a_letter_of_another_desk_or_step_is_not_offered_and_not_written(refused, officer):
    for template in ("mediation-invitation", "legal-aid-granted", "no-such-letter"):
        with pytest.raises(InputRefused) as slip:
            work.write_letter(refused.pk, officer, seen=refused.version, template=template, fields={})
        assert set(slip.value.fields) == {"template"}
    assert not Letter.objects.exists()


def test_what_is_missing_is_named(county, refused, officer):
    Case.objects.filter(pk=refused.pk).update(personal=None)
    with pytest.raises(InputRefused) as slip:
        work.write_letter(refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields={})
    assert "applicant" in slip.value.fields
    assert "申请人" in slip.value.fields["applicant"]


def test_a_letter_before_anybody_has_it_in_hand_is_too_early(county):
    case = county.case()
    chief = county.staff("chief", Role.INTAKE)
    with pytest.raises(NotNow):
        work.write_letter(case.pk, chief, seen=case.version, template="legal-aid-received", fields={})


def test_a_field_that_would_fill_pages_is_refused(refused, officer):
    with pytest.raises(InputRefused) as slip:
        work.write_letter(
            refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields={"reason": "长" * 5000}
        )
    assert set(slip.value.fields) == {"reason"}


def test_the_refusal_says_to_whom_why_and_by_which_number(county, refused, officer):
    fields = {"phone": "0833-3710148"}
    case = work.write_letter(refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields=fields)
    letter = case.letters.get()
    assert letter.sealed["title"] == "不予法律援助决定书"
    for told in (APPLICANT, show_number(case.number), "事项不在法律援助范围", "0833-3710148", "法律援助"):
        assert told in letter.sealed["body"]
    assert "{" not in letter.sealed["body"]


def test_the_terminal_learns_that_there_is_a_letter_and_nothing_of_whom(county, refused, officer):
    work.write_letter(
        refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields={"phone": "0833-3710148"}
    )
    told = wire.Step.model_validate(feed(county.terminal)[-1])
    assert told.note == known.centre().letter("legal-aid-refused").public
    assert APPLICANT not in str(feed(county.terminal))


def test_in_the_database_a_letter_cannot_be_read(refused, officer):
    work.write_letter(refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields={"phone": "1"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_letter")
        assert APPLICANT.encode() not in bytes(cursor.fetchone()[0])


def test_braces_that_somebody_typed_stay_as_they_are(refused, officer):
    fields = {"phone": "1", "reason": "{phone} {0} {applicant.__class__}"}
    case = work.write_letter(refused.pk, officer, seen=refused.version, template="legal-aid-refused", fields=fields)
    assert "{phone} {0} {applicant.__class__}" in case.letters.get().sealed["body"]


def test_the_list_of_papers_is_what_was_asked_for(county, officer):
    case = county.case()
    chief = county.staff("chief", Role.INTAKE)
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    papers = ["身份证复印件", "工资条"]
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=papers, until=date(2099, 1, 5))
    blanks = letters.blanks(case, "legal-aid-papers", case.received_at)
    assert blanks["papers"].split("\n") == papers
    case = work.write_letter(
        case.pk, officer, seen=case.version, template="legal-aid-papers", fields={"phone": "1"} | _rest(blanks)
    )
    body = case.letters.get().sealed["body"]
    assert "1. 身份证复印件\n2. 工资条" in body


def _rest(blanks: dict[str, str]) -> dict[str, str]:
    """Something for every field that the centre did not know."""
    return {name: "见附件" for name, value in blanks.items() if not value}
