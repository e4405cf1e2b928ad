"""Where somebody lands, and what is said when the desk itself fails."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from upstander.access.asking import asker_of
from upstander.access.models import Role
from upstander.casework import policy
from upstander.casework.views.finding import signed_in
from upstander.learning import policy as learning
from upstander.workforce import policy as workforce


def start(request: HttpRequest) -> HttpResponse:
    """Sends each person to where their day begins."""
    asker = asker_of(signed_in(request))
    if asker.role == Role.ADMINISTRATOR:
        return redirect("desk-people")
    if not policy.against_leads(asker):
        return redirect("leads")
    if not policy.against_oversight(asker):
        return redirect("oversight")
    if not policy.against_matters(asker):
        return redirect("matters")
    if not workforce.against_workforce(asker):
        return redirect("workforce")
    return redirect("ties" if learning.against_checklist(asker) else "checklist")


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's form
    """What is said when a page fails: nothing was kept, and nothing about why. It asks the database nothing."""
    return HttpResponse(render_to_string("website/failed.html"), status=500)
