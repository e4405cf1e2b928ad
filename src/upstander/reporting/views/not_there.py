"""What is answered where there is nothing, or where something failed: one plain page."""

from django.http import HttpRequest, HttpResponse

from upstander.reporting.forms import MOST_FILES, MOST_MEGABYTES
from upstander.reporting.views.shown import shown
from upstander.reporting.words import Words, words


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """No such page."""
    said = _said(request)
    told = {"title": said["page.nothing_here"], "told": said["page.nothing_here_more"]}
    return shown(request, "nothing_here", said, told, status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What was sent could not be read: too many fields, or too long."""
    return too_large(request, status=400)


def too_large(request: HttpRequest, status: int = 413) -> HttpResponse:
    """What was sent is more than the door takes; none of it was kept."""
    said = _said(request)
    told = said["page.too_large_more"].format(count=MOST_FILES, size=MOST_MEGABYTES)
    return shown(request, "nothing_here", said, {"title": said["page.too_large"], "told": told}, status=status)


def failed(request: HttpRequest) -> HttpResponse:
    """Something failed, and nothing of it is written down: what was being sent was not acknowledged."""
    said = _said(request)
    told = {"title": said["page.problem"], "told": said["page.nothing_taken"]}
    return shown(request, "nothing_here", said, told, status=500)


def _said(request: HttpRequest) -> Words:
    return words("cy" if request.path.startswith("/cy/") else "en")
