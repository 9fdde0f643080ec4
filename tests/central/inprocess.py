"""The centre behind `requests` without a socket: the real handler with all its middleware, called in this process."""

import io
from typing import Any
from urllib.parse import urlsplit

import requests
from django.test import Client
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

URL = "http://127.0.0.1:9"


class InProcess(BaseAdapter):
    """Mount it on a session: `session.mount("http://", InProcess())`."""

    def __init__(self) -> None:
        super().__init__()
        self._client = Client(raise_request_exception=False, REMOTE_ADDR="127.0.0.1")

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        body = request.body or b""
        answer = self._client.generic(
            request.method or "GET",
            parts.path,
            body.encode() if isinstance(body, str) else body,
            content_type=request.headers.get("Content-Type", "application/octet-stream"),
            headers={k: v for k, v in request.headers.items() if isinstance(v, str) and k != "Content-Type"},
            QUERY_STRING=parts.query,
            SERVER_NAME=parts.hostname or "localhost",
            SERVER_PORT=str(parts.port or 80),
        )
        return as_response(request, answer.status_code, dict(answer.items()), answer.content)

    def close(self) -> None:
        pass


def as_response(
    request: requests.PreparedRequest, status: int, headers: dict[str, str], content: bytes
) -> requests.Response:
    """What requests makes of an answer."""
    response = requests.Response()
    response.status_code = status
    response.headers.update(headers)
    response.raw = HTTPResponse(
        io.BytesIO(content), headers=headers, status=status, preload_content=False, request_method=request.method
    )
    response.url, response.request = request.url or "", request
    return response


def session() -> requests.Session:
    """A session that speaks to the centre in this process."""
    made = requests.Session()
    made.mount("http://", InProcess())
    return made
