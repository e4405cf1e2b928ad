"""Lessons of the force's own matters: which have something to tell, drafting, and letting it into the library."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework import policy as desk
from upstander.casework.actions import first_reading
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.casework.procedure.entry import wording
from upstander.casework.views.documents import as_file
from upstander.casework.views.finding import matter_for, signed_in
from upstander.govuk import fields
from upstander.learning import actions, lessons, policy
from upstander.learning.case import OUTCOMES, ROLES, TOPICS
from upstander.learning.could_tell import CouldTell
from upstander.learning.models import LessonApproval, LessonDraft, OwnCase
from upstander.learning.scenarios import COURSE, PROPOSED, as_course, incomplete, question_of
from upstander.learning.views import library
from upstander.records.catalogue import all_feeds

WORK = "learning from the unit's matters"


LEFT_OUT = "It may be left out."


class DraftForm(forms.Form):
    """A case summary in which people are Ms A and PC B. Each line of a text becomes a passage of its own."""

    title = fields.words("Title", "What it is about, with nobody in it", needed="Give it a title")
    topics = forms.MultipleChoiceField(choices=TOPICS.items(), widget=fields.Ticks(), label="Topics", required=False)
    roles = forms.MultipleChoiceField(
        choices=ROLES.items(), widget=fields.Ticks(), label="Work of whom it is about", required=False
    )
    kinds_of_outcome = forms.MultipleChoiceField(
        choices=OUTCOMES.items(), widget=fields.Ticks(), label="Outcomes", required=False
    )
    overview = fields.long_words(
        "What happened", "A line for each passage: Ms A, PC B", needed="Say what happened", rows=8
    )
    findings = fields.long_words("What was found")
    good_practice = fields.long_words("Good practice")
    action = fields.long_words("What changed", needed="Say what changed, or that nothing did")
    outcomes = fields.long_words("Outcomes in words")
    questions_managers = fields.long_words("Questions for policy makers and managers", "A line for each")
    questions_officers = fields.long_words(
        "Questions for officers and staff", "A line for each", needed="Ask officers and staff at least one question"
    )
    scene = fields.long_words("A scene to be asked in training", "It ends with a question. " + LEFT_OUT)
    right = fields.words("The right answer")
    right_why = fields.words("Why it is right")
    wrong = fields.words("A wrong answer", "One that somebody well-meaning would give")
    wrong_why = fields.words("Why it is wrong")
    second_wrong = fields.words("Another wrong answer")
    second_wrong_why = fields.words("Why this one is wrong")
    proposes = fields.choice("What is proposed for the program", list(PROPOSED.items()), unchosen="Nothing")
    proposal = fields.long_words("What it would be", "Which traces, in which order, told of what. " + LEFT_OUT)
    proposal_feeds = forms.MultipleChoiceField(
        choices=[(feed.name, feed.title) for feed in all_feeds().values()],
        widget=fields.Ticks(),
        label="Which records it needs",
        required=False,
    )
    proposal_innocent = fields.long_words("Who innocent would show the same")
    kept = fields.long_words(
        "Why phrases stay that could tell who it is about", "Only where the page shows some: it covers those", rows=2
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A scenario is whole or not there."""
        given = super().clean() or {}
        if lacks := incomplete(given):
            self.add_error("proposal" if "proposed" in lacks else "scene", lacks)
        return given


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The matters of which something is to be learned, with how far each lesson is."""
    account = signed_in(request)
    if reason := policy.against_lessons(asker_of(account), ""):
        raise Unseen("lessons", "", reason)
    matters = Matter.objects.prefetch_related("entries", "assignments", "from_door__report__exclusions")
    matters = matters.exclude(pk__in=first_reading.unread(account))
    shown = [matter for matter in matters if not actions.against_lesson(matter, account) and lessons.learned(matter)]
    leave(account, "lessons listed", "matter", "", purpose=WORK, outcome="allowed", ids=[str(one.pk) for one in shown])
    told = {"matters": [(one, _how_far(one)) for one in shown], "proposals": _proposals(shown)}
    return render(request, "learning/lessons.html", told)


@require_GET
def course(request: HttpRequest) -> HttpResponse:
    """The scenarios of the force's own cases as a course file, for whoever keeps the force's courses."""
    if reason := policy.against_scenarios(asker_of(signed_in(request))):
        raise Unseen("lessons", "course", reason)
    cases = [(one.pk, one.words) for one in OwnCase.objects.filter(withdrawal=None).order_by("month", "id")]
    now = timezone.now()
    version = int(f"{now:%Y%m%d%H%M}")  # the minute, so that a later file is a later version whoever takes it
    try:
        held = as_course(cases, version, timezone.localdate(now))
    except ValueError as error:
        raise Unseen("lessons", "course", str(error)) from error
    leave(request.user, "scenarios taken", "library", "", purpose=WORK, outcome="done", version=version)
    return as_file(held.encode(), "application/toml", f"{COURSE}.toml")


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """The draft of a matter's lesson: what the history says, what could tell who it is about, and the form."""
    found = _matter(request, matter)
    newest = LessonDraft.objects.filter(matter=found).first()
    given = request.POST if request.method == "POST" else None
    form = DraftForm(given, initial=newest.words if newest else _begun(found))
    if not form.is_valid():
        return _draft(request, found, form, status=422 if form.is_bound else 200)
    words = {name: value for name, value in form.cleaned_data.items() if name != "kept"}
    try:
        kept, seen = form.cleaned_data["kept"], request.POST.getlist("seen")
        actions.draft(matter=found, words=words, kept=kept, seen=seen, by=signed_in(request))
    except CouldTell as answer:
        return _draft(request, found, form, flags=answer.flags, status=422)
    except NotNow as answer:
        return _draft(request, found, form, problems=[str(answer)], status=409)
    return redirect("lesson", matter)


@require_POST
def approve(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Lets the newest draft become a case of the library."""
    found = _matter(request, matter)
    newest = LessonDraft.objects.filter(matter=found).first()
    if newest is None:
        raise Unseen("lesson", str(matter), "there is no draft")
    try:
        case_id = actions.approve(draft=newest, by=signed_in(request))
    except NotNow as answer:
        return _draft(request, found, DraftForm(initial=newest.words), problems=[str(answer)], status=409)
    return redirect("case", case_id)


@require_POST
def take_back(request: HttpRequest, matter: uuid.UUID) -> HttpResponse:
    """Says that the case of this lesson was withdrawn, so that a newer draft may be approved."""
    found = _matter(request, matter)
    try:
        actions.take_back(matter=found, by=signed_in(request))
    except NotNow as answer:
        return _draft(request, found, DraftForm(initial=_begun(found)), problems=[str(answer)], status=409)
    return redirect("lesson", matter)


@require_POST
def withdraw(request: HttpRequest, case_id: str) -> HttpResponse:
    """Takes a case of the force's own out of the library."""
    found = OwnCase.objects.filter(pk=case_id).first()
    reason = policy.against_withdrawing(asker_of(signed_in(request)))
    why = request.POST.get("why", "").strip()[: fields.A_TEXT]
    if found is None or reason:
        raise Unseen("case", case_id, reason or "there is no such case of the force's own")
    if not why:
        return library.case_page(
            request, case_id, problems=["Say why this case is taken out of the library"], status=422
        )
    try:
        actions.withdraw(case=found, why=why, by=signed_in(request))
    except NotNow as answer:
        raise Unseen("case", case_id, str(answer)) from answer
    return redirect("library")


def _matter(request: HttpRequest, key: uuid.UUID) -> Matter:
    found = matter_for(request, key)
    if reason := actions.against_lesson(found, signed_in(request)):
        raise Unseen("lesson", str(key), reason)
    return found


def _begun(matter: Matter) -> dict[str, str]:
    """What a draft begins with: the matter's own answers to what changes and what is learned, to be rewritten."""
    told = lessons.learned(matter)
    return {"findings": told.get("learned", ""), "action": told.get("changes", "")}


def _spoken(details: Mapping[str, str]) -> list[tuple[str, str]]:
    """Details of an entry under the words in which they were asked for."""
    asked = wording().details
    return [(asked[name].label if name in asked else name, value) for name, value in details.items()]


def _ticked(draft: LessonDraft) -> list[str]:
    """What is ticked in a draft, in words: it is read by everybody who browses the library."""
    named = (("topics", TOPICS), ("roles", ROLES), ("kinds_of_outcome", OUTCOMES))
    return [names[value] for field, names in named for value in draft.words.get(field, ())]


def _proposals(matters: Sequence[Matter]) -> list[dict[str, Any]]:
    """What the newest drafts of these matters propose for the program, with the records that it needs."""
    titles = {feed.name: feed.title for feed in all_feeds().values()}
    found = []
    for matter in matters:
        newest = LessonDraft.objects.filter(matter=matter).first()
        if newest and newest.words.get("proposal"):
            needs = [titles.get(name, name) for name in newest.words.get("proposal_feeds", ())]
            found.append(
                {"matter": matter, "words": newest.words, "kind": PROPOSED[newest.words["proposes"]], "needs": needs}
            )
    return found


def _how_far(matter: Matter) -> str:
    if LessonApproval.objects.filter(draft__matter=matter, taken_back=None).exists():
        return "In the library, unless it was withdrawn there"
    return (
        "Drafted: a second person approves" if LessonDraft.objects.filter(matter=matter).exists() else "Not drafted yet"
    )


def _draft(request: HttpRequest, matter: Matter, form: DraftForm, *, status: int, **told: Any) -> HttpResponse:
    newest = LessonDraft.objects.filter(matter=matter).select_related("by").first()
    leave(request.user, "lesson read", "matter", str(matter.pk), purpose=WORK, outcome="allowed")
    shown = {
        "matter": matter, "form": form, "newest": newest, "learned": _spoken(lessons.learned(matter)),
        "writes_intelligence": not desk.against_intelligence(asker_of(signed_in(request))),
        "debriefs": [_spoken(one) for one in lessons.debriefs(matter)], "how_far": _how_far(matter),
        "drafts": not policy.against_drafting(asker_of(signed_in(request))),
        "closed": lessons.is_closed(matter), "own": newest is not None and newest.by_id == signed_in(request).pk,
        "parts": lessons.parts_of(newest.words) if newest else [],
        "scenario": question_of("", newest.words) if newest else None,
        "ticked": _ticked(newest) if newest else [], "compared_work": lessons.few_here() is not None,
        "approved": LessonApproval.objects.filter(draft__matter=matter, taken_back=None).exists(), **told,
    }  # fmt: skip
    return render(request, "learning/lesson.html", shown, status=status)
