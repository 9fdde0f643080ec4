"""The terminals' door: requests under /api/sync/ go straight to the API.

A terminal has no session, sends no cookie and pays for every byte on a metered line, so none of the middleware for people
runs for it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from requests import codes

from sync.wire import ANSWER_HEADER, BASE

Handler = Callable[[HttpRequest], HttpResponseBase]


class Door:
    """The first middleware."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(BASE + "/"):
            return self._get_response(request)
        try:
            view, args, kwargs = resolve(request.path_info)
        except Resolver404:
            return HttpResponseNotFound()
        answer: HttpResponseBase = view(request, *args, **kwargs)
        answer[ANSWER_HEADER] = "1"
        if isinstance(answer, HttpResponse) and answer.status_code != codes.no_content:
            answer["Content-Length"] = str(len(answer.content))  # else it is sent in chunks, which costs more
        return answer
