"""The library of cases in the browser: by what they are about, by words, one case with its places, two side by side."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Unseen, asker_of
from upstander.access.trace import leave
from upstander.casework.views.finding import signed_in
from upstander.learning import policy
from upstander.learning.articles import acting as articles
from upstander.learning.articles.acting import KINDS
from upstander.learning.articles.telling import pieces
from upstander.learning.case import AUDIENCES, OUTCOMES, PARTS, ROLES, TOPICS, Case, Passage
from upstander.learning.cases_here import library_here
from upstander.learning.files import CaseError
from upstander.learning.lessons import OURS, with_own
from upstander.learning.library import Library
from upstander.learning.meaning import alike_beside
from upstander.learning.models import OwnCase
from upstander.learning.publications.issue import Issue, NothingToPrintError, as_pdf, issue
from upstander.learning.search import Search, browse, compare, counted

WORK = "learning from cases"
BROWSED = {
    "topic": ("Topic", TOPICS),
    "role": ("Role", ROLES),
    "outcome": ("Outcome", OUTCOMES),
    "question": ("Questions", AUDIENCES),
}


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The cases, cut down by what is chosen, or those that hold the words that are looked for."""
    return _page(request, *_opened())


def _page(
    request: HttpRequest, library: Library, left_out: str, *, problems: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    cases = tuple(library.cases.values())
    chosen = {name: request.GET.get(name, "") for name in BROWSED}
    found = browse(cases, **{name: value for name, value in chosen.items() if value in BROWSED[name][1]})
    words = request.GET.get("words", "").strip()[:200]
    hits = [hit for hit in Search(cases).by_words(words) if hit.case in found] if words else []
    alike = [one for one in alike_beside(cases, words, hits) if one.case in found]
    shown = {
        "words": words, "hits": [_hit(hit) for hit in hits], "alike": [_hit(one) for one in alike],
        "cases": [_listed(case, library) for case in found],
        "drafts": not policy.against_lessons(asker_of(signed_in(request)), ""),
        "choices": [_choice(name, chosen[name], cases) for name in BROWSED], "collections": library.collections,
        "left_out": left_out,
        "articles": [(key, KINDS[one.words["kind"]], one) for key, one in articles.shown().items()],
    }  # fmt: skip
    return render(request, "learning/library.html", shown | {"problems": problems}, status=status)


@require_GET
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """One case, each passage with its place in the document; beside another one where `beside` names it."""
    beside = request.GET.get("beside", "")
    if not beside:
        return case_page(request, case_id)
    library = own_library()
    one, other = _case(library, case_id), _case(library, beside)
    _left(request, one, other)
    return render(request, "learning/compare.html", {"one": one, "other": other, "rows": _beside(one, other)})


def case_page(request: HttpRequest, case_id: str, *, problems: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """One case as a page."""
    library = own_library()
    found = _case(library, case_id)
    _left(request, found)
    parts = [(words, [_said(one) for one in found.part(part)]) for part, words in PARTS.items() if found.part(part)]
    others = [one for one in library.cases.values() if one.id != found.id]
    shown = {"case": found, "parts": parts, "source": library.source(found), "others": others, "problems": problems}
    shown["withdraws"] = found.document == OURS and not policy.against_withdrawing(asker_of(signed_in(request)))
    return render(request, "learning/case.html", shown, status=status)


def _left(request: HttpRequest, *cases: Case) -> None:
    """A line for reading a case of the force's own; published ones are anybody's to read."""
    for one in cases:
        if one.document == OURS:
            leave(request.user, "own case read", "case", one.id, purpose=WORK, outcome="allowed")


@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """An issue of the articles and cases that were chosen, with those of a collection, as a PDF to hand out."""
    made = _issue(request)
    if isinstance(made, HttpResponse):
        return made
    _left_of_issue(request, "issue printed", made)
    file = HttpResponse(as_pdf(made), content_type="application/pdf")
    file["Content-Disposition"] = 'attachment; filename="issue.pdf"'
    return file


@require_GET
def issue_page(request: HttpRequest) -> HttpResponse:
    """The same issue as a page. Its address says what stands in it; what was taken down since is not in it."""
    made = _issue(request)
    if isinstance(made, HttpResponse):
        return made
    _left_of_issue(request, "issue read", made)
    return render(request, "learning/issue.html", {"issue": made, "asked": request.GET.urlencode()})


def _issue(request: HttpRequest) -> Issue | HttpResponse:
    """The issue that is asked for, or the page of the library that says what it lacks. Raises Unseen."""
    library, left_out = _opened()
    asked = request.GET
    collection = next((one for one in library.collections if one.title == asked.get("collection")), None)
    ticked = [_case(library, name) for name in asked.getlist("case")]
    cases = dict.fromkeys([*(collection.cases if collection else ()), *ticked])
    title = asked.get("title", "")[:200].strip() or (collection.title if collection else "")
    try:
        return issue(title, list(cases), library, timezone.localdate(), pieces(asked.getlist("article")))
    except NothingToPrintError as problem:
        said = f"{str(problem)[:1].upper()}{str(problem)[1:]}."
        return _page(request, library, left_out, problems=[said], status=422)


def _left_of_issue(request: HttpRequest, what: str, made: Issue) -> None:
    told: dict[str, Any] = {"cases": [one.key for one in made.cases]}
    if written := [one.key for one in (*made.articles, *made.guidance)]:
        told["articles"] = written
    leave(request.user, what, "library", "", outcome="done", **told)


def own_library() -> Library:
    """The library with the force's own cases, as it is today."""
    return _opened()[0]


def _opened() -> tuple[Library, str]:
    """The same, and why cases that were read in are left out, where they are."""
    library, left_out = library_here(timezone.localdate())
    return with_own(library, OwnCase.objects.order_by("month", "id")), left_out


def _case(library: Library, name: str) -> Case:
    try:
        return library.case(name)
    except CaseError as error:
        raise Unseen("case", name, str(error)) from error


def _said(passage: Passage) -> dict[str, Any]:
    """A passage with what its part says of it: for whom a question is, to which recommendation an answer."""
    label = AUDIENCES.get(passage.label, passage.label)
    return {"text": passage.text, "label": label, "places": passage.places}


def _beside(one: Case, other: Case) -> list[tuple[str, list[list[str]]]]:
    """What two cases are found under, then their parts: each with both sides, what both have first."""
    told = compare(one, other)
    under = [
        (words, [[names[value] for value in told.both[by] + only[by]] for only in (told.only_first, told.only_second)])
        for by, (words, names) in BROWSED.items()
    ]
    parts = [
        (PARTS[row.part], [[passage.text for passage in side] for side in (row.first, row.second)]) for row in told.rows
    ]
    return under + parts


def _listed(case: Case, library: Library) -> dict[str, Any]:
    return {"case": case, "source": library.source(case), "topics": [TOPICS[one] for one in case.topics]}


def _hit(hit: Any) -> dict[str, Any]:
    passages = [(PARTS.get(part, "Title"), passage) for part, passage in hit.passages]
    return {"case": hit.case, "passages": passages, "because": getattr(hit, "because", ())}


def _choice(name: str, chosen: str, cases: tuple[Case, ...]) -> dict[str, Any]:
    """One thing to browse by, with how many cases each of its values has; values without a case are left out."""
    words, values = BROWSED[name]
    many = counted(cases, name)
    offered = [(value, label, many[value]) for value, label in values.items() if many.get(value)]
    return {"name": name, "words": words, "chosen": chosen, "values": offered}
