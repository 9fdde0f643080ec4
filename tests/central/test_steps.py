"""The table of a case's way."""

import pytest

from sync.central.cases import steps
from sync.central.cases.content_model import Act, StepCode
from sync.central.cases.errors import NotNow
from sync.central.cases.models import Step
from sync.central.cases.steps import TABLE, Action, may


def test_nothing_can_be_decided_before_somebody_works_on_it():
    for step in (Step.RECEIVED, Step.TRIAGED, Step.PAPERS):
        with pytest.raises(NotNow) as slip:
            may(step, Action.GRANT)
        assert Step(step).label in slip.value.sentence


def test_the_archive_stays_as_it_is():
    moving = [action for action in Action if Step.ARCHIVED in TABLE[action]]
    assert moving == [Action.REVIEW]
    assert may(Step.ARCHIVED, Action.REVIEW) is Step.ARCHIVED


def test_nothing_is_archived_before_it_is_closed():
    assert dict(TABLE[Action.ARCHIVE]) == {Step.CLOSED: Step.ARCHIVED}


def test_the_way_of_an_application_from_intake_to_archive():
    way = [
        Action.TRIAGE,
        Action.START,
        Action.ASK_PAPERS,
        Action.PAPERS_CAME,
        Action.GRANT,
        Action.ASSIGN,
        Action.FINISH,
    ]
    step = Step.RECEIVED
    for action in (*way, Action.CLOSE, Action.ARCHIVE):
        step = may(step, action)
    assert step is Step.ARCHIVED


def test_every_step_can_be_reached_and_left_for_the_archive():
    leads = {(before, after) for table in TABLE.values() for before, after in table.items()}
    reached = {Step.RECEIVED}
    while more := {after for before, after in leads if before in reached} - reached:
        reached |= more
    assert reached == set(Step)
    ends = {Step.ARCHIVED}
    while more := {before for before, after in leads if after in ends} - ends:
        ends |= more
    assert ends == set(Step)


def test_what_is_open_ended_and_closed_is_all_there_is():
    assert {*steps.OPEN, *steps.ENDED, Step.CLOSED, Step.ARCHIVED} == set(Step)
    assert [step for step in Step if not steps.is_closed(step)] == list(steps.OPEN)


def test_the_content_names_no_step_and_no_action_that_there_is_not():
    assert set(StepCode.__args__) == {step.value for step in Step}
    assert set(Act.__args__) <= {action.value for action in Action}
