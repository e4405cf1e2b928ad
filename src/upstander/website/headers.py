"""Headers by which a browser keeps nothing of the desk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


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
