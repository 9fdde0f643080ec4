"""Whether what was handed in here has arrived at the centre: one calm line for everybody who stands at the terminal."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.store.model import State
from kiosk.store.store import Store


class Sign(StrEnum):
    """What the line is marked with."""

    NONE = ""
    ARRIVED = "arrived"
    ON_ITS_WAY = "on-its-way"
    ASK = "ask"  # staff have something to look at


@dataclass(slots=True, frozen=True)
class Arrival:
    """The line, and its mark; both empty where nothing was handed in yet."""

    sign: Sign = Sign.NONE
    text: str = ""


def arrival(store: Store) -> Arrival:
    """How things stand now; two short reads. Raises StoreError."""
    counts = store.counts()
    waiting, refused = counts[State.WAITING], counts[State.REFUSED]
    if waiting:
        linked = store.link("last_contact") and not store.link("trouble")
        how = "正在送到县中心" if linked else "等网络好了自动送到县中心"
        return Arrival(Sign.ON_ITS_WAY, f"有{waiting}份{how}，不用您管。")
    if refused:
        return Arrival(Sign.ASK, f"都送到县中心了，有{refused}份要请工作人员看一下。")
    if counts[State.ACCEPTED] + counts[State.ALREADY]:
        return Arrival(Sign.ARRIVED, "大家交的都送到县中心了。")
    return Arrival()
