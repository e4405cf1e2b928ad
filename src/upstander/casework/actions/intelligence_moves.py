"""What people do with an intelligence report: grade, sanitise, assess, develop, disseminate, file, bring back."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.intelligence import KIND, or_unseen, told
from upstander.casework.actions.leads import NotNow
from upstander.casework.grading import words
from upstander.casework.models import IntelligenceReport, ReportState
from upstander.casework.sanitising import already_told, names_the_source, still_there

_S = ReportState
_READ = frozenset({_S.ASSESSED, _S.DEVELOPED, _S.DISSEMINATED, _S.BACK})

# What is done: where the report then stands (None: where it stood), and from where it may be done.
MOVES: Mapping[str, tuple[ReportState | None, frozenset[ReportState]]] = {
    "graded": (_S.GRADED, frozenset({_S.RECEIVED})),
    "graded again": (None, _READ | {_S.GRADED, _S.SANITISED, _S.PROMOTED}),
    "sanitised": (_S.SANITISED, frozenset({_S.GRADED})),
    "sanitised again": (None, _READ | {_S.SANITISED, _S.PROMOTED}),
    "assessed": (_S.ASSESSED, frozenset({_S.SANITISED, _S.BACK})),
    "developed": (_S.DEVELOPED, frozenset({_S.ASSESSED, _S.BACK})),
    "disseminated": (_S.DISSEMINATED, frozenset({_S.ASSESSED, _S.DEVELOPED, _S.BACK})),
    "filed": (_S.FILED, _READ),
    "brought back": (_S.BACK, frozenset({_S.FILED, _S.DEVELOPED, _S.DISSEMINATED})),
    "promoted": (_S.PROMOTED, _READ | {_S.PROMOTED}),
}
NEEDS_SANITISED = frozenset({"assessed", "developed", "disseminated", "promoted"})
NEEDS_WHY = frozenset({"graded again", "assessed", "developed", "disseminated", "filed", "brought back", "promoted"})


@dataclass(frozen=True)
class Grading:
    """A 3x5x2 grading; `conditions` where the handling asks for any."""

    source_grade: str
    assessment: str
    handling: str
    conditions: str = ""


class LeadsToSource(NotNow):
    """A sanitised text that may not stand yet. `standing`: words to confirm.

    `names`: whether it names the source; `named`: the words that do, as far as they stand in the original.
    """

    def __init__(self, named: Collection[str], standing: Collection[str], *, names: bool) -> None:
        said = (
            "The text still names the source: take out what does"
            if names
            else "Confirm each word that stands in both texts, or take it out"
        )
        super().__init__(said, "the sanitised text could lead to the source")
        self.named, self.standing, self.names = list(named), list(standing), names


def may_be_done(report: IntelligenceReport) -> list[str]:
    """What may be done with a report as it stands."""
    return [
        what
        for what, (_to, leaves) in MOVES.items()
        if report.state in leaves and (report.sanitised is not None or what not in NEEDS_SANITISED)
    ]


@transaction.atomic
def grade(*, report: IntelligenceReport, grading: Grading, why: str, by: Account) -> IntelligenceReport:
    """Gives a report its grading, or another one, with a reason. Raises Unseen and NotNow."""
    held = held_for(report, by)
    what = "graded" if held.state == _S.RECEIVED else "graded again"
    if grading.handling in words().conditions and not grading.conditions.strip():
        raise NotNow("Say on what conditions it may be shared.")
    return moved(held, what, why, by, asdict(grading), shown=asdict(grading))


@transaction.atomic
def sanitise(*, report: IntelligenceReport, text: str, kept: Collection[str], by: Account) -> IntelligenceReport:
    """Keeps a text that protects the source. `kept`: the words of the original that who writes confirms may stand.

    Raises Unseen, NotNow, and LeadsToSource, which names the words that may not stand or are not confirmed.
    """
    held = held_for(report, by)
    named = names_the_source(text, held.source_marks)
    _or_guessing(held, by)
    subjects = [part for subject in held.subjects.all() for part in (subject.subject_name, subject.subject_id)]
    standing = [word for word in still_there(held.original, text, words(), subjects) if word not in named]
    if named or not set(standing) <= set(kept):
        raise LeadsToSource(already_told(named, held.original), standing, names=bool(named))
    what = "sanitised" if held.state == _S.GRADED else "sanitised again"
    return moved(held, what, "", by, {"sanitised": text.strip()}, shown={"text": text.strip()})


GUESSES = 5  # texts in one day that name the source, from somebody who may not know it
REFUSED = "sanitised text refused"


def _or_guessing(held: IntelligenceReport, by: Account) -> None:
    """Stops somebody who may not know the source from trying one name after another."""
    may_know = not policy.against_source(asker_of(by), held.marks(), str(held.writer_id), held.kept_from())
    today = timezone.localdate()
    tries = held.entries.filter(what=REFUSED, by=by, at__date=today).count()
    if not may_know and tries >= GUESSES:
        raise NotNow("Too many of your texts named the source today. Ask who took the report in, or the manager.")


@transaction.atomic
def keep_refusal(*, report: IntelligenceReport, by: Account) -> None:
    """Keeps, in the report's history, that a text was refused because it names the source. Raises Unseen."""
    told(held_for(report, by), by, REFUSED)


@transaction.atomic
def assess(*, report: IntelligenceReport, category: str, why: str, by: Account) -> IntelligenceReport:
    """Says what a report is worth, and its national category. Raises Unseen and NotNow."""
    return moved(held_for(report, by), "assessed", why, by, {"category": category}, shown={"category": category})


@transaction.atomic
def move(
    *, report: IntelligenceReport, what: str, why: str, by: Account, details: Mapping[str, str] | None = None
) -> IntelligenceReport:
    """Develops a report, disseminates it, or brings it back, with a reason. Raises Unseen and NotNow."""
    return moved(held_for(report, by), what, why, by, {}, shown=details or {})


@transaction.atomic
def file(
    *, report: IntelligenceReport, why: str, review_on: dt.date | None, no_review: str, by: Account
) -> IntelligenceReport:
    """Files a report with its review day, or with the reason why there is none. Raises Unseen and NotNow."""
    if (review_on is None) == (not no_review.strip()):
        raise NotNow("Give a review day, or say why there is none: one of the two.")
    if review_on is not None and review_on <= timezone.localdate():
        raise NotNow("The review day must be to come.")
    shown = {"review": review_on.isoformat()} if review_on else {"no review, since": no_review.strip()}
    return moved(held_for(report, by), "filed", why, by, {"review_on": review_on}, shown=shown)


def held_for(report: IntelligenceReport, by: Account) -> IntelligenceReport:
    """A report, held until the transaction ends. Raises Unseen where policy is against it."""
    or_unseen(policy.against_report(asker_of(by), report.marks(), report.kept_from()), str(report.pk))
    return IntelligenceReport.objects.select_for_update().get(pk=report.pk)


def moved(
    held: IntelligenceReport, what: str, why: str, by: Account, given: Mapping[str, Any], *, shown: Mapping[str, str]
) -> IntelligenceReport:
    """Moves a report on, with its entry and its line. Raises NotNow."""
    to, leaves = MOVES[what]
    _or_not_now(held, what, why, leaves)
    changed = dict(given)
    if to is not None:
        changed["state"] = to
        changed.setdefault("review_on", None)
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(update_fields=list(changed))
    told(held, by, what, why, {name: value for name, value in shown.items() if value})
    leave(by, f"intelligence {what}", KIND, str(held.pk), outcome="done")
    return held


def _or_not_now(held: IntelligenceReport, what: str, why: str, leaves: Collection[ReportState]) -> None:
    if held.state not in leaves:
        raise NotNow(f"This report stands at: {held.get_state_display().lower()}. Read it again before you decide.")
    if what in NEEDS_SANITISED and held.sanitised is None:
        raise NotNow("The report has no sanitised text yet: sanitise it first.")
    if what in NEEDS_WHY and not why.strip():
        raise NotNow("Give the reason. Whoever reads this later must be able to judge it.")
