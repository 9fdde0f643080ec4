"""Whether the centre answers, asked for one thing at a time and never on the screen's own thread.

The terminal works without it: a question that is not answered within two seconds counts as no.
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

        Blocks for up to two connection time-outs. Args: the statute's short title, the article's number and sub-number.
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
