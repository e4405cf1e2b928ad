"""What a force is asked to show, line by line: what people wrote of it, and what this desk can show by itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.learning import actions, policy
from upstander.learning.evidence import NOTICES, OF_PARTNERS, TRANSFEREES, shown
from upstander.learning.models import ChecklistEntry, OwnCase, State
from upstander.learning.models.checklist import how_far, newest_of
from upstander.learning.notices.acting import shown_of_late
from upstander.learning.registers import Line, Register, register_of, registers
from upstander.workforce.app_decisions import newest as newest_of_apps
from upstander.workforce.attempts import how_many_passed_here
from upstander.workforce.declared import asked
from upstander.workforce.held import Held, NotHeld, held
from upstander.workforce.integrity.here import how_many_talked_here
from upstander.workforce.models import AppDecision
from upstander.workforce.partner_counts import InCounts
from upstander.workforce.partners import in_counts
from upstander.workforce.transfers.keeping import counts as transferee_counts

TAGS = {State.NOT_STARTED: "red", State.UNDER_WAY: "yellow", State.IN_PLACE: "green", State.NOT_OURS: "grey"}
WORK = "prevention: how the force stands on the checklist"


class EntryForm(forms.Form):
    """How a line stands now."""

    state = fields.choice("How far the force is", State.choices, needed="Choose how far the force is")
    owner = fields.words("Who answers for it", "A post or a name", needed="Say who answers for it")
    evidence = fields.long_words(
        "What shows it", "Where it is found, and of which day. Leave it empty where there is nothing to show", rows=4
    )
    review_on = fields.day("When it is looked at again", needed="Give the day on which it is looked at again")

    def clean_review_on(self) -> dt.date:
        """A day to come."""
        day: dt.date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Give a day that is still to come")
        return day

    def clean(self) -> dict[str, Any]:
        """What is said to be in place is shown by something."""
        given = super().clean() or {}
        if given.get("state") == State.IN_PLACE and not given.get("evidence"):
            self.add_error("evidence", "Say what shows that it is in place")
        return given


@require_GET
def page(request: HttpRequest, register: str = "checklist") -> HttpResponse:
    """All lines of a register by section, with counts first; printed, it is the pack for an inspection."""
    asker = _asker(request)
    held_register = registers().get(register)
    if held_register is None:
        raise Unseen("checklist", register, "there is no register of this name")
    newest = newest_of(held_register.lines)
    told, why_not = _held()
    sections = [
        {"title": title, "lines": [_line(line, held_register, newest, told) for line in held_register.of(name)]}
        for name, title in held_register.sections.items()
    ]
    shown_now = {
        "sections": sections, "counts": how_far(newest, held_register.lines), "register": held_register,
        "registers": registers().values(), "why_not": why_not, "writes": not policy.against_writing(asker),
        "today": timezone.localdate(), "scenarios": not policy.against_scenarios(asker) and _scenarios(),
    }  # fmt: skip
    leave(request.user, "checklist read", "checklist", register, purpose=WORK, outcome="allowed")
    return render(request, "learning/checklist.html", shown_now)


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line_name: str) -> HttpResponse:
    """One line: what shows it, everything that was written of it, and a form for those who write."""
    against = policy.against_writing(_asker(request))
    register = register_of(line_name)
    if register is None or (request.method == "POST" and against):
        raise Unseen("checklist", line_name, against or "there is no line of this name")
    form = EntryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.write(line=register.lines[line_name], by=signed_in(request), **form.cleaned_data)
        return redirect("checklist-line", line_name)
    told, why_not = _held()
    shown_now = {
        "line": _line(register.lines[line_name], register, newest_of(register.lines), told), "register": register,
        "entries": ChecklistEntry.objects.filter(line=line_name).select_related("by"),
        "form": None if against else form, "why_not": why_not,
    }  # fmt: skip
    leave(request.user, "checklist read", "checklist", line_name, purpose=WORK, outcome="allowed")
    return render(request, "learning/checklist_line.html", shown_now, status=422 if form.errors else 200)


def _line(line: Line, register: Register, newest: Mapping[str, ChecklistEntry], told: Held | None) -> dict[str, Any]:
    entry = newest.get(line.name)
    today, lines = timezone.localdate(), len(register.lines)
    partners = _partners(today) if set(line.evidence) & set(OF_PARTNERS) else None
    notices = shown_of_late(today) if NOTICES in line.evidence else None
    apps = newest_of_apps(AppDecision.objects.all()) if "apps" in line.evidence else {}
    return {
        "line": line, "entry": entry, "tag": TAGS[State(entry.state)] if entry else "",
        "late": bool(entry and entry.review_on <= today),
        "shown": [
            shown(
                name,
                told,
                today,
                owned=len(newest),
                lines=lines,
                passed=how_many_passed_here,
                partners=partners,
                notices=notices,
                transferees=transferee_counts() if name == TRANSFEREES else (0, 0),
                talked=how_many_talked_here,
                decided={one.app: one.review_on for one in apps.values()},
            )
            for name in line.evidence
        ],
    }  # fmt: skip


def _partners(today: dt.date) -> InCounts | None:
    """Agencies in counts; none where it cannot be read how often the unit is to be in touch."""
    try:
        return in_counts(today, asked().in_touch.days)
    except NotHeld:
        return None


def _scenarios() -> bool:
    """Whether a case of the force's own has a scenario for training."""
    return any(one.words.get("scene") for one in OwnCase.objects.filter(withdrawal=None))


def _held() -> tuple[Held | None, str]:
    try:
        return held(timezone.localdate()), ""
    except NotHeld as answer:
        return None, str(answer)


def _asker(request: HttpRequest) -> Asker:
    asker = asker_of(signed_in(request))
    if reason := policy.against_checklist(asker):
        raise Unseen("checklist", "", reason)
    return asker
