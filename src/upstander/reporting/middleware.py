"""What no request may bring, too much or the name of another place; and what no page tells by its length."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from upstander.reporting.forms import MOST_MEGABYTES
from upstander.reporting.views.not_there import TOO_MUCH, too_large

MOST = (MOST_MEGABYTES + 2) << 20  # bytes of a whole request
PAGES = 16 << 10  # bytes of which each page has a multiple
Answer = Callable[[HttpRequest], HttpResponse]


class Bounded:
    """Refuses a request that is too large, and one to a name that is not this door's.

    Of a form with files its words are looked at, so that its page can be shown again with them (`too_much`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer. Raises DisallowedHost, which is answered as what cannot be read."""
        request.get_host()
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if not sent.isdigit() or int(sent) > MOST:
            if request.content_type != "multipart/form-data":
                return too_large(request)
            request.META[TOO_MUCH] = True
        return self.get_response(request)


class OwnForms:
    """Answers a form of another site as if its sender had just come: another who made it would know their receipt.

    Browsers since 2020 (Safari since 2023) say whence a form is sent; to others `going_in` gives words page by page.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to the page itself."""
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") in {"cross-site", "same-site"}:
            return HttpResponseRedirect(request.path)
        return self.get_response(request)


class Filled:
    """Fills each page up to a multiple of one length: who watches the line learns little of which page it was."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with spaces at its end where it is a page."""
        response = self.get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content += b" " * (-len(response.content) % PAGES)
            response["Content-Length"] = str(len(response.content))
        return response
