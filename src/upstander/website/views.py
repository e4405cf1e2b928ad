"""Where somebody lands, and what is said when the desk itself fails."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from upstander.access.asking import asker_of
from upstander.casework import policy
from upstander.casework.views.finding import signed_in


def start(request: HttpRequest) -> HttpResponse:
    """Sends each person to where their day begins."""
    asker = asker_of(signed_in(request))
    if not policy.against_leads(asker):
        return redirect("leads")
    return redirect("ties" if policy.against_matters(asker) else "matters")


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What is said when a page fails: nothing was kept, and nothing about why. It asks the database nothing."""
    return HttpResponse(render_to_string("website/failed.html"), status=500)
