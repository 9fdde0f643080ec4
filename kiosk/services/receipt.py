"""What the receipt says: on the screen, on the slip, in its code. Nothing of it is personal."""

import re

from kiosk.guides.calculators.model import day_text
from kiosk.services.form import Form
from kiosk.store.errors import NumberRefused
from kiosk.store.receipt import Receipt, parse_number, show_number

HOTLINE = "12348"
_CODE = re.compile(r"(?:https?://\S+/t/)?([0-9]{13})[ /]([A-Za-z0-9_-]{8,64})")


def code_text(receipt: Receipt, centre_url: str) -> str:
    """What the code holds: the centre's page for this matter, or number and token where there is no centre yet."""
    number = receipt.number.replace(" ", "")
    return f"{centre_url.rstrip('/')}/t/{number}/{receipt.token}" if centre_url else f"{number} {receipt.token}"


def read_code(text: str) -> tuple[str, str]:
    """Number and token out of a code that `code_text` made, whichever centre's page it points to.

    Raises:
        NumberRefused: it is the code of something else.
    """
    found = _CODE.fullmatch(text.strip())
    if found is None:
        raise NumberRefused("the code of something else", "这不是回执上的码，请换一张，或者按编号查。")
    return parse_number(found[1]), found[2]


def slip_lines(form: Form, receipt: Receipt, station: str, desk_phone: str) -> list[str]:
    """The slip, line by line."""
    return [
        station,
        form.title,
        f"编号：{show_number(receipt.number)}",
        f"{day_text(receipt.time.date())} {receipt.time:%H:%M}",
        *form.next,
        f"问进度：拨打{HOTLINE}" + (f"或{desk_phone}" if desk_phone else "") + "，报上面的编号。",
    ]
