"""Several reports at once: what is plainly junk is set aside together, and brought back together."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions import report_junk as junk
from upstander.casework.actions import report_retention as retention
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.reports import DestroyForm, TogetherForm
from upstander.casework.models import Report, Stage
from upstander.casework.report_words import in_full, neutral
from upstander.casework.views.finding import door_report_for, key_in, signed_in

A_PAGE = 25  # reports
WORK = "work on reports"
BEGUN = 200  # characters of what a report says: enough to see that it is no junk


def against_reading(by: Account) -> str:
    """Why somebody has no reports at all."""
    return policy.against_door(asker_of(by))


@dataclass(frozen=True)
class Together:
    """One thing that is done with several reports. `what`: of MOVES; `list`: where they stand afterwards.

    `offers`: whether it may be done with one. `against`: why it is not for somebody. `sure`: what they confirm.
    """

    title: str
    what: str
    why: str
    act: Callable[..., None]
    list: str
    offers: Callable[[Report], bool]
    against: Callable[[Account], str] = against_reading
    sure: str = ""


TOGETHER: Mapping[str, Together] = {
    "set-aside": Together(
        "Set reports aside as junk", junk.SET_ASIDE, "Why they are plainly junk, or what flood they are",
        junk.set_aside, f"state={Stage.SET_ASIDE}", partial(junk.may_be_together, what=junk.SET_ASIDE),
    ),
    "bring-back": Together(
        "Bring reports back into the queue", junk.BROUGHT_BACK, "Why they are brought back", junk.bring_back,
        "state=working", partial(junk.may_be_together, what=junk.BROUGHT_BACK),
    ),
    "destroy-due": Together(
        "Destroy what reports say", retention.DESTROYED, DestroyForm.label, retention.destroy_due, "state=due",
        retention.may_be_destroyed, retention.against_destroying, DestroyForm.sure,
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, slug: str) -> HttpResponse:
    """The beginning of each report that was ticked in the list, and one reason for all of them."""
    account, doing = signed_in(request), TOGETHER[slug]
    reason = doing.against(account)
    if reason:
        raise Unseen("report", slug, reason)
    ticked = _ticked(request)
    offered = [one for one in ticked if doing.offers(one)]
    if request.method == "GET" or not offered:
        return _page(request, doing, ticked, offered, status=200 if request.method == "GET" else 409)
    form = TogetherForm([(str(one.pk), "") for one in offered], doing.why, request.POST, sure=doing.sure)
    if not form.is_valid():
        return _page(request, doing, ticked, offered, given=True, status=422)
    meant = [one for one in offered if str(one.pk) in form.cleaned_data["reports"]]
    try:
        doing.act(reports=meant, why=form.cleaned_data["why"], by=account)
    except NotNow as answer:
        for one in meant:
            leave(account, f"report {slug}", "report", str(one.pk), outcome="refused")
        return _page(request, doing, ticked, offered, given=True, problems=[str(answer)], status=409)
    return redirect(f"/reports?{doing.list}")


def _ticked(request: HttpRequest) -> Sequence[Report]:
    """The reports of the address. Raises Unseen where one may not be seen, or was never there."""
    keys = dict.fromkeys(key for one in request.GET.getlist("report")[:A_PAGE] if (key := key_in(one)))
    return [door_report_for(request, key) for key in keys]


def _page(
    request: HttpRequest,
    doing: Together,
    ticked: Sequence[Report],
    offered: Collection[Report],
    *,
    given: bool = False,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, with a line in the log for each report whose beginning it shows."""
    shown = {
        "title": doing.title,
        "form": TogetherForm(
            [_told(request, one) for one in offered], doing.why, request.POST if given else None, sure=doing.sure
        ),
        "problems": problems,
        "offered": offered,
        "left_out": [one for one in ticked if one not in offered],
        "destroys": doing.what == retention.DESTROYED,
        "neutral": neutral("en") if doing.what == junk.SET_ASIDE else "",
    }
    return render(request, "casework/reports_together.html", shown, status=status)


def _told(request: HttpRequest, report: Report) -> tuple[str, str]:
    leave(request.user, "report read", "report", str(report.pk), purpose=WORK, outcome="allowed")
    told = " ".join(in_full(report).split())
    begun = told if len(told) <= BEGUN else f"{told[:BEGUN]}…"
    return str(report.pk), f"{report}, received {report.received_on:%d/%m/%Y}, {report.door_words.lower()}: {begun}"
