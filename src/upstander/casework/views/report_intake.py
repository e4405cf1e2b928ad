"""A report that came in otherwise than by the door, typed in at the desk."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.report_intake import AlreadyTypedIn, custodians, take_in
from upstander.casework.forms.report_intake import CameInForm
from upstander.casework.models import Report
from upstander.casework.views.finding import signed_in
from upstander.casework.views.reports import on_to


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A report that came by telephone, by letter or from Crimestoppers."""
    account = signed_in(request)
    reason = policy.against_door(asker_of(account))
    if reason:
        raise Unseen("report", "", reason)
    seals = bool(custodians())
    form = CameInForm(request.POST or None, request.FILES or None, took=account.name, seals_names=seals)
    if not form.is_valid():
        return _page(request, form, seals=seals, status=422 if form.is_bound else 200)
    try:
        made = take_in(came=form.came(), by=account)
    except NotNow as answer:
        return _page(request, form, seals=seals, problems=[str(answer)], status=409)
    except AlreadyTypedIn as answer:
        made = Report(pk=answer.key)
    return on_to(request, made, None)


def _page(
    request: HttpRequest, form: CameInForm, *, seals: bool, problems: Sequence[str] = (), status: int
) -> HttpResponse:
    lost = ["Add the files again: a page that is shown again cannot keep them."] if request.FILES else []
    shown = {"form": form, "seals": seals, "problems": [*problems, *lost]}
    return render(request, "casework/report_new.html", shown, status=status)
