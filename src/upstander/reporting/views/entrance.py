"""Which door, and who else listens."""

from django.http import HttpRequest, HttpResponse

from upstander.reporting.views.shown import shown
from upstander.reporting.words import support as listening
from upstander.reporting.words import words

STAFF = "staff"  # for whom an organisation listens, where not for everybody


def welcome(request: HttpRequest, language: str) -> HttpResponse:
    """Every door, for who came in by the wrong one."""
    return shown(request, "welcome", words(language), {})


def support(request: HttpRequest, language: str) -> HttpResponse:
    """Who else listens, and where they are found."""
    said = words(language)
    held = listening()
    listed = [one | {"what": one[said.html_language]} for one in held["organisation"]]
    parts = [("", [one for one in listed if one.get("for") != STAFF])]
    parts.append((said["page.support_staff"], [one for one in listed if one.get("for") == STAFF]))
    return shown(request, "support", said, {"parts": parts, "checked_on": held["checked_on"]})
