"""Where somebody lands, and what is said when the desk itself fails."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.models import Role
from upstander.casework import policy
from upstander.casework.views.finding import signed_in
from upstander.learning import policy as learning
from upstander.website import places
from upstander.workforce import policy as workforce
from upstander.workforce.views.team import supervises

# Where each begins: by role, or at the first of these pages that is theirs.
BY_ROLE = {Role.ADMINISTRATOR.value: "desk-people", Role.STAFF.value: "your-training"}
FIRST: tuple[tuple[str, Callable[[Asker], str]], ...] = (
    ("leads", policy.against_leads),
    ("oversight", policy.against_oversight),
    ("matters", policy.against_matters),
    ("workforce", workforce.against_workforce),
    ("checklist", learning.against_checklist),
)


def start(request: HttpRequest) -> HttpResponse:
    """Sends each person to where their day begins."""
    asker = asker_of(signed_in(request))
    theirs = (address for address, against in FIRST if not against(asker))
    return redirect(BY_ROLE.get(asker.role) or next(theirs, "your-training"))


def prevention(request: HttpRequest) -> HttpResponse:
    """The places of those who prevent."""
    found = places.prevention(asker_of(signed_in(request)))
    if not found:
        raise Unseen("prevention", "", "none of its places is theirs")
    return render(request, "website/places.html", {"title": "Prevention", "found": found})


def yours(request: HttpRequest) -> HttpResponse:
    """The places that are everybody's own, and a supervisor's."""
    account = signed_in(request)
    return render(
        request, "website/places.html", {"title": "Yours", "found": places.own(supervises=supervises(account))}
    )


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What is said when a page fails: nothing was kept, and nothing about why. It asks the database nothing."""
    return HttpResponse(render_to_string("website/failed.html"), status=500)
