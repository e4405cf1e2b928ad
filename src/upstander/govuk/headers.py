"""What every page of the project tells a browser: to keep nothing of it, and to run and fetch nothing but our own."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponse

OUR_OWN_ALONE = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}  # the content security policy of desk and door


def not_kept(headers: Any, _path: str, _url: str) -> None:
    """Style sheets and scripts are not kept either: a device that held them would tell where somebody had been."""
    headers["Cache-Control"] = "no-store"


class NothingKept:
    """No page is stored, indexed, or opened beside another site's (threat T6 of the casework specification)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response["X-Robots-Tag"] = "noindex"
        return response
