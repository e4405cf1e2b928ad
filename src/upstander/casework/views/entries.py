"""Entering what happened in a matter, correcting an entry, and signing what another proposed."""

import uuid
from collections.abc import Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from upstander.access.asking import Unseen
from upstander.access.models import Account, Role
from upstander.access.trace import leave
from upstander.casework.actions import entries as actions
from upstander.casework.actions import first_reading
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.entries import EntryForm, before
from upstander.casework.models import AffectedPerson, Matter, MatterEntry, Part, Proposal
from upstander.casework.procedure import HistoryError, Refused, regime
from upstander.casework.procedure.entry import wording
from upstander.casework.procedure.law import Reason
from upstander.casework.views.finding import matter_for, signed_in
from upstander.casework.views.matters import WORK, overview
from upstander.govuk import fields

CONFLICTS = "conflicts declared"


class CorrectionForm(EntryForm):
    """The entry as it should stand, and why."""

    why = fields.long_words(
        "Why the entry is corrected",
        "The entry as it was stays in the history",
        needed="Say why the entry is corrected",
    )


class ManagersForm(EntryForm):
    """As the manager has it, who may keep what was done elsewhere."""

    imported = fields.tick(
        "This was done elsewhere or before: keep it as it was done, with what departs from the rules"
    )


class AnswerForm(forms.Form):
    """Signing, or not."""

    signed = fields.choice(
        "Do you sign this?", [("yes", "Yes, I sign it"), ("no", "No")], needed="Choose whether you sign"
    )
    why = fields.long_words("Why, where you do not sign")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The form of one event, with a field for each detail; what a rule is against is refused with each reason."""
    found = matter_for(request, matter)
    given = request.POST if request.method == "POST" else request.GET
    what = given.get("what", "")
    if what in wording().own_pages:
        return redirect("people", matter=found.pk)
    if what not in actions.law().events:
        return overview(request, found, problems=["Choose what happened from those listed on this page."], status=422)
    kind = ManagersForm if signed_in(request).role == Role.MANAGER else EntryForm
    form = kind(
        actions.standing_now(found),
        what,
        _people(found),
        affected=_affected(found),
        given=request.POST or None,
        before=_offered(request),
    )
    if not form.is_valid():
        return _form(request, found, what, form, status=422 if form.is_bound else 200)
    try:
        _enter(found, what, form, signed_in(request))
    except (Refused, NotNow) as refused:
        return _refused(request, found, what, form, refused)
    return redirect("matter", matter=found.pk)


def _enter(matter: Matter, what: str, form: EntryForm, by: Account) -> None:
    silent = first_reading.silent(matter, Part.INVESTIGATOR) if what == CONFLICTS else ()
    if silent and not form.cleaned_data.get("imported"):
        raise NotNow(
            f"Not yet said by {', '.join(silent)}: who investigates says for themselves whether they have a tie,"
            " when they first open the matter.",
            "an investigator has not said whether they have a tie",
        )
    if form.cleaned_data.get("imported"):
        actions.add(matter=matter, what=what, day=form.day, details=form.details, by=by, imported=True)
    else:
        actions.put(matter=matter, what=what, day=form.day, details=form.details, by=by)


def _offered(request: HttpRequest) -> dict[str, object]:
    offered = {name: value for name, value in request.GET.items() if name.startswith("detail-")}
    return {"day": timezone.localdate(), **offered}


def _people(matter: Matter) -> list[str]:
    return [one.account.name for one in matter.assignments.select_related("account")]


def _affected(matter: Matter) -> list[str]:
    return [str(person) for person in AffectedPerson.objects.filter(matter=matter)]


def _form(
    request: HttpRequest,
    matter: Matter,
    what: str,
    form: EntryForm,
    *,
    problems: Sequence[str] = (),
    status: int = 200,
    corrects: MatterEntry | None = None,
) -> HttpResponse:
    """The page of a form, with its line in the log: it names whom the matter is about."""
    leave(request.user, "matter read", "matter", str(matter.pk), purpose=WORK, outcome="allowed")
    now = actions.standing_now(matter)
    held = [guard for guard in now.law.guards if guard.holds(now.matter.kind, now.attention, now.day)]
    shown = {
        "matter": matter,
        "what": what,
        "regime": regime(now),
        "attention": now.attention,
        "means": now.law.facts.get(what, ""),
        "form": form,
        "problems": problems,
        "checked": [Reason(guard.says, guard) for guard in held if what in guard.on],
        "corrects": corrects,
        "whose": actions.against(matter, what, signed_in(request)),
    }
    return render(request, "casework/entry.html", shown, status=status)


def _refused(
    request: HttpRequest, matter: Matter, what: str, form: EntryForm, refused: Refused | NotNow
) -> HttpResponse:
    """The form again with what is against it. The log holds rules, not words that may quote what was typed."""
    if isinstance(refused, NotNow):
        reasons, rules = [str(refused)], [refused.reason]
    else:
        reasons = [str(reason) for reason in refused.reasons]
        rules = [reason.rule.id for reason in refused.reasons if reason.rule]
    leave(request.user, "entry", "matter", str(matter.pk), outcome="refused", rules=rules)
    return _form(request, matter, what, form, problems=reasons, status=422)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, matter: uuid.UUID, number: int) -> HttpResponse:
    """One more entry that stands in place of an earlier one, which stays in the history."""
    found = matter_for(request, matter)
    entry = found.entries.filter(number=number).first()
    if entry is None:
        raise Unseen("entry", f"{found.pk} {number}", "the matter has no such entry")
    form = CorrectionForm(
        actions.standing_now(found),
        entry.what,
        _people(found),
        given=request.POST or None,
        before=before(entry.day, entry.details),
    )
    if not form.is_valid():
        return _form(request, found, entry.what, form, status=422 if form.is_bound else 200, corrects=entry)
    try:
        actions.put(
            matter=found,
            what=entry.what,
            day=form.day,
            details=_carried(entry, form),
            by=signed_in(request),
            supersedes=number,
            why=form.cleaned_data["why"],
        )
    except (Refused, NotNow) as refused:
        return _refused(request, found, entry.what, form, refused)
    except HistoryError as error:
        return _form(request, found, entry.what, form, problems=[str(error)], status=409, corrects=entry)
    return redirect("matter-history", matter=found.pk)


def _carried(entry: MatterEntry, form: EntryForm) -> dict[str, str]:
    """The corrected details, and those of the entry that its form does not ask for."""
    return {n: value for n, value in entry.details.items() if f"detail-{n}" not in form.fields} | form.details


@require_POST
def sign(request: HttpRequest, matter: uuid.UUID, proposal: uuid.UUID) -> HttpResponse:
    """Signs what another proposed, or declines."""
    found = matter_for(request, matter)
    asked = Proposal.objects.filter(matter=found, pk=proposal).first()
    if asked is None:
        raise Unseen("proposal", str(proposal), "the matter has no such proposal")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return overview(request, found, problems=[str(e) for said in form.errors.values() for e in said], status=422)
    try:
        signed = form.cleaned_data["signed"] == "yes"
        actions.answer(proposal=asked, signed=signed, why=form.cleaned_data["why"], by=signed_in(request))
    except (Refused, NotNow) as refused:
        leave(request.user, "signature", "matter", str(found.pk), outcome="refused", proposal=str(asked.pk))
        return overview(request, found, problems=[str(refused)], status=409)
    return redirect("matter", matter=found.pk)
