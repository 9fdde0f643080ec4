"""Breaks that the simulator found or that are too rare for it, each told alone with the simulator's county."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.backup import Backup
from faults.faults import Armed, Killed
from faults.proof import prove
from faults.world import Machine, World

from sync.central.cases import work
from sync.central.cases.models import Case, RefusedRecord
from sync.central.fleet.models import Terminal
from sync.terminal.errors import NoAnswer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    logging.disable(logging.CRITICAL)
    with World(1, tmp_path / "world").standing() as world:
        yield world
    logging.disable(logging.NOTSET)


@pytest.fixture
def machine(world: World) -> Machine:
    """One that speaks the newest wire, with a matter at the centre."""
    machine = world.machines[0]
    machine.wires = (1, 2)
    machine.again()
    hand_in(machine)
    machine.round.run()
    return machine


def hand_in(machine: Machine, *contents: bytes, unfit: bool = False) -> None:
    planned = machine.world.plan(machine)
    planned.contents, planned.about, planned.booking = contents, None, None
    planned.data["answers"]["facts"] = "老板欠我三个月工钱" + "\0" * unfit
    machine.submit(planned)


def remark(world: World, text: str) -> None:
    case = Case.objects.first()
    assert case is not None
    work.remark(case.pk, world.intake, seen=case.version, public=text)


def notes(machine: Machine) -> list[str]:
    return [step.note for _, receipt in machine.shown.values() for step in machine.store.steps(receipt.id)]


def test_the_centre_dies_when_the_last_chunk_is_there_but_not_put_together(world: World, machine: Machine) -> None:
    hand_in(machine, b"a sheet" * 100)
    world.armed = Armed({"centre file": {4: "kill-before"}})  # three chunks, then the whole
    with pytest.raises(NoAnswer):
        machine.round.run()
    world.armed = Armed()
    assert machine.round.run().waiting == 0
    prove(world)


def test_the_centre_dies_when_an_attachment_is_whole_but_not_noted(world: World, machine: Machine) -> None:
    hand_in(machine, b"a sheet" * 100)
    world.armed = Armed({"centre file": {4: "kill-after"}})
    with pytest.raises(NoAnswer):
        machine.round.run()
    world.armed = Armed()
    told = machine.round.run()
    assert (told.waiting, told.missed) == (0, 0)
    prove(world)


def test_what_staff_write_after_a_restored_backup_is_heard_where_as_much_had_been_read_before(
    world: World, machine: Machine, tmp_path: Path
) -> None:
    backup = Backup(tmp_path / "backup")
    remark(world, "周一来")
    machine.round.poll()
    world.pass_time()
    backup.put_back()
    remark(world, "周二来")
    machine.round.poll()
    machine.round.run()
    assert notes(machine) == ["周一来", "周二来"]
    prove(world)


def test_that_a_centre_is_behind_is_said_again_when_nobody_heard_it(
    world: World, machine: Machine, tmp_path: Path
) -> None:
    backup = Backup(tmp_path / "backup")
    remark(world, "周一来")
    machine.round.run()
    machine.round.run()
    world.pass_time()
    backup.put_back()
    remark(world, "周二来")
    world.armed = Armed({"line": {1: "drop-answer"}})
    with pytest.raises(NoAnswer):
        machine.round.run()
    world.armed = Armed()
    machine.round.run()
    assert notes(machine) == ["周一来", "周二来"]


def test_a_refusal_that_a_restored_centre_has_forgotten_is_shown_to_staff_again(
    world: World, machine: Machine, tmp_path: Path
) -> None:
    backup = Backup(tmp_path / "backup")
    hand_in(machine, unfit=True)
    assert machine.round.run().refused == 1
    machine.round.run()
    backup.put_back()
    assert machine.round.run().refused == 1
    assert RefusedRecord.objects.count() == 1
    prove(world)


def test_a_backup_from_the_middle_of_a_round_loses_nothing(world: World, machine: Machine) -> None:
    hand_in(machine, b"a sheet")
    world.armed = Armed({"line": {2: "back-up"}})  # the turn is known, the record is not
    machine.round.run()
    world.armed = Armed()
    assert world.backup is not None
    world.backup.put_back()
    assert machine.round.run().missed == 1
    prove(world)


def test_what_was_half_delivered_is_finished_under_another_number(world: World, machine: Machine) -> None:
    """Staff enrol the machine anew, as another terminal, while a sheet of its last record is still on the way."""
    hand_in(machine, b"a sheet" * 100)
    world.armed = Armed({"line": {4: "drop-request"}})
    with pytest.raises(NoAnswer):
        machine.round.run()
    world.armed = Armed()
    station = Terminal.objects.get(number=machine.number).station
    machine.number = Terminal.objects.create(number="301", station=station).number
    machine.enrol()
    assert machine.round.run().waiting == 0
    prove(world)


def test_the_plug_is_pulled_while_the_feed_is_taken_in(world: World, machine: Machine) -> None:
    remark(world, "周一来")
    world.armed = Armed({"write": {1: "kill-within"}})
    with pytest.raises(Killed):
        machine.round.poll()
    world.armed = Armed()
    machine.again()
    machine.round.poll()
    assert notes(machine) == ["周一来"]
    machine.round.run()
    prove(world)
