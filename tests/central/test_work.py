"""Work on a case, told as stories; what goes wrong first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from central.county import APPLICANT, County, feed, history, steps_told
from django.db import connection, connections
from django.utils import timezone

from sync import wire
from sync.central.audit import chain
from sync.central.audit.models import Line
from sync.central.cases import intake, known, work
from sync.central.cases.errors import CaseMoved, Forbidden, InputRefused, NotNow
from sync.central.cases.models import Case, PaperRequest, Step
from sync.central.people.models import Role, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


@pytest.fixture
def chief(county) -> Staff:
    return county.staff("chief", Role.INTAKE)


@pytest.fixture
def officer(county) -> Staff:
    return county.staff("officer", Role.OFFICER, desk="legal-aid")


@pytest.fixture
def lawyer(county) -> Staff:
    return county.staff("lawyer", Role.LAWYER)


@pytest.fixture
def case(county, chief, officer) -> Case:
    """An application for legal aid that the desk works on."""
    case = county.case()
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    return work.start(case.pk, officer, seen=case.version)


def untouched(case: Case) -> bool:
    now = Case.objects.get(pk=case.pk)
    return (now.version, now.step, history(now)) == (case.version, case.step, history(case))


# -- what is not allowed, and leaves no trace --------------------------------------------------------------------------


def test_who_looked_before_somebody_else_acted_is_told_and_changes_nothing(case, officer, chief):
    seen = case.version
    case = work.remark(case.pk, chief, seen=seen, private="来过电话")
    with pytest.raises(CaseMoved) as slip:
        work.decide(case.pk, officer, seen=seen, granted=True)
    assert slip.value.since == seen
    assert untouched(case)


def test_an_officer_of_another_desk_learns_not_even_that_there_is_a_case(county, case):
    stranger = county.staff("stranger", Role.OFFICER, desk="mediation")
    with pytest.raises(Forbidden) as slip:
        work.remark(case.pk, stranger, seen=case.version, private="x")
    with pytest.raises(Forbidden) as nothing:
        work.remark(987_654, stranger, seen=case.version, private="x")
    assert slip.value.sentence == nothing.value.sentence
    assert untouched(case)


def test_a_step_that_is_not_next_is_refused_in_words(case, officer):
    with pytest.raises(NotNow) as slip:
        work.archive(case.pk, officer, seen=case.version)
    assert "正在办" in slip.value.sentence
    assert untouched(case)


def test_a_refusal_without_its_reason_is_none(case, officer):
    with pytest.raises(InputRefused) as slip:
        work.decide(case.pk, officer, seen=case.version, granted=False, note="抱歉")
    assert "reason" in slip.value.fields
    assert untouched(case)


@pytest.mark.parametrize("papers", [[], ["", "  "], ["长" * 61], [f"第{n}样" for n in range(21)]])
def test_papers_must_be_named_so_that_a_person_can_bring_them(case, officer, papers):
    with pytest.raises(InputRefused):
        work.ask_papers(case.pk, officer, seen=case.version, papers=papers)
    assert untouched(case)
    assert not PaperRequest.objects.exists()


def test_papers_cannot_be_asked_for_by_yesterday(case, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(InputRefused):
        work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"], until=yesterday)


def test_a_note_that_is_too_long_for_the_terminal_is_refused(case, officer):
    with pytest.raises(InputRefused):
        work.remark(case.pk, officer, seen=case.version, public="长" * 2001)


def test_only_an_officer_of_the_desk_is_assigned_and_only_a_lawyer_as_lawyer(county, case, officer, lawyer):
    with pytest.raises(InputRefused):
        work.assign(case.pk, officer, seen=case.version, officer=lawyer)
    with pytest.raises(InputRefused):
        work.assign(case.pk, officer, seen=case.version, officer=officer, lawyer=officer)
    lawyer.is_active = False
    lawyer.save()
    with pytest.raises(InputRefused):
        work.assign(case.pk, officer, seen=case.version, officer=officer, lawyer=lawyer)
    assert untouched(case)


@pytest.mark.parametrize("bad", [{}, {"*": 101}, {"*": -1}, {"made-up": 5}])
def test_an_assessment_has_points_for_each_item_within_its_worth(case, officer, bad):
    case = closed(case, officer)
    items = known.centre().checklist("legal-aid").item
    points = {item.id: bad["*"] for item in items} if "*" in bad else bad
    with pytest.raises(InputRefused):
        work.review(case.pk, officer, seen=case.version, points=points)


def test_a_desk_an_office_and_a_result_that_there_are_not_are_refused(case, officer):
    with pytest.raises(InputRefused):
        work.triage(case.pk, officer, seen=case.version, desk="moon")
    with pytest.raises(InputRefused):
        work.transfer(case.pk, officer, seen=case.version, office="moon")
    with pytest.raises(InputRefused):
        work.finish(case.pk, officer, seen=case.version, result="moon")
    assert untouched(case)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_act_at_the_same_moment_one_is_told_to_look_again(case, officer, chief):
    ready = Barrier(2)

    def act(staff: Staff) -> str:
        ready.wait()
        try:
            work.remark(case.pk, staff, seen=case.version, private="我先来")
        except CaseMoved:
            return "moved"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(act, [officer, chief])) == ["done", "moved"]
    assert history(case).count("remark") == 1
    assert chain.first_gap() is None


# -- stories -----------------------------------------------------------------------------------------------------------


def test_from_intake_to_the_archive(county, chief, officer, lawyer):
    case = county.case()
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid", private="看着像工伤")
    case = work.start(case.pk, officer, seen=case.version)
    assert case.officer == officer
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["身份证复印件"], note="拍照也行。")
    case = work.papers_came(case.pk, officer, seen=case.version)
    case = work.decide(case.pk, officer, seen=case.version, granted=True)
    case = work.assign(case.pk, officer, seen=case.version, officer=officer, lawyer=lawyer)
    case = work.finish(case.pk, lawyer, seen=case.version, result="succeeded", note="调解拿到了工钱。")
    case = closed(case, officer)
    case = work.archive(case.pk, officer, seen=case.version)
    points = {item.id: item.points for item in known.centre().checklist("legal-aid").item}
    case = work.review(case.pk, officer, seen=case.version, points=points, note="办得快")
    assert (case.step, case.review.total, case.due_at) == (Step.ARCHIVED, 100, None)
    assert history(case) == [
        "received", "triage", "start", "ask-papers", "papers-came", "grant", "assign", "finish", "close", "archive",
        "review",
    ]  # fmt: skip
    told = [wire.Step.model_validate(body) for body in feed(county.terminal)]
    assert [step.step for step in told] == [
        "triaged", "working", "papers-needed", "working", "decided-granted", "done", "closed",
    ]  # fmt: skip
    assert [step.version for step in told] == sorted({step.version for step in told})
    assert told[2].asks == ["身份证复印件"]
    assert told[5].note == "调解拿到了工钱。"
    assert told[-1].closed
    assert "工伤" not in str(feed(county.terminal))


def test_each_change_has_a_person_a_time_and_an_audit_line(case, officer, chief):
    assert [change.by for change in case.changes.all()] == [None, chief, officer]
    assert all(change.at for change in case.changes.all())
    lines = Line.objects.filter(subject=f"case:{case.pk}").order_by("seq")
    assert [(line.action, line.actor) for line in lines] == [("case-triage", chief), ("case-start", officer)]
    assert chain.first_gap() is None


def test_notes_are_sealed(case, officer):
    work.remark(case.pk, officer, seen=case.version, public="明天来", private=APPLICANT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT public, private FROM cases_change WHERE action = 'remark'")
        public, private = (bytes(value) for value in cursor.fetchone())
    assert "明天来".encode() not in public
    assert APPLICANT.encode() not in private
    assert case.changes.get(action="remark").private == APPLICANT


def test_papers_are_asked_for_once_and_a_second_time_only_with_the_reason_why_not_at_first(case, officer):
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"])
    case = work.papers_came(case.pk, officer, seen=case.version)
    with pytest.raises(InputRefused) as slip:
        work.ask_papers(case.pk, officer, seen=case.version, papers=["合同"])
    assert "again" in slip.value.fields
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["合同"], again="工资条上才看出另有公司")
    last = case.changes.get(version=case.version)
    assert "工资条上才看出另有公司" in last.private
    assert last.facts["again"] is True


def test_the_clock_stands_still_while_papers_are_awaited(county, chief, officer):
    now = timezone.now()
    case = county.case(handed_in=now - timedelta(days=5), received=now)
    before = case.due_at
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"])
    assert case.paused_at is not None
    long_ago = case.paused_at - timedelta(days=4)  # as if it had been asked four days ago
    case.changes.filter(action="ask-papers").update(at=long_ago)
    case = work.papers_came(case.pk, officer, seen=case.version)
    assert case.paused_at is None
    assert case.due_rule == "legal-aid-decide"
    assert timedelta(days=3) <= case.due_at - before <= timedelta(days=8)  # four days, and perhaps a weekend at the end


def test_the_citizens_last_day_for_papers_is_what_her_terminal_says(county, case, officer):
    until = timezone.localdate() + timedelta(days=9)
    work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"], until=until)
    told = wire.Step.model_validate(feed(county.terminal)[-1])
    assert timezone.localdate(told.due) == until


def test_three_days_for_a_lawyer_end_with_the_lawyer_and_not_with_an_officer(case, officer, lawyer):
    case = work.decide(case.pk, officer, seen=case.version, granted=True)
    assert case.due_rule == "legal-aid-assign"
    case = work.assign(case.pk, officer, seen=case.version, officer=officer)
    assert case.due_at is not None
    case = work.assign(case.pk, officer, seen=case.version, officer=officer, lawyer=lawyer)
    assert case.due_at is None


def test_another_desk_begins_anew_and_the_first_one_sees_it_no_more(county, case, officer, lawyer):
    case = work.assign(case.pk, officer, seen=case.version, officer=officer, lawyer=lawyer)
    case = work.triage(case.pk, officer, seen=case.version, desk="mediation", note="先调解。")
    assert (case.step, case.officer, case.lawyer) == (Step.TRIAGED, None, None)
    assert case.changes.get(version=case.version).facts == {"from": "legal-aid", "desk": "mediation"}
    with pytest.raises(Forbidden):
        work.remark(case.pk, officer, seen=case.version, private="还想看看")


def test_a_transfer_names_the_office_to_the_citizen(county, case, officer):
    case = work.transfer(case.pk, officer, seen=case.version, office="labour-inspection", note="带上回执去。")
    name = known.centre().office("labour-inspection").name
    told = wire.Step.model_validate(feed(county.terminal)[-1])
    assert name in told.note
    assert told.note.endswith("带上回执去。")
    assert (case.office, told.closed) == ("labour-inspection", True)


def test_what_ended_can_be_taken_up_again_with_a_reason(case, officer):
    case = work.decide(case.pk, officer, seen=case.version, granted=False, reason="不在范围")
    with pytest.raises(InputRefused):
        work.reopen(case.pk, officer, seen=case.version)
    case = closed(case, officer)
    case = work.reopen(case.pk, officer, seen=case.version, note="异议成立，重新审查。")
    assert (case.step, case.closed_at) == (Step.WORKING, None)


def test_a_period_is_extended_once_and_the_citizen_learns_why(county, chief):
    officer = county.staff("judge", Role.OFFICER, desk="reconsideration")
    case = county.case("reconsideration")
    case = work.triage(case.pk, chief, seen=case.version, desk="reconsideration")
    case = work.start(case.pk, officer, seen=case.version)
    with pytest.raises(InputRefused):
        work.extend(case.pk, officer, seen=case.version, note="忙")  # five days to admit cannot be extended
    case = work.decide(case.pk, officer, seen=case.version, granted=True)
    before = case.due_at
    with pytest.raises(InputRefused):
        work.extend(case.pk, officer, seen=case.version, note=" ")
    case = work.extend(case.pk, officer, seen=case.version, note="情况复杂，延长三十日。")
    assert timedelta(days=25) < case.due_at - before < timedelta(days=38)
    with pytest.raises(InputRefused):
        work.extend(case.pk, officer, seen=case.version, note="还要再延长。")


def test_a_word_to_the_citizen_goes_to_every_terminal_where_something_was_handed_in(county, chief):
    record = county.submit()
    county.submit(about=record, terminal=county.other_terminal)
    case = Case.objects.get()
    work.message(case.pk, chief, seen=case.version, text="律师明天上午打您电话。")
    for terminal in (county.terminal, county.other_terminal):
        assert [body["text"] for body in feed(terminal, wire.ItemKind.MESSAGE)] == ["律师明天上午打您电话。"]


def test_a_case_of_the_window_has_no_terminal_to_tell(county, chief):
    keeper = county.staff("keeper", Role.KEEPER, county.mata)
    case = intake.at_window("mediation", {"name": "李大爷"}, county.mata, keeper)
    work.triage(case.pk, chief, seen=case.version, desk="mediation", note="收到了。")
    assert steps_told(county.terminal) == []


def test_what_only_staff_see_is_told_to_nobody(county, case, officer):
    before = len(feed(county.terminal))
    case = work.remark(case.pk, officer, seen=case.version, private="当事人情绪激动")
    work.set_urgent(case.pk, officer, seen=case.version, urgent=True)
    assert len(feed(county.terminal)) == before


def test_versions_rise_even_after_a_clock_went_back(case, officer):
    far = case.version + 10**9
    Case.objects.filter(pk=case.pk).update(version=far)
    case = work.remark(case.pk, officer, seen=far, private="x")
    assert case.version == far + 1


def closed(case: Case, officer: Staff) -> Case:
    """The case, closed by the shortest way."""
    if case.step == Step.WORKING:
        case = work.finish(case.pk, officer, seen=case.version, result="answered")
    return work.close(case.pk, officer, seen=case.version)
