"""A guide or a calculator's result on paper: large type, the county's name above, the day and 12348 below."""

from collections.abc import Sequence
from datetime import date

from kiosk.papers.codes import svg
from kiosk.papers.typeset import typeset


def leaflet_pdf(
    title: str, text: str, station: str, qr_texts: Sequence[str] = (), *, printed: date | None = None
) -> bytes:
    """Set a leaflet as an A4 PDF of as many pages as it needs.

    Args:
        title: its heading.
        text: a paragraph a line.
        station: name of the station, for the foot of the page.
        qr_texts: each becomes a code at the end, in this order.
        printed: the day shown; today when not given.

    Raises:
        PaperRefused: a text for a code is too long.
        PaperTrouble: it cannot be set.
    """
    day = printed or date.today()
    pictures = {f"code-{number}": svg(content) for number, content in enumerate(qr_texts)}
    data = {
        "title": title,
        "lines": text.splitlines(),
        "station": station,
        "day": f"{day.year}年{day.month}月{day.day}日",
        "codes": tuple(pictures),
    }
    return typeset("leaflet", data, pictures)
