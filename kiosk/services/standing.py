"""How a matter stands, told to whoever holds its receipt: only the state, nothing of what was handed in."""

from dataclasses import dataclass

from kiosk.store.model import State
from kiosk.store.receipt import parse_number, show_number
from kiosk.store.store import Store


@dataclass(slots=True, frozen=True)
class Standing:
    """Where a matter stands, in plain words, and what to do."""

    number: str
    headline: str
    advice: str


_WORDS = {
    State.WAITING: ("已经收好，存在这台终端里", "有网络的时候会自动送到县中心，不用您再交。急的话打12348。"),
    State.ACCEPTED: ("县中心已经收到，正在办", "办到哪一步，工作人员会打您留的电话。也可以打12348，报编号问。"),
    State.ALREADY: ("县中心已经收到，正在办", "办到哪一步，工作人员会打您留的电话。也可以打12348，报编号问。"),
    State.REFUSED: ("县中心没有收下，要您补一补", "请带上回执到窗口，或者打12348，工作人员会告诉您差什么。"),
}


def number(text: str) -> str:
    """A receipt number as typed. Raises NumberRefused with the sentence that says what is wrong."""
    return parse_number(text)


def standing(store: Store, receipt_number: str, identity_tail: str) -> Standing:
    """How a matter stands.

    Raises:
        NumberRefused: that is no receipt number.
        RecordUnknown: there is none of that number, or the identity does not fit; which of these, it does not say.
    """
    entry = store.track(receipt_number, identity_tail=identity_tail)
    headline, advice = _WORDS[entry.state]
    return Standing(show_number(parse_number(entry.number)), headline, advice)
