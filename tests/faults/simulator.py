"""One seed: citizens, staff and faults in the order that it draws, then quiet, then the proof.

    python tests/faults/soak.py --seed 17      # that one again, with its event log

The same seed is the same schedule: times, ids and choices come from it alone.
"""

from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError
from faults import proof
from faults.faults import Armed, Died, Killed, at_centre, draw
from faults.world import Machine, World, turn_of

from kiosk.store.errors import StoreError
from sync.central.audit.models import Line as AuditLine
from sync.central.cases import work
from sync.central.cases.models import Case, Step
from sync.central.fleet.models import Terminal
from sync.terminal.errors import SyncError

_ROUNDS = 14  # in the end, until all is quiet
_JUMPS = (timedelta(days=-4), timedelta(hours=-1), timedelta(minutes=3), timedelta(hours=30), timedelta(days=400))


class Failed(Exception):
    """A seed that does not hold; its text is the seed, the event log and what is broken."""


def simulate(seed: int, folder: Path) -> World:
    """Live through one seed. Raises Failed."""
    world = World(seed, folder)
    try:
        with world.standing():
            _live(world)
            _calm(world)
            proof.prove(world)
    except Exception as error:
        lines = "\n".join(world.log)
        raise Failed(f"seed {seed}\n{lines}\n{type(error).__name__}: {error}") from error
    return world


def _live(world: World) -> None:
    chance = world.chance
    restores, copies = chance.random() < 0.4, chance.random() < 0.25
    events = {
        _handing_in: 30, _rounds: 36, _staff: 20, _poll: 8, _plug: 3, _terminal_clock: 3, _centre_clock: 3,
        _upgrade: 2, _enrolled_anew: 1,
    }  # fmt: skip
    if restores:
        events |= {_back_up: 3, _restore: 6, _lost_hour: 3}
    if copies:
        events[_copied] = 3
    for _ in range(chance.randint(16, 34)):
        event = chance.choices(list(events), list(events.values()))[0]
        machine = chance.choice(world.machines)
        world.pass_time()
        world.armed = draw(chance)
        said = event(world, machine)
        world.note(f"{event.__name__[1:]} {machine.name}: {said} {' '.join(world.armed.struck)}")
        world.armed = Armed()
        for each in world.machines:
            proof.watch(each)
        _notice(world)


def _calm(world: World) -> None:
    """The faults have stopped: what is stuck arrives, citizens get their receipts, machines speak until all is quiet.

    Then staff settle what was noticed: the terminal gets a new key, and the copy of its disk a number of its own.
    """
    while world.late:
        world.line.deliver(world.late.pop(0))
    for machine in world.machines:
        machine.again()
        for planned in list(machine.planned):
            machine.submit(planned)
    _until_quiet(world)
    proof.prove_noticed(world)
    copies = [machine for machine in world.machines if machine.copy_of is not None]
    if copies and (world.was_restored or world.chance.random() < 0.5):
        for copy in copies:
            world.settle(copy)
            world.note(f"{copy.name} is terminal {copy.number} now")
        _until_quiet(world)


def _until_quiet(world: World) -> None:
    for n in range(_ROUNDS):
        busy = [_speak(world, machine) for machine in world.machines]
        world.note(f"calm round {n}: {busy}")
        if n >= 2 and not any(busy):
            return
    raise proof.Broken("it never gets quiet")


def _speak(world: World, machine: Machine) -> int:
    """One round without faults; returns how much happened in it."""
    world.pass_time()
    try:
        told = machine.round.run()
    except SyncError as error:
        if machine.copy_of is None and error.code in ("revoked", "unknown-key"):
            machine.enrol()
            return 1
        if machine.copy_of is not None and error.code in ("revoked", "unknown-key"):
            return 0
        raise
    finally:
        proof.watch(machine)
        _notice(world)
    return told.delivered + told.refused + told.missed + told.items


def _survive(world: World, machine: Machine, deed: str) -> str:
    """Let it happen, whatever happens; a machine that was killed is on again afterwards."""
    try:
        if deed == "round":
            told = machine.round.run()
            return " ".join(f"{name} {value}" for name, value in asdict(told).items() if value)
        if deed == "poll":
            return f"items {machine.round.poll()}"
        return machine.submit(machine.planned[0]).number
    except Killed:
        world.armed.strikes.clear()
        machine.again()
        return "killed"
    except (SyncError, StoreError) as error:
        return f"{type(error).__name__} {error}"


def _handing_in(world: World, machine: Machine) -> str:
    if not machine.planned or world.chance.random() < 0.5:
        world.plan(machine)
    return _survive(world, machine, "submit")


def _rounds(world: World, machine: Machine) -> str:
    return _survive(world, machine, "round")


def _poll(world: World, machine: Machine) -> str:
    return _survive(world, machine, "poll")


def _plug(_: World, machine: Machine) -> str:
    machine.again()
    return "off and on"


def _terminal_clock(world: World, machine: Machine) -> str:
    machine.skew += world.chance.choice(_JUMPS)
    return f"{machine.skew}"


def _centre_clock(world: World, _: Machine) -> str:
    world.set_centre_clock(world.chance.choice(_JUMPS[:4]))
    return f"{world.centre_skew}"


def _upgrade(world: World, machine: Machine) -> str:
    if world.chance.random() < 0.5:
        world.centre_speaks = 3 - world.centre_speaks
        return f"centre speaks {world.centre_speaks}"
    machine.wires = (1, 3 - machine.wires[1])
    machine.again()
    return f"terminal speaks {machine.wires}"


def _staff(world: World, _: Machine) -> str:
    """One of the staff does the next thing about a case, or what else may be done."""
    chance = world.chance
    cases = list(Case.objects.order_by("pk"))
    if not cases:
        return "nothing to do"
    case = chance.choice(cases)
    seen, officer = case.version, world.officer
    desk = case.suggested or "legal-aid"
    deeds = {
        Step.RECEIVED: [lambda: work.triage(case.pk, world.intake, seen=seen, desk=desk)],
        Step.TRIAGED: [lambda: work.start(case.pk, officer, seen=seen, note="开始办了")],
        Step.WORKING: [
            lambda: work.ask_papers(case.pk, officer, seen=seen, papers=["工资条"], again="漏了"),
            lambda: work.decide(case.pk, officer, seen=seen, granted=True, note="同意"),
            lambda: work.decide(case.pk, officer, seen=seen, granted=False, reason="不在范围"),
            lambda: work.message(case.pk, officer, seen=seen, text="请来一趟"),
        ],
        Step.PAPERS: [lambda: work.papers_came(case.pk, officer, seen=seen, note="收到")],
        Step.GRANTED: [lambda: work.finish(case.pk, officer, seen=seen, result="agreed")],
        Step.REFUSED: [lambda: work.reopen(case.pk, officer, seen=seen, note="重新看")],
        Step.DONE: [lambda: work.close(case.pk, officer, seen=seen, note="办结")],
    }
    deed = chance.choice(deeds.get(Step(case.step), [lambda: work.remark(case.pk, officer, seen=seen, public="好")]))
    with suppress(Died, DatabaseError), at_centre(world.armed):
        return f"case {case.number} {case.step} → {deed().step}"
    return f"case {case.number}: the centre died"


def _back_up(world: World, _: Machine) -> str:
    world.back_up()
    return "taken"


def _restore(world: World, _: Machine) -> str:
    """The centre is set back to the backup; for each terminal, whether it ought to notice is written down."""
    if world.backup is None:
        return "there is none"
    world.was_restored = True
    world.backup.put_back(files=world.chance.random() < 0.7)
    for row in Terminal.objects.order_by("number"):
        machine = next(each for each in world.machines if each.number == row.number)
        serial, answered = turn_of(machine)
        is_known = row.keys.filter(revoked_at=None).exists() and not any(c.copy_of is machine for c in world.machines)
        if is_known and row.turn and serial - (not answered) > row.serial:
            world.forgotten.add(row.number)
    if world.chance.random() < 0.4:
        world.set_centre_clock(timedelta(days=-2))  # that of the new machine is wrong: versions come twice, or lower
    world.told_since = world.centre_now()
    world.restored_at = AuditLine.objects.count()
    return f"put back; terminals that are ahead: {sorted(world.forgotten)}"


def _lost_hour(world: World, machine: Machine) -> str:
    """A backup is put back soon after it was taken: what was answered in between is forgotten, and answered differently."""
    said = [_back_up(world, machine)]
    for _ in range(world.chance.randint(1, 4)):
        said.append(world.chance.choice((_staff, _poll, _rounds))(world, machine))
    said.append(_restore(world, machine))
    for _ in range(world.chance.randint(1, 4)):
        said.append(_staff(world, machine))
    return "; ".join(said)


def _notice(world: World) -> None:
    """Who was noticed to be ahead of the centre need not be noticed again."""
    if world.forgotten:
        for line in AuditLine.objects.filter(seq__gt=world.restored_at, action__in=("behind", "enrolled")):
            world.forgotten.discard(line.subject.removeprefix("terminal:"))


def _copied(world: World, machine: Machine) -> str:
    if len(world.machines) > 4 or any(each.copy_of for each in world.machines):
        return "one copy is enough"
    other = machine.copy(f"{machine.name}-copy")
    world.machines.append(other)
    return f"its disk runs in {other.name} as well"


def _enrolled_anew(world: World, machine: Machine) -> str:
    """Staff give the machine that is the terminal a new key; a copy of it is shut out by that."""
    if machine.copy_of is not None:
        return "a copy is not enrolled"
    machine.enrol()
    return "has a new key"
