"""What is answered where there is nothing, or where something failed: one plain page."""

from django.http import HttpRequest, HttpResponse

from upstander.reporting.forms import MOST_FILES, MOST_MEGABYTES
from upstander.reporting.views.shown import shown
from upstander.reporting.words import Words, words

TOO_MUCH = "upstander.too_much"  # in a request: its files are more than is taken, and were not looked at


def too_much(request: HttpRequest) -> bool:
    """Whether what a form brought was too large to take."""
    return bool(request.META.get(TOO_MUCH))


def words_of_limits(said: Words, key: str) -> str:
    """A sentence that says how much is taken."""
    return str(said[key].format(count=MOST_FILES, size=MOST_MEGABYTES))


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """No such page."""
    said = _said(request)
    told = {"title": said["page.nothing_here"], "told": said["page.nothing_here_more"]}
    return shown(request, "nothing_here", said, told, status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What was sent could not be read: too many fields, or too long."""
    return too_large(request, status=400, why="page.too_long_more")


def too_large(request: HttpRequest, status: int = 413, why: str = "page.too_large_more") -> HttpResponse:
    """What was sent is more than the door takes; none of it was kept."""
    said = _said(request)
    told = words_of_limits(said, why)
    return shown(request, "nothing_here", said, {"title": said["page.too_large"], "told": told}, status=status)


def failed(request: HttpRequest) -> HttpResponse:
    """Something failed, and nothing of it is written down: what was being sent was not acknowledged."""
    said = _said(request)
    told = {"title": said["page.problem"], "told": said["page.nothing_taken"]}
    return shown(request, "nothing_here", said, told, status=500)


def _said(request: HttpRequest) -> Words:
    return words("cy" if request.path.startswith("/cy/") else "en")
