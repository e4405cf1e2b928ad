"""Pages about data: the assessment for who answers for this desk, and the statement that everybody reads."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from upstander.access.asking import Asker, Unseen, asker_of
from upstander.access.models import Role
from upstander.access.trace import leave
from upstander.casework.views.documents import as_file
from upstander.casework.views.finding import signed_in
from upstander.website.processing.asked import ProcessingError, answers
from upstander.website.processing.document import Document, as_pdf, document
from upstander.website.processing.facts import facts

WORK = "what this desk does with data"
READS_ASSESSMENT = frozenset({Role.MANAGER, Role.CHIEF, Role.AUTHORITY, Role.AUDITOR})


def against_assessment(asker: Asker) -> str:
    """Why somebody does not read the assessment. The statement is everybody's."""
    return "" if asker.role in READS_ASSESSMENT else f"the role {asker.role} does not answer for this desk"


def _or_unreadable(shown: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A document, or why it cannot be shown: who reads the statement, as everybody does, is told nothing of a file."""

    @wraps(shown)
    def answer(request: HttpRequest, name: str) -> HttpResponse:
        try:
            return shown(request, name)
        except ProcessingError as error:
            why = str(error) if name == "assessment" else "The people who answer for this desk are told why."
            return render(request, "website/processing_unreadable.html", {"why": why}, status=409)

    return answer


@require_GET
def assessment(request: HttpRequest) -> HttpResponse:
    """The assessment as a page."""
    _or_unseen(request)
    return _shown(request, "assessment")


@require_GET
def assessment_printed(request: HttpRequest) -> HttpResponse:
    """The assessment as a tagged PDF."""
    _or_unseen(request)
    return _printed(request, "assessment")


@require_GET
def monitoring(request: HttpRequest) -> HttpResponse:
    """The statement as a page."""
    return _shown(request, "monitoring")


@require_GET
def monitoring_printed(request: HttpRequest) -> HttpResponse:
    """The statement as a tagged PDF, to be put up where nobody signs in."""
    return _printed(request, "monitoring")


@_or_unreadable
def _shown(request: HttpRequest, name: str) -> HttpResponse:
    told = _today(name)
    leave(request.user, f"{name} of data read", "processing", name, purpose=WORK, outcome="allowed")
    return render(request, "website/processing.html", {"document": told})


@_or_unreadable
def _printed(request: HttpRequest, name: str) -> HttpResponse:
    told = _today(name)
    leave(request.user, f"{name} of data printed", "processing", name, purpose=WORK, outcome="done")
    return as_file(as_pdf(told), "application/pdf", f"{name}-{told.day:%Y-%m-%d}.pdf")


def _today(name: str) -> Document:
    own = settings.UPSTANDER_PROCESSING
    return document(name, facts(), answers(Path(own) if own else None), timezone.localdate())


def _or_unseen(request: HttpRequest) -> None:
    reason = against_assessment(asker_of(signed_in(request)))
    if reason:
        raise Unseen("processing", "", reason)
