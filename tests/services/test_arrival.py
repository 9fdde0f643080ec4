"""The quiet line: true in every state, calm in all of them."""

import pytest
from services.trying import fill

from kiosk.services.arrival import Arrival, Sign, arrival
from kiosk.store.model import State, now, stamp


@pytest.fixture
def desk(terminal, shipped):
    return terminal.desk(shipped)


def hand_in(desk, state: State = State.WAITING) -> None:
    case = desk.begin("rating")
    fill(case.filling, case.answer, case.put)
    receipt = case.submit()
    if state is not State.WAITING:
        desk.store.acknowledge(receipt.id, state)


def test_where_nothing_was_handed_in_nothing_is_said(desk):
    assert arrival(desk.store) == Arrival()


def test_without_network_it_waits_and_nobody_has_to_do_anything(desk):
    hand_in(desk)
    hand_in(desk, State.ACCEPTED)
    desk.store.set_links({"trouble": "no-answer", "last_contact": stamp(now())})
    told = arrival(desk.store)
    assert told == Arrival(Sign.ON_ITS_WAY, "有1份等网络好了自动送到县中心，不用您管。")


def test_before_the_centre_was_ever_heard_of_it_waits(desk):
    hand_in(desk)
    assert "等网络好了" in arrival(desk.store).text


def test_with_the_line_there_it_is_on_its_way(desk):
    hand_in(desk)
    hand_in(desk)
    desk.store.set_links({"trouble": "", "last_contact": stamp(now())})
    assert arrival(desk.store).text == "有2份正在送到县中心，不用您管。"


@pytest.mark.parametrize("state", [State.ACCEPTED, State.ALREADY])
def test_all_of_it_arrived(desk, state):
    hand_in(desk, state)
    assert arrival(desk.store) == Arrival(Sign.ARRIVED, "大家交的都送到县中心了。")


def test_what_the_centre_refused_is_not_called_arrived_alone(desk):
    hand_in(desk, State.ACCEPTED)
    hand_in(desk, State.REFUSED)
    told = arrival(desk.store)
    assert (told.sign, "有1份要请工作人员看一下" in told.text) == (Sign.ASK, True)
