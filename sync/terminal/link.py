"""Whether the centre answers, asked for one thing at a time and never on the screen's own thread.

The terminal works without it: what is not answered counts as no. A wait is bounded a read at a time, so a centre that
drips its answer can keep a worker busy, but never the screen.
"""

from urllib.parse import quote

import requests

TIMEOUT_S = 2.0


class Link:
    """The way to the centre; an empty address means that this terminal stands alone."""

    def __init__(self, centre_url: str = "") -> None:
        self._centre = centre_url.rstrip("/")

    @property
    def configured(self) -> bool:
        return bool(self._centre)

    def law_page(self, statute: str, number: int, sub: int = 0) -> str:
        """The address of the centre's page for an article, or nothing where the centre does not answer or has none.

        Blocks for two seconds at most where nothing comes.

        Args:
            statute: its short title.
            number: the article's.
            sub: the article's sub-number, 0 for none.
        """
        if not self._centre or number <= 0:
            return ""
        address = f"{self._centre}/law/{quote(statute, safe='')}/{number}" + (f"-{sub}" if sub else "")
        try:
            # A redirect would put somebody else's address into the code: only the centre's own page counts.
            answer = requests.head(address, timeout=TIMEOUT_S, allow_redirects=False)
        except requests.RequestException:
            return ""
        return address if answer.status_code == requests.codes.ok else ""
