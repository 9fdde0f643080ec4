"""The store's face to the centre: what waits, what was answered, what both ends compared, and what the centre tells.

A part of `Store` (store.py), used by the sync process; the screen reads `counts`, `link`, `steps` and `messages` of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from kiosk.store import feed, links, outbox, records
from kiosk.store.base import Base
from kiosk.store.model import Command, Item, Message, Record, State, Step, to_china


class Delivery:
    """Records on their way to the centre, and its answers."""

    def __init__(self, base: Base, clock: Callable[[], datetime]) -> None:
        self._base = base
        self._clock = clock

    # Outbox

    def outbox(self, limit: int = 50, after: str = "") -> list[Record]:
        """Records that wait for the centre, oldest first; one that is damaged is left out and logged.

        `after` is the id of a record: only those made after it.
        """
        return records.waiting(self._base, limit, after)

    def acknowledge(self, id: str, state: State, reason: str = "") -> bool:
        """Note the centre's answer to a record, or with WAITING that a refused one is to be sent again.

        Returns whether it changed anything: an answer that comes twice does not, and nothing takes back an acceptance. A
        refused appointment gives its slot back.

        Raises:
            RecordUnknown: there is no such record.
        """
        return bool(self.acknowledge_all([(id, state, reason)]))

    def acknowledge_all(self, answers: Sequence[tuple[str, State, str]]) -> int:
        """Note several answers (id, state, reason) in one transaction; returns how many changed anything.

        Raises:
            RecordUnknown: there is no such record; nothing was noted.
        """
        with self._base.writing() as db:
            return sum(outbox.acknowledge(db, self._now(), *answer) for answer in answers)

    def counts(self) -> dict[State, int]:
        """How many records stand where."""
        with self._base.reading() as db:
            return outbox.counts(db)

    def waiting_since(self) -> datetime | None:
        """When the oldest record that waits was made; None when none waits."""
        with self._base.reading() as db:
            return outbox.waiting_since(db)

    def refused(self) -> set[str]:
        """Ids of the records that the centre refused and staff have not settled."""
        with self._base.reading() as db:
            return outbox.refused(db)

    # Comparing

    def delivered(self, limit: int = 50, after: str = "") -> list[Record]:
        """Records that the centre is believed to have, still here and not yet compared with it, oldest first."""
        return records.delivered(self._base, limit, after)

    def mark_compared(self, ids: Iterable[str]) -> None:
        """Both ends were found to hold the same of these, or staff have been told that they do not."""
        with self._base.writing() as db:
            outbox.mark_compared(db, ids)

    def take_back(self, ids: Iterable[str]) -> int:
        """Let records wait again that the centre was believed to have and, compared, has not; returns how many.

        One whose content has been swept stays as it is: there is nothing left to send.
        """
        with self._base.writing() as db:
            return outbox.take_back(db, self._now(), ids)

    def doubt(self, facts: Mapping[str, str]) -> None:
        """The centre has lost its memory: noted with `facts` at once, so that all of it is told and heard again.

        What was delivered and is still here is compared, what was refused is sent, and the feed is read from its beginning.
        """
        with self._base.writing() as db:
            outbox.doubt(db, self._now())
            links.write(db, {**facts, links.CURSOR: "0"})

    # The centre's feed

    def apply(self, items: Sequence[Item], cursor: int) -> list[Command]:
        """Take in what the centre tells, and how far its feed has been read, in one transaction.

        Of a matter's steps only a higher version is taken; an item that cannot be used is passed over and logged. Returns
        what is now to be done (`commands`).
        """
        with self._base.writing() as db:
            feed.apply(db, self._now(), items, cursor)
            return feed.commands(db)

    def cursor(self) -> int:
        """How far the centre's feed has been applied."""
        return int(self.link(links.CURSOR) or 0)

    def commands(self) -> list[Command]:
        """What the centre wants done and is not done yet, in the order it came."""
        with self._base.reading() as db:
            return feed.commands(db)

    def done(self, id: int) -> None:
        """That command has been done, or refused for good."""
        with self._base.writing() as db:
            feed.done(db, id)

    def steps(self, record_id: str) -> list[Step]:
        """The steps of a record's matter as the centre told them, newest last."""
        with self._base.reading() as db:
            return feed.steps(db, record_id)

    def messages(self, record_id: str) -> list[Message]:
        """What staff wrote to the citizen about a record, newest last."""
        with self._base.reading() as db:
            return feed.messages(db, record_id)

    # The link

    def link(self, name: str) -> str:
        """A small fact about the link to the centre; "" where there is none."""
        with self._base.reading() as db:
            return links.read(db, name)

    def set_link(self, name: str, value: str) -> None:
        """Note a fact durably."""
        self.set_links({name: value})

    def set_links(self, facts: Mapping[str, str]) -> None:
        """Note several facts durably, all or none."""
        with self._base.writing() as db:
            links.write(db, facts)

    def _now(self) -> datetime:
        return to_china(self._clock())
