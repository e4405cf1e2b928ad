"""Letters and notices of a matter: what its stage asks for, each in full, its copies, and how they were given."""

import uuid
from collections.abc import Callable, Sequence

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework import correspondence
from upstander.casework.actions import letters as actions
from upstander.casework.actions.care import parts_in
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.leads import NotNow
from upstander.casework.forms.letters import ApprovalForm, BeginForm, GivenForm, WordsForm
from upstander.casework.models import AffectedPerson, Letter, LetterCopy, PlanEntry, Reader
from upstander.casework.procedure import Event, Refused, Standing
from upstander.casework.procedure.law import LetterKind, Reason
from upstander.casework.procedure.letters import against_letter, asked_for, kind_of, kinds
from upstander.casework.views.documents import ExportForm, as_file
from upstander.casework.views.finding import frame, matter_for, signed_in

CORRESPONDENCE = "letters of the matter"


@require_GET
def page(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The letters that somebody may read, and those that they may begin."""
    found = matter_for(request, matter)
    parts = parts_in(found, signed_in(request))
    held = list(
        Letter.objects.filter(matter=found, reader__in=correspondence.readers_for(parts)).select_related("person")
    )
    ids = [str(letter.pk) for letter in held]
    leave(request.user, "letters listed", "matter", str(found.pk), purpose=CORRESPONDENCE, outcome="allowed", ids=ids)
    now = standing_now(found)
    offered = [(kind, _general(now, kind)) for kind in kinds(now) if not correspondence.against_writing(kind, parts)]
    shown = frame(request, found, "letters") | {
        "letters": [(letter, _state(letter)) for letter in held],
        "asked": [one for one in offered if asked_for(now, one[0])],
        "others": [one for one in offered if not asked_for(now, one[0])],
    }
    return render(request, "casework/letters.html", shown)


def _general(now: Standing, kind: LetterKind) -> list[Reason]:
    """What is against a kind of letter whomever it is to; where it is one person's, it is asked when that is known."""
    return [] if kind.carries else list(against_letter(now, kind, Event(0, now.day, "", "")))


def _state(letter: Letter) -> str:
    copies = LetterCopy.objects.filter(version__letter=letter)
    given = copies.exclude(given=None).select_related("given").last()
    if given:
        return f"{given.given.get_way_display()}, {given.given.day:%d %B %Y}"
    return "Made, not given yet" if copies.exists() else "Draft"


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, matter: uuid.UUID, what: str) -> HttpResponse:
    """Begins a letter of one kind."""
    found = matter_for(request, matter)
    now = standing_now(found)
    kind = kind_of(now, what.replace("-", " "))
    reason = correspondence.against_writing(kind, parts_in(found, signed_in(request))) if kind else "no such letter"
    if reason or kind is None:
        raise Unseen("letter", what, reason)
    addressed = found.subject_name if kind.reader == Reader.SUBJECT else ""
    people = AffectedPerson.objects.filter(matter=found)
    form = BeginForm(kind, now, people, request.POST or None, addressed=addressed)
    if form.is_valid():
        made = actions.begin(matter=found, kind=kind, by=signed_in(request), **form.begun)
        return redirect("letter-write", matter=found.pk, letter=made.pk)
    leave(request.user, "letters listed", "matter", str(found.pk), purpose=CORRESPONDENCE, outcome="allowed")
    shown = frame(request, found, "letters") | {"form": form, "title": kind.says, "kind": kind}
    return render(request, "casework/letter_form.html", shown, status=422 if form.is_bound else 200)


def letter_for(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID) -> tuple[Letter, frozenset[str]]:
    """A letter of a matter that may be read, and the parts of who asks. Raises Unseen."""
    found = (
        Letter.objects.filter(matter=matter_for(request, matter), pk=letter).select_related("matter", "person").first()
    )
    if found is None:
        raise Unseen("letter", str(letter), "nothing of this id is shown to them by the database")
    parts = parts_in(found.matter, signed_in(request))
    reason = correspondence.against_reading(found.reader, parts)
    if reason:
        raise Unseen("letter", str(letter), reason)
    return found, parts


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID) -> HttpResponse:
    """A letter in full, with what is against making or giving it; approving its words, where that is asked."""
    found, parts = letter_for(request, matter, letter)
    form = ApprovalForm(request.POST or None)
    if form.is_valid():
        try:
            given = {"approved": form.cleaned_data["approved"] == "yes", "why": form.cleaned_data["why"]}
            actions.answer(version=found.stands(), by=signed_in(request), **given)
        except NotNow as answer:
            return _one(request, found, parts, form, problems=[str(answer)])
        return redirect("letter", matter=found.matter_id, letter=found.pk)
    return _one(request, found, parts, form)


def _one(
    request: HttpRequest, letter: Letter, parts: frozenset[str], form: ApprovalForm, *, problems: Sequence[str] = ()
) -> HttpResponse:
    now, version = standing_now(letter.matter), letter.stands()
    kind = actions.kind_for(letter, now)
    _read(request, letter)
    wrote_it = version.by_id == signed_in(request).pk
    answered = hasattr(version, "approval")
    may_answer = not answered and not correspondence.against_approving(kind, parts, wrote_it=wrote_it)
    lacks, against = actions.against_words(kind, version), actions.against_law(kind, letter, now)
    shown = frame(request, letter.matter, "letters") | {
        "letter": letter,
        "kind": kind,
        "version": version,
        "words": [(part.heading, version.words.get(part.heading, "")) for part in kind.parts],
        "earlier": letter.versions.count() - 1,
        "lacks": lacks,
        "against": against,
        "named": actions.who_is_named(letter, version, parts),
        "form": form if may_answer else None,
        "writes": not correspondence.against_writing(kind, parts),
        "gives": not correspondence.against_giving(kind, parts),
        "copies": LetterCopy.objects.filter(version__letter=letter).select_related("by", "given__by"),
        "problems": problems,
    }
    status = 409 if problems else 422 if form.is_bound else 200
    return render(request, "casework/letter.html", shown, status=status)


def _read(request: HttpRequest, letter: Letter) -> None:
    leave(request.user, "letter read", "letter", str(letter.pk), purpose=CORRESPONDENCE, outcome="allowed")


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID) -> HttpResponse:
    """Writing the words of a letter."""
    found, parts = letter_for(request, matter, letter)
    kind = actions.kind_for(found, standing_now(found.matter))
    _or_unseen(found, correspondence.against_writing(kind, parts))
    form = WordsForm(kind, found.stands().words, request.POST or None)
    return _answered(
        request, found, form, "The words", lambda: actions.write(letter=found, words=form.words, by=signed_in(request))
    )


@require_http_methods(["GET", "POST"])
@asks_again
def make(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID) -> HttpResponse:
    """Makes a copy for somebody named, as a PDF."""
    found, parts = letter_for(request, matter, letter)
    kind = actions.kind_for(found, standing_now(found.matter))
    _or_unseen(found, correspondence.against_writing(kind, parts))
    form = ExportForm(request.POST or None, initial={"to": found.addressed})
    if form.is_valid():
        try:
            held = actions.make(letter=found, by=signed_in(request), **form.cleaned_data)
        except NotNow as answer:
            return _shown(request, found, form, "A copy", [str(answer)])
        return as_file(held, "application/pdf", "letter.pdf")
    return _shown(request, found, form, "A copy")


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID, copy: uuid.UUID) -> HttpResponse:
    """Keeps that a copy was given, and how."""
    found, parts = letter_for(request, matter, letter)
    copied = LetterCopy.objects.filter(version__letter=found, pk=copy).select_related("version__letter").first()
    kind = actions.kind_for(found, standing_now(found.matter))
    if copied is None:
        raise Unseen("letter", str(copy), "the letter has no such copy")
    _or_unseen(found, correspondence.against_giving(kind, parts))
    rules = actions.stands_of_contact(found.person)
    asked = (rules.pk if rules else 0) if found.person else None
    form = GivenForm(request.POST or None, rules=asked)
    form.fields["day"].initial = timezone.localdate()

    def act() -> object:
        told = {name: form.cleaned_data[name] for name in ("day", "way", "words")}
        read = PlanEntry.objects.filter(pk=form.cleaned_data.get("rules", 0)).first()
        return actions.give(copied=copied, rules=read, by=signed_in(request), **told)

    return _answered(request, found, form, f"How copy {copied.copy} was given", act, rules=rules)


@require_http_methods(["GET", "POST"])
@asks_again
def again(request: HttpRequest, matter: uuid.UUID, letter: uuid.UUID, copy: uuid.UUID) -> HttpResponse:
    """A copy as it was made, given out once more to whoever works on the matter."""
    found, _parts = letter_for(request, matter, letter)
    copied = LetterCopy.objects.filter(version__letter=found, pk=copy).first()
    if copied is None:
        raise Unseen("letter", str(copy), "the letter has no such copy")
    told = {"sha256": copied.sha256, "copy": copied.copy}
    leave(
        request.user,
        "letter taken out again",
        "letter",
        str(found.pk),
        purpose=CORRESPONDENCE,
        outcome="allowed",
        **told,
    )
    return as_file(bytes(copied.held), "application/pdf", "letter.pdf")


def _or_unseen(letter: Letter, reason: str) -> None:
    if reason:
        raise Unseen("letter", str(letter.pk), reason)


def _answered(
    request: HttpRequest,
    letter: Letter,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    *,
    rules: PlanEntry | None = None,
) -> HttpResponse:
    """The form, or what it asked for done; with what cannot be done said above it."""
    if not form.is_valid():
        return _shown(request, letter, form, title, rules=rules)
    try:
        act()
    except Refused as refused:
        return _shown(request, letter, form, title, [str(one) for one in refused.reasons], rules=rules)
    except NotNow as answer:
        return _shown(request, letter, form, title, [str(answer)], rules=rules)
    return redirect("letter", matter=letter.matter_id, letter=letter.pk)


def _shown(
    request: HttpRequest,
    letter: Letter,
    form: forms.Form,
    title: str,
    problems: Sequence[str] = (),
    *,
    rules: PlanEntry | None = None,
) -> HttpResponse:
    _read(request, letter)
    kind = actions.kind_for(letter, standing_now(letter.matter))
    shown = frame(request, letter.matter, "letters") | {"letter": letter, "form": form, "kind": kind, "rules": rules}
    shown |= {"title": title, "problems": problems}
    shown |= {"exports": isinstance(form, ExportForm), "gives": isinstance(form, GivenForm)}
    status = 409 if problems else 422 if form.is_bound else 200
    return render(request, "casework/letter_form.html", shown, status=status)
