"""What is due over all matters that somebody works on: where a day at the desk begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.due import AHEAD, due_in, due_on_leads, in_order
from upstander.casework.views.finding import signed_in
from upstander.casework.views.matters import seen_by, theirs

READ = 80  # matters at most, the newest: each is read by the law anew, about 2 ms of the server's time
WORK = "see what is due"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What is late, and what is due soon; a manager's own are all matters that they may know of."""
    account = signed_in(request)
    asker = asker_of(account)
    reason = policy.against_matters(asker)
    if reason and policy.against_leads(asker):
        raise Unseen("matters", "", reason)
    found = [] if reason else seen_by(account, theirs(account, 0, READ + 1))
    matters, asked = found[:READ], due_on_leads(account)
    today, due = timezone.localdate(), in_order([*due_in(matters, account), *asked])
    told = {
        "ids": [str(one.pk) for one in matters],
        "leads": sorted({str(one.about.pk) for one in asked}),
        "awaited": sorted(str(one.awaits) for one in due if one.awaits),
    }
    leave(account, "due listed", "matter", "", purpose=WORK, outcome="allowed", **told)
    shown = {
        "late": [one for one in due if one.day < today and not one.held],
        "soon": [one for one in due if one.day >= today and not one.held],
        "held": [one for one in due if one.held],
        "weeks": AHEAD.days // 7,
        "read": len(matters),
        "works_on_matters": not reason,
        "signs": not policy.against_signing(account.role),
        "reads_leads": not policy.against_leads(asker),
        "more": len(found) > READ,
    }
    return render(request, "casework/due.html", shown)
