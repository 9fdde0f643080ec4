"""The centre as the terminal sees it: one request, one answer that is certainly the centre's, or an error.

An answer counts when it has the centre's header, says that it is JSON, and can be read as the message that was asked for.
Everything else (a captive portal's page, a proxy's error, half an answer, a redirect) is no answer and changes nothing.
"""

import gzip
import time
from pathlib import Path
from typing import TypeVar

import requests
import urllib3
from pydantic import BaseModel, ValidationError
from requests import PreparedRequest, Request, Response
from urllib3.util import SKIP_HEADER

from kiosk.settings import SettingsRefused
from sync import wire
from sync.signing import TerminalKey
from sync.terminal.errors import Later, NoAnswer, Refused, Revoked

Answer = TypeVar("Answer", bound=BaseModel)

_CONNECT_S, _READ_S = 5.0, 30.0
_WHOLE_S = 120.0  # for an answer that comes in drips
_LONGEST_LATER_S = 3600.0
_DEFAULT_LATER_S = 60.0
_PIECE = 64 * 1024


class Centre:
    """The way to the centre, for one thread."""

    def __init__(
        self, url: str, key: TerminalKey, key_id: str = "", ca: str = "", session: requests.Session | None = None
    ) -> None:
        """A way to the centre at `url`.

        Args:
            url: of the centre, without the API's path.
            key: signs the requests.
            key_id: by which the centre knows the key; without one nothing is signed (only for enrolling).
            ca: file of the station's own certificate authority; empty for the system's.
            session: another way to send, for tests.

        Raises:
            SettingsRefused: there is no such file.
        """
        if ca and not Path(ca).is_file():
            raise SettingsRefused(f"“centre_ca”: there is no file {ca}")
        self._url = url.rstrip("/")
        self._key, self._key_id = key, key_id
        self._session = session or requests.Session()
        self._session.trust_env = False  # neither a .netrc nor a proxy of the shell
        self._session.verify = ca or True
        # A poll must stay small on a metered line, so only what is needed is said.
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": "gzip"})

    def post(self, path: str, message: BaseModel, answer: type[Answer]) -> Answer:
        """Send a message, get the answer.

        Raises:
            NoAnswer, Later, Revoked, Refused: see errors.py. Refused("too-large") also for what need not be tried.
        """
        plain = message.model_dump_json().encode()
        if len(plain) > wire.MOST_BODY:
            raise Refused("too-large")
        body = gzip.compress(plain, compresslevel=4, mtime=0)
        return self._ask("POST", path, body, {"Content-Type": wire.TYPE_JSON, "Content-Encoding": "gzip"}, answer)

    def send(self, method: str, path: str, content: bytes, answer: type[Answer], also: int = 200) -> Answer:
        """Send raw bytes, get the answer; `also` is a status that carries one beside 200. Raises as `post` does."""
        return self._ask(method, path, content, {"Content-Type": "application/octet-stream"}, answer, also)

    def get(self, path: str, answer: type[Answer]) -> Answer | None:
        """Ask for something; None where the centre says that there is nothing (204). Raises as `post` does."""
        response, content = self._exchange("GET", path, None, {})
        if response.status_code == requests.codes.no_content and not content:
            return None
        return self._read(response, content, answer)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str], answer: type[Answer], also: int = 200
    ) -> Answer:
        response, content = self._exchange(method, path, body, headers)
        return self._read(response, content, answer, also)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[Response, bytes]:  # fmt: skip
        """Send; what comes back is the centre's, and whole as far as HTTP can tell."""
        try:
            request = self._session.prepare_request(Request(method, self._url + path, data=body, headers=headers))
            self._sign(request)
            response = self._session.send(
                request, stream=True, timeout=(_CONNECT_S, _READ_S), allow_redirects=False
            )  # fmt: skip
            with response:
                if response.headers.get(wire.ANSWER_HEADER) is None:
                    raise NoAnswer(f"status {response.status_code}, not from the centre")
                return response, _content(response)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            self._session.close()
            raise NoAnswer(type(error).__name__) from error
        except NoAnswer:
            self._session.close()  # what else comes over this connection is not to be trusted
            raise

    def _sign(self, request: PreparedRequest) -> None:
        if self._key_id:
            self._key.sign(request, self._key_id)

    def _read(self, response: Response, content: bytes, answer: type[Answer], also: int = 200) -> Answer:
        status = response.status_code
        try:
            if response.headers.get(wire.TYPE_HEADER, "").split(";")[0].strip() != wire.TYPE_JSON:
                raise NoAnswer(f"status {status}, not JSON")
            if status not in (200, also):
                raise _trouble(response, wire.Trouble.model_validate_json(content))
            return answer.model_validate_json(content)
        except ValidationError as error:
            self._session.close()
            raise NoAnswer(f"status {status}, not a {answer.__name__} ({error.error_count()} faults)") from None


def _content(response: Response) -> bytes:
    """The body, unpacked; neither endless nor for ever in coming."""
    until = time.monotonic() + _WHOLE_S
    content = bytearray()
    while piece := response.raw.read1(_PIECE, decode_content=True):
        content += piece
        if len(content) > wire.MOST_BODY:
            raise NoAnswer("an answer without end")
        if time.monotonic() > until:
            raise NoAnswer("an answer in drips")
    return bytes(content)


def _trouble(response: Response, told: wire.Trouble) -> Exception:
    """The error that a `wire.Trouble` stands for; one whose status does not go with its code is none."""
    if wire.TROUBLES.get(told.code) != response.status_code:
        return NoAnswer(f"status {response.status_code} with code {told.code[:40]}")
    if told.code == "later":
        return Later(_after_s(response.headers.get("Retry-After", "")))
    return (Revoked if told.code == "revoked" else Refused)(told.code, told.detail)


def _after_s(text: str) -> float:
    return min(float(text), _LONGEST_LATER_S) if text.isascii() and text.isdigit() else _DEFAULT_LATER_S
