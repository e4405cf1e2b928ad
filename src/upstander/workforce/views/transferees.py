"""Pages of people who came from another force: the list, somebody with what was asked and came back, and two forms."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import policy
from upstander.workforce.declared import asked
from upstander.workforce.held import held
from upstander.workforce.models import AskedOf, CameBack, Transferee, TransfereeAsk
from upstander.workforce.transfers import keeping
from upstander.workforce.transfers.standing import in_order, standing
from upstander.workforce.views.telling import or_not_told

WORK = "vetting aftercare: people who came from another force"
UNKNOWN = "The force’s records know nobody of this number whom you may put down."


class TransfereeForm(forms.Form):
    """Somebody who came from another force."""

    staff_id = fields.words("Their staff number here", needed="Give their staff number", width="10")
    former_force = fields.words("From which force", needed="Say from which force they came", width="20")
    joined_on = fields.day("On which day they came", needed="Give the day on which they came", past=True)


class AskForm(forms.Form):
    """What the former force was asked."""

    what = fields.choice("What did you ask for?", AskedOf.choices, needed="Choose what you asked for")
    asked_on = fields.day("When?", needed="Give the day on which you asked", past=True)

    def given(self) -> dict[str, Any]:
        """The same, once it is valid."""
        return self.cleaned_data | {"what": AskedOf(self.cleaned_data["what"])}


class ReplyForm(forms.Form):
    """What came back. There is no room for what it says."""

    came_back = fields.choice("What came back?", CameBack.choices, needed="Choose what came back")
    happened_on = fields.day("When?", needed="Give the day on which it came, or was refused", past=True)

    def given(self) -> dict[str, Any]:
        """The same, once it is valid."""
        return self.cleaned_data | {"came_back": CameBack(self.cleaned_data["came_back"])}


@require_http_methods(["GET", "POST"])
@or_not_told
def page(request: HttpRequest) -> HttpResponse:
    """Everybody on the list, whose answer is late first, and a form to put somebody down."""
    account, today = _vets(request), timezone.localdate()
    form, problems = TransfereeForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        try:
            return redirect("transferee", _put_down(account, form).pk)
        except NotNow as answer:
            problems = [str(answer)]
    asker = asker_of(account)
    seen = [one for one in _held() if not policy.against_transferee(asker, one.staff_mark)]
    leave(account, "transferees read", "transferee", "", purpose=WORK, outcome="allowed",
          ids=sorted({one.staff_mark for one in seen}))  # fmt: skip
    shown = {
        "rows": in_order(standing(one, today) for one in seen), "kinds": [one.label for one in AskedOf],
        "asked": asked().transferee, "form": form, "problems": problems,
    }  # fmt: skip
    return render(request, "workforce/transferees.html", shown, status=_status(form, problems))


def _put_down(account: Account, form: TransfereeForm) -> Transferee:
    """Whom the records know by this number. Whoever may not be known of is not there, and the answer is the same."""
    given, people = form.cleaned_data, held(timezone.localdate()).people
    found = people.filter(people["mark"] == mark(given["staff_id"]))
    if found.is_empty() or policy.against_transferee(asker_of(account), found["mark"][0]):
        raise NotNow(UNKNOWN)
    return keeping.put_down(name=found["name"][0], by=account, **given | {"staff_id": found["staff_id"][0]})


@require_http_methods(["GET", "POST"])
@or_not_told
def transferee(request: HttpRequest, transferee: uuid.UUID) -> HttpResponse:
    """Somebody with everything that was asked and came back, and a form to write down a question."""
    account = _vets(request)
    found = _found(account, transferee)
    form, problems = AskForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        try:
            keeping.ask(transferee=found, by=account, **form.given())
            return redirect("transferee", transferee)
        except NotNow as answer:
            problems = [str(answer)]
    leave(account, "transferee read", "transferee", str(found.pk), purpose=WORK, outcome="allowed",
          ids=[found.staff_mark])  # fmt: skip
    told = standing(found, timezone.localdate())
    shown = {"told": told, "asked": asked().transferee, "form": form, "problems": problems}
    return render(request, "workforce/transferee.html", shown, status=_status(form, problems))


@require_http_methods(["GET", "POST"])
@or_not_told
def reply(request: HttpRequest, transferee: uuid.UUID, ask: int) -> HttpResponse:
    """The form by which what came back is written down."""
    account = _vets(request)
    found = _found(account, transferee)
    of = TransfereeAsk.objects.filter(transferee=found, pk=ask).first()
    if of is None:
        raise Unseen("transferee", str(transferee), "they were asked nothing of this number")
    form, problems = ReplyForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        try:
            keeping.reply(of=of, by=account, **form.given())
            return redirect("transferee", transferee)
        except NotNow as answer:
            problems = [str(answer)]
    leave(account, "transferee read", "transferee", str(found.pk), purpose=WORK, outcome="allowed",
          ids=[found.staff_mark])  # fmt: skip
    shown = {"who": found, "ask": of, "form": form, "problems": problems}
    return render(request, "workforce/transferee_reply.html", shown, status=_status(form, problems))


def _vets(request: HttpRequest) -> Account:
    account = signed_in(request)
    if reason := policy.against_vetting(asker_of(account)):
        raise Unseen("transferee", "", reason)
    return account


def _found(account: Account, key: uuid.UUID) -> Transferee:
    found = _held().filter(pk=key).first()
    reason = policy.against_transferee(asker_of(account), found.staff_mark) if found else ""
    if found is None or reason:
        raise Unseen("transferee", str(key), reason or "nothing of this id is shown to them by the database")
    return found


def _held() -> QuerySet[Transferee]:
    return Transferee.objects.select_related("by").prefetch_related("asks__replies")


def _status(form: forms.Form, problems: list[str]) -> int:
    return 409 if problems else 422 if form.errors else 200
