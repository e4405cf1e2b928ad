"""Pages of declarations: one's own with what was decided, a short form for everybody, and what others declared."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.reading import page_of
from upstander.casework.views.finding import signed_in
from upstander.govuk import fields
from upstander.workforce import declaring, policy
from upstander.workforce.declared import as_policies_see, asked, days_after, late, newest, waits
from upstander.workforce.models import Declaration, DeclarationKind, DeclarationStanding
from upstander.workforce.views.telling import or_not_told, paged

WORK = "declarations and control measures"
A_PAGE = 50
NAMELESS = {DeclarationKind.INTEREST, DeclarationKind.GIFT}
KNOWN = "As far as you know it. Do not look it up in police systems for this"


class DeclareForm(forms.Form):
    """What is declared. It is short, so that it is made on the day."""

    kind = fields.choice(
        "What do you want to tell?", DeclarationKind.choices, needed="Choose what you want to tell", few=8
    )
    who = fields.asked(fields.words("Who is it?", "A name, or how you know them", width="20"), sometimes=True)
    number = fields.words("Their telephone number or account", KNOWN, width="20")
    address = fields.words("Their address", KNOWN)
    other_id = fields.words("Their staff number, if they work here", width="10")
    met = fields.words("How and when did you meet?", "For example, at a call to her home in June")
    happened_on = fields.day("When did it happen?", "The first day, if it was more than one. For example, 26/11/2026",
                             needed="Give the day on which it happened", past=True)  # fmt: skip
    what = fields.long_words("What happened?", needed="Say what happened", rows=4)
    did = fields.long_words("What did you do?", rows=3)
    told = fields.choice("Have you told your line manager?", [("yes", "Yes"), ("no", "Not yet")],
                         needed="Say whether you have told your line manager")  # fmt: skip
    told_on = fields.asked(
        fields.day("On which day did you tell them?", "If you have. For example, 26/11/2026", past=True), sometimes=True
    )

    def clean(self) -> dict[str, Any]:
        """A person where somebody must be named, and a day where a line manager was told."""
        given = super().clean() or {}
        if given.get("kind") and given["kind"] not in NAMELESS and not given.get("who"):
            self.add_error("who", "Say who it is, by a name or by how you know them")
        if given.get("told") == "yes" and not given.get("told_on") and "told_on" not in self.errors:
            self.add_error("told_on", "Give the day on which you told your line manager")
        if given.get("told") == "no":
            given["told_on"] = None
        return given

    def said(self) -> declaring.Said:
        """What is declared, once it is valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "told"}
        return declaring.Said(**given | {"kind": DeclarationKind(given["kind"])})


class RulingForm(forms.Form):
    """What is decided on a declaration."""

    standing = fields.choice("What you decide", DeclarationStanding.choices, needed="Choose what you decide")
    words = fields.long_words("Advice or measures, in words", "Who declared it reads this",
                              needed="Say what you advise or what is done")  # fmt: skip
    owner = fields.asked(fields.words("Who sees to the measures", width="20"), sometimes=True)
    review_on = fields.asked(fields.day("When the measures are looked at again"), sometimes=True)
    nominal_id = fields.words(
        "The number of the person in the force's records",
        "Only where you are sure. The next scan then knows what was declared. Who declared it does not see this",
        width="10",
    )
    shut_out = fields.tick("Whom it names works at the desk: from now on nothing about who declared it exists for them")

    def __init__(self, *given: Any, offers_shutting_out: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if not offers_shutting_out:
            del self.fields["shut_out"]

    def ruling(self) -> declaring.Ruling:
        """What is decided, once it is valid."""
        return declaring.Ruling(**self.cleaned_data | {"standing": DeclarationStanding(self.cleaned_data["standing"])})


@require_GET
@or_not_told
def own(request: HttpRequest) -> HttpResponse:
    """What somebody declared themselves, and what became of it."""
    account = signed_in(request)
    mine = [_told(one) for one in _held().filter(by=account)]
    leave(account, "own declarations read", "own declaration", "", outcome="allowed")
    decides = not policy.against_declarations(asker_of(account))
    return render(request, "workforce/declarations.html", {"declarations": mine, "decides": decides})


@require_http_methods(["GET", "POST"])
@or_not_told
def new(request: HttpRequest) -> HttpResponse:
    """The form for everybody."""
    account = signed_in(request)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("declaration", declaring.declare(said=form.said(), by=account).pk)
    told = {"form": form, "within": asked().declared}
    return render(request, "workforce/declaration_new.html", told, status=422 if form.errors else 200)


@require_GET
@or_not_told
def received(request: HttpRequest) -> HttpResponse:
    """What others declared, for those who decide: all of it, or what waits for an answer. A page at a time."""
    account = signed_in(request)
    asker = asker_of(account)
    if reason := policy.against_declarations(asker):
        raise Unseen("declaration", "", reason)
    held = _held().exclude(by=account)
    unanswered = request.GET.get("state") == "waits"
    page = page_of(request.GET)
    rows = list((held.filter(decisions=None) if unanswered else held)[(page - 1) * A_PAGE : page * A_PAGE + 1])
    here = [one for one in rows[:A_PAGE] if not policy.against_deciding(asker, as_policies_see(one))]
    leave(account, "declarations read", "declaration", "", purpose=WORK, outcome="allowed",
          ids=[str(one.pk) for one in here])  # fmt: skip
    told = {
        "declarations": [_told(one) for one in here], "unanswered": unanswered, "more": len(rows) > A_PAGE,
        "chosen": paged(request, page),
    }  # fmt: skip
    return render(request, "workforce/declarations_received.html", told)


@require_GET
@or_not_told
def entry(request: HttpRequest, declaration: uuid.UUID) -> HttpResponse:
    """One declaration, as who declared it or who decides on it sees it."""
    return _entry(request, _found(request, declaration))


@require_POST
@or_not_told
def decide(request: HttpRequest, declaration: uuid.UUID) -> HttpResponse:
    """Writes down what is decided."""
    found, account = _found(request, declaration), signed_in(request)
    if reason := policy.against_deciding(asker_of(account), as_policies_see(found)):
        raise Unseen("declaration", str(declaration), reason)
    form = RulingForm(request.POST, offers_shutting_out=declaring.may_shut_out(found, account))
    if not form.is_valid():
        return _entry(request, found, status=422, form=form)
    try:
        declaring.decide(declaration=found, ruling=form.ruling(), by=account)
    except NotNow as answer:
        return _entry(request, found, status=409, form=form, problems=[str(answer)])
    return redirect("declaration", declaration)


@require_POST
@or_not_told
def acknowledge(request: HttpRequest, declaration: uuid.UUID) -> HttpResponse:
    """Says that who declared it has read the answer."""
    found = _found(request, declaration)
    try:
        declaring.acknowledge(declaration=found, by=signed_in(request))
    except NotNow as answer:
        return _entry(request, found, status=409, problems=[str(answer)])
    return redirect("declaration", declaration)


def _held() -> QuerySet[Declaration]:
    return Declaration.objects.select_related("by").prefetch_related(
        "decisions__acknowledgement", "decisions__by", "exclusions"
    )


def _found(request: HttpRequest, key: uuid.UUID) -> Declaration:
    found = _held().filter(pk=key).first()
    asker = asker_of(signed_in(request))
    reason = policy.against_declaration(asker, as_policies_see(found)) if found else ""
    if found is None or reason:
        raise Unseen("declaration", str(key), reason or "nothing of this id is shown to them by the database")
    return found


def _entry(request: HttpRequest, found: Declaration, *, status: int = 200, **told: Any) -> HttpResponse:
    account = signed_in(request)
    shown = _told(found) | _deciding(found, account) | told
    if found.by_id == account.pk:
        leave(account, "own declaration read", "own declaration", str(found.pk), outcome="allowed")
    else:
        leave(account, "declaration read", "declaration", str(found.pk), purpose=WORK, outcome="allowed")
    return render(request, "workforce/declaration.html", shown, status=status)


def _deciding(found: Declaration, account: Account) -> dict[str, Any]:
    """What only those who decide see, and with what they do it."""
    if found.by_id == account.pk:
        decision = newest(found)
        unread = decision is not None and not hasattr(decision, "acknowledgement")
        return {"own": True, "may_acknowledge": unread}
    form = RulingForm(offers_shutting_out=declaring.may_shut_out(found, account))
    person = found.people.last()
    return {"own": False, "form": form, "person": person}


def _told(one: Declaration) -> dict[str, Any]:
    return {
        "declaration": one, "days": days_after(one), "late": late(one), "within": asked().declared,
        "waits": waits(one, timezone.localdate()), "newest": newest(one),
    }  # fmt: skip
