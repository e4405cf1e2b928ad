"""Matters: those of the person who asks, and one in full by the law of its day."""

import uuid
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account, Role
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework import care, concerns, earlier_warnings, policy
from upstander.casework.actions import first_reading
from upstander.casework.actions import matters as actions
from upstander.casework.actions.break_glass import assigned_to, parts_of
from upstander.casework.actions.care import late_promises, parts_in
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.matters import AssignForm, MatterFilter, MatterForm
from upstander.casework.log_verified import warning
from upstander.casework.models import Assignment, BreakGlass, Matter
from upstander.casework.on_record import OnRecord, on_record, unlike_matter
from upstander.casework.procedure import clock_runs, in_the_way, notices, regime
from upstander.casework.tracks import hold_shown, others_to_record, tracks
from upstander.casework.views.finding import frame, matter_for, signed_in

A_PAGE = 25  # matters
WORK = "work on the matter"
SHOWN = {"running", "held", "late", "met late"}  # what a clock may be, to be told on a matter's page


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The matters that somebody works on; the manager's are all those they may know of."""
    account = signed_in(request)
    asker = asker_of(account)
    reason = policy.against_matters(asker)
    if reason:
        raise Unseen("matters", "", reason)
    chosen = MatterFilter(request.GET)
    first = (chosen.page - 1) * A_PAGE
    found = theirs(account, first, first + A_PAGE + 1, chosen)
    shown = seen_by(account, found[:A_PAGE])
    unread = first_reading.unread(account)
    rows = [(one, "", []) if one.pk in unread else (one, *_stands(one)) for one in shown]
    leave(account, "matters listed", "matter", "", purpose=WORK, outcome="allowed", ids=[str(m.pk) for m in shown])
    told = {
        "matters": [row for row in rows if chosen.holds(row[1])],  # what was kept of it may be older than today
        "unread": unread,
        "chosen": chosen,
        "more": len(found) > A_PAGE,
        "may_open": not policy.against_opening(asker, ""),
    }
    return render(request, "casework/matters.html", told)


def theirs(account: Account, first: int, last: int, chosen: MatterFilter | None = None) -> list[Matter]:
    """Somebody's matters, the newest first, from one place to another; the manager's are all of them."""
    every = account.role == Role.MANAGER
    matters = Matter.objects.all() if every else Matter.objects.filter(assignments__account=account).distinct()
    matters = chosen.among(matters) if chosen else matters
    return list(matters.prefetch_related("entries", "assignments", "from_door__report__exclusions")[first:last])


def seen_by(account: Account, matters: Iterable[Matter]) -> list[Matter]:
    """Those that exist for somebody."""
    asker = asker_of(account)
    return [
        one for one in matters if not policy.against_matter(asker, one.subject_mark, assigned_to(one), one.kept_from())
    ]


def _stands(matter: Matter) -> tuple[str, list[str]]:
    """Where a matter stands, and what of it is late."""
    now = standing_now(matter)
    return now.state("matter"), [str(run.reason) for run in clock_runs(now) if run.state == "late"]


@require_GET
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """A matter: where it stands, what is due, what comes next, and what is in the way of closing it."""
    return overview(request, matter_for(request, matter))


def overview(request: HttpRequest, matter: Matter, *, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The first page of a matter, with its line in the log whatever it answers."""
    account = signed_in(request)
    unlike = unlike_matter(
        asker_of(account), matter, timezone.localdate(matter.opened_at)
    )  # before the line is written
    leave(account, "matter read", "matter", str(matter.pk), purpose=WORK, outcome="allowed")
    now, parts = standing_now(matter), care.parts_of(account.role, parts_of(matter, account))
    shown = frame(request, matter, "matter") | {
        "problems": problems,
        "regime": regime(now),
        "attention": now.attention,
        "tracks": tracks(now, parts),
        "others": others_to_record(now, parts),
        "clocks": [run for run in clock_runs(now) if run.state in SHOWN],
        "late_promises": late_promises(matter, parts_in(matter, account)),
        "in_the_way": in_the_way(now),
        "notices": notices(now),
        "hold": hold_shown(now),
        "warnings": earlier_warnings.of(matter, now),
        "unlike_record": unlike,
        "log_warning": warning(timezone.now()),
        "breaches": now.breaches,
        "earlier": concerns.on_a_matter(account, matter),
        "may_sign": not policy.against_signing(account.role),
        "waiting": matter.proposals.filter(signature=None).select_related("by"),
        "glass": BreakGlass.objects.filter(matter=matter).select_related("by", "answer__by"),
        "may_answer_glass": not policy.against_breaking_glass(
            asker_of(account), matter.subject_mark, assigned_to(matter), matter.kept_from()
        ),
        "assignments": matter.assignments.select_related("account"),
        "said": set(matter.no_ties.values_list("by", flat=True)),
        "ended": Assignment.every.filter(matter=matter).exclude(end=None).select_related("account", "end"),
        "assigning": AssignForm() if account.role == Role.MANAGER else None,
    }
    return render(request, "casework/matter.html", shown, status=status)


@require_GET
def history(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Every entry of a matter, those that were corrected too."""
    found = matter_for(request, matter)
    leave(request.user, "matter history read", "matter", str(found.pk), purpose=WORK, outcome="allowed")
    entries = list(found.entries.all())
    instead = {entry.supersedes: entry.number for entry in entries if entry.supersedes}
    rows = [(entry, instead.get(entry.number)) for entry in entries]
    proposals = found.proposals.select_related("by", "signature__by")
    shown = frame(request, found, "matter-history") | {"rows": rows, "proposals": proposals}
    return render(request, "casework/matter_history.html", shown)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Opens a matter that came by another way than a lead."""
    account = signed_in(request)
    reason = policy.against_opening(asker_of(account), "")
    if reason:
        raise Unseen("matters", "", reason)
    form = _by_hand(request, account)
    if not form.is_valid():
        return render(request, "casework/matter_new.html", {"form": form}, status=422 if form.is_bound else 200)
    matter = actions.open_by_hand(by=account, **form.cleaned_data)
    return redirect("matter", matter=matter.pk)


def _by_hand(request: HttpRequest, account: Account) -> MatterForm:
    """The form, checked, with a line in the log where somebody's staff record was read to check it."""
    read: list[str] = []

    def record(number: str) -> OnRecord | None:
        found = on_record(asker_of(account), number) if number else None
        read.extend([mark(number)] if found else [])
        return found

    today = timezone.localdate()
    form = MatterForm(request.POST or None, record=record, today=today, initial={"day": today})
    if form.is_bound:
        form.full_clean()
    for whose in read:  # after the reading: whoever writes a line holds the log until the page is answered
        leave(account, "staff record compared", "staff", whose, purpose=WORK, outcome="allowed")
    return form


@require_POST
def assign(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Gives somebody a part."""
    found = matter_for(request, matter)
    form = AssignForm(request.POST)
    if not form.is_valid():
        return overview(request, found, problems=["Choose a person and their part."], status=422)
    try:
        actions.assign(matter=found, by=signed_in(request), **form.cleaned_data)
    except NotNow as answer:
        to = str(form.cleaned_data["to"].pk)
        leave(request.user, "assignment", "matter", str(found.pk), outcome="refused", to=to, reason=answer.reason)
        return overview(request, found, problems=[str(answer)], status=409)
    return redirect("matter", matter=found.pk)


@require_POST
def end_part(request: HttpRequest, matter: uuid.UUID, part: int) -> HttpResponse:
    """Ends somebody's part."""
    found = matter_for(request, matter)
    held = Assignment.objects.filter(matter=found, pk=part).first()
    if held is None:
        raise Unseen("part", f"{found.pk} {part}", "the matter has no such part")
    try:
        actions.end_part(assignment=held, why=request.POST.get("why", ""), by=signed_in(request))
    except NotNow as answer:
        return overview(request, found, problems=[str(answer)], status=422)
    return redirect("matter", matter=found.pk)
