"""What must hold: after every event, and when the faults have stopped and all is quiet."""

from django.db.models import Count, Max
from faults.world import Machine, World

from kiosk.store.model import State
from sync import wire
from sync.central.audit import chain
from sync.central.audit.models import Line
from sync.central.cases import files
from sync.central.cases.models import Case, Record, RefusedRecord
from sync.central.fleet.models import Booking, FeedItem, Terminal
from sync.terminal.records import as_sent

DELIVERED = (State.ACCEPTED, State.ALREADY)


class Broken(AssertionError):
    """Something does not hold."""


def need(holds: object, what: str) -> None:
    """Raise Broken unless it holds."""
    if not holds:
        raise Broken(what)


def watch(machine: Machine) -> None:
    """No matter's status goes backwards on this machine, and none that was told is untold."""
    for _, receipt in machine.shown.values():
        now = [(step.version, step.step) for step in machine.store.steps(receipt.id)]
        before = machine.steps.get(receipt.id, [])
        need(now[: len(before)] == before, f"{machine.name}: {receipt.number} was told {before}, and now {now}")
        versions = [version for version, _ in now]
        need(versions == sorted(set(versions)), f"{machine.name}: {receipt.number} has versions {versions}")
        machine.steps[receipt.id] = now


def prove(world: World) -> None:
    """Everything, in the end."""
    for machine in world.machines:
        watch(machine)
        _prove_records(machine)
        _prove_feed(machine)
        need(machine.store.check() == [], f"{machine.name}: {machine.store.check()}")
    _prove_nothing_else(world)
    need(chain.first_gap() is None, f"the centre's audit chain: {chain.first_gap()}")


def _prove_records(machine: Machine) -> None:
    """Every receipt shown is at the centre, once, whole and the same; or waits, or was refused, for a true reason."""
    for planned, receipt in machine.shown.values():
        name = f"{machine.name}: {planned.key} ({receipt.number})"
        record = machine.store.record(receipt.id)
        need((record.number, record.token) == (receipt.number, receipt.token), f"{name} has another receipt now")
        need(record.data == planned.data, f"{name} has other answers here")
        there = Record.objects.filter(pk=receipt.id)
        if record.state is State.REFUSED:
            need(not there, f"{name} is refused and was taken")
            need(_is_seen(machine, receipt.id), f"{name}: staff do not see the refusal")
            need(_is_unfit(machine, planned.key), f"{name} was refused without a reason: {record.reason}")
            continue
        if record.state is State.WAITING:
            need(_is_shut_out(machine) or _is_unfit(machine, planned.key), f"{name} waits for nothing")
            continue
        need(len(there) == 1, f"{name} is {record.state} here, and {len(there)} times at the centre")
        need(there[0].fingerprint == wire.fingerprint(as_sent(record)), f"{name} is another one at the centre")
        need(there[0].sealed["data"] == planned.data, f"{name} has other answers at the centre")
        rows = list(there[0].attachments.order_by("position"))
        need(all(row.arrived_at for row in rows), f"{name} lacks attachments")
        need(tuple(files.read(row.sha256) for row in rows) == planned.contents, f"{name} has other attachments")
        need(there[0].case is not None, f"{name} is nobody's case")


def _is_seen(machine: Machine, record: str) -> bool:
    """Whether staff see a refusal; where a backup from the middle of that very round was put back, they see how many."""
    told = Terminal.objects.get(number=machine.number).refused
    return RefusedRecord.objects.filter(record=record).exists() or told == len(machine.store.refused())


def _is_unfit(machine: Machine, key: str) -> bool:
    """Whether a record is one that the centre must refuse, or about such a one."""
    planned, _ = machine.shown[key]
    if "\0" in planned.data["answers"]["facts"]:
        return True
    return any(
        _is_unfit(machine, other.key) for other, receipt in machine.shown.values() if receipt.id == planned.about
    )


def _is_shut_out(machine: Machine) -> bool:
    """A copied disk whose terminal was enrolled anew."""
    return machine.copy_of is not None and machine.store.link("trouble") in ("revoked", "unknown-key")


def _prove_feed(machine: Machine) -> None:
    """The cursor is at the feed's head, and what was told last of each matter is what is shown."""
    if _is_shut_out(machine):
        return
    row = Terminal.objects.get(number=machine.number)
    need(machine.store.link("trouble") == "", f"{machine.name} is in trouble: {machine.store.link('trouble')}")
    need(machine.store.cursor() == row.head, f"{machine.name} has read {machine.store.cursor()} of {row.head}")
    taken = set(Booking.objects.filter(station=row.station).values_list("slot", flat=True))
    others = [each for each in machine.world.machines if each.number == machine.number and each is not machine]
    offered = taken - machine.store.booked()
    need(others or not offered, f"{machine.name} offers {offered}, which are taken")  # a copy is not told of its twin's
    items = FeedItem.objects.filter(terminal=row).order_by("seq")
    need([item.seq for item in items] == list(range(1, row.head + 1)), f"{machine.name}: the feed has holes")
    world = machine.world
    for item in items:
        if item.kind != wire.ItemKind.STATUS or item.body["record"] not in machine.steps:
            continue
        shown, step = machine.steps[item.body["record"]], (item.body["version"], item.body["step"])
        told = f"{machine.name}: item {item.seq} told {step}, shown are {shown}"
        need(shown and shown[-1][0] >= step[0], told)
        # After the clock was set back as well, a version may be lower than what is known, and is passed over.
        need(world.was_set_back or item.at < world.told_since or step in shown, told)


def _prove_nothing_else(world: World) -> None:
    """Nothing at the centre that nobody handed in, and no matter twice."""
    shown = {receipt.id for machine in world.machines for _, receipt in machine.shown.values()}
    there = {str(id_) for id_ in Record.objects.values_list("id", flat=True)}
    need(there <= shown, f"nobody handed in {sorted(there - shown)}")
    noted = sum(line.facts["count"] for line in Line.objects.filter(action="received"))
    need(noted == len(there), f"{len(there)} records came in, {noted} stand in the audit chain")
    empty = Case.objects.annotate(n=Count("records")).filter(n=0)
    need(not empty, f"cases without a record: {[case.number for case in empty]}")
    by_case = Record.objects.filter(about=None).values("case").annotate(n=Count("id")).aggregate(most=Max("n"))
    need((by_case["most"] or 1) == 1, "two matters in one case")


def prove_noticed(world: World) -> None:
    """A copied disk and a restored backup were noticed."""
    for machine in world.machines:
        row = Terminal.objects.get(number=machine.number)
        if machine.copy_of is not None and not _is_shut_out(machine):
            need(row.forked_at is not None, f"{machine.name} is a copy, and nobody noticed")
    copied = {f"terminal:{machine.number}" for machine in world.machines if machine.copy_of is not None}
    accused = {line.subject for line in Line.objects.filter(action="forked")}
    need(accused <= copied, f"{sorted(accused - copied)} have one disk, and were taken for two")
    need(not world.forgotten, f"the centre forgot {sorted(world.forgotten)}, and nobody noticed")
