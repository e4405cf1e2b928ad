"""What may be done with an intelligence report: for each, its words, its form, and the action behind it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from upstander.access.asking import Asker, asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions import intelligence as actions
from upstander.casework.actions import intelligence_moves as moves
from upstander.casework.actions.intelligence_matters import promote
from upstander.casework.actions.leads import NotNow
from upstander.casework.concerns import about
from upstander.casework.forms.intelligence import (
    AssessForm,
    BringBackForm,
    DevelopForm,
    DisseminateForm,
    FileForm,
    GradeForm,
    LinkForm,
    NameForm,
    PromoteForm,
)
from upstander.casework.models import IntelligenceReport, Lead, Matter
from upstander.casework.report_history import seen
from upstander.casework.views.finding import key_in

Given = Mapping[str, Any] | None
Answer = Matter | None


@dataclass(frozen=True)
class Doing:
    """One thing that may be done: `moves` are those of MOVES that it can be, none where it may be done at any time."""

    title: str
    form: Callable[[IntelligenceReport, Account, Given], forms.Form]
    act: Callable[[IntelligenceReport, dict[str, Any], Account], Any]
    moves: frozenset[str] = frozenset()
    managers: bool = False

    def against(self, report: IntelligenceReport, asker: Asker) -> str:
        """Why it is not for somebody to do at all."""
        return policy.against_promoting(asker, report.marks(), report.kept_from()) if self.managers else ""


def _plainly(form: Callable[[IntelligenceReport, Given], forms.Form]) -> Callable[..., forms.Form]:
    return lambda report, _account, given: form(report, given)


def _grade(report: IntelligenceReport, given: dict[str, Any], by: Account) -> None:
    grading = moves.Grading(given["source_grade"], given["assessment"], given["handling"], given["conditions"].strip())
    moves.grade(report=report, grading=grading, why=given["why"], by=by)


def _disseminate(report: IntelligenceReport, given: dict[str, Any], by: Account) -> None:
    moves.move(report=report, what="disseminated", why=given["why"], by=by, details={"to": given["to"].strip()})


def _promote(report: IntelligenceReport, given: dict[str, Any], by: Account) -> Matter:
    subject = report.subjects.get(pk=given["subject"])
    return promote(report=report, subject=subject, kind=given["kind"], day=given["day"], why=given["why"], by=by)


def _name(report: IntelligenceReport, given: dict[str, Any], by: Account) -> None:
    subject = actions.Named(given["number"], given["name"].strip())
    actions.name_subjects(report=report, subjects=[subject], why=given["why"], by=by)


def _known(report: IntelligenceReport, account: Account) -> list[tuple[str, str]]:
    """What is known about the same people, as values and words of a choice; matters only to who sees them."""
    asker, marks = asker_of(account), list(report.marks())
    keys = [("lead", key) for key in Lead.objects.filter(subject_mark__in=marks).values_list("pk", flat=True)]
    keys += [("report", other.pk) for other in about(asker, marks) if other != report]
    keys += [("matter", key) for key in Matter.objects.filter(subject_mark__in=marks).values_list("pk", flat=True)]
    return [(str(key), place.name) for key, place in seen(asker, keys).items()]


def _link(report: IntelligenceReport, given: dict[str, Any], by: Account) -> None:
    key = key_in(str(given.get("to") or given["address"]))
    end = _end(key, by) if key else None
    if end is None:
        raise NotNow("Nothing that you may link stands at this address: copy it from the page of what you mean.")
    actions.link(report=report, to=end, why=given["why"], by=by)


def _end(key: uuid.UUID, by: Account) -> Lead | IntelligenceReport | Matter | None:
    if key not in seen(asker_of(by), [(kind, key) for kind in ("lead", "report", "matter")]):
        return None
    kinds = (Lead, IntelligenceReport, Matter)
    return next((end for kind in kinds if (end := kind.objects.filter(pk=key).first())), None)


def _moved(what: str) -> Callable[[IntelligenceReport, dict[str, Any], Account], Any]:
    return lambda report, given, by: moves.move(report=report, what=what, why=given["why"], by=by)


DOINGS: Mapping[str, Doing] = {
    "grade": Doing("Grade the report", _plainly(GradeForm), _grade, frozenset({"graded", "graded again"})),
    "assess": Doing(
        "Assess the report",
        _plainly(AssessForm),
        lambda report, given, by: moves.assess(report=report, category=given["category"], why=given["why"], by=by),
        frozenset({"assessed"}),
    ),
    "develop": Doing("Develop the report", _plainly(DevelopForm), _moved("developed"), frozenset({"developed"})),
    "disseminate": Doing(
        "Disseminate the sanitised text", _plainly(DisseminateForm), _disseminate, frozenset({"disseminated"})
    ),
    "file": Doing(
        "File the report",
        _plainly(FileForm),
        lambda report, given, by: moves.file(
            report=report, why=given["why"], review_on=given["review_on"], no_review=given["no_review"], by=by
        ),
        frozenset({"filed"}),
    ),
    "bring-back": Doing(
        "Bring the report back", _plainly(BringBackForm), _moved("brought back"), frozenset({"brought back"})
    ),
    "open-matter": Doing("Open a matter", _plainly(PromoteForm), _promote, frozenset({"promoted"}), managers=True),
    "name": Doing("Say whom it is about", _plainly(NameForm), _name),
    "link": Doing(
        "Link the report",
        lambda report, account, given: LinkForm(report, given, _known(report, account)),
        _link,
    ),
}


def doings_for(report: IntelligenceReport, asker: Asker) -> list[tuple[str, str]]:
    """What somebody may do with a report as it stands: the last part of its address, and its words."""
    now = set(moves.may_be_done(report))
    return [
        (slug, doing.title)
        for slug, doing in DOINGS.items()
        if (not doing.moves or doing.moves & now) and not doing.against(report, asker) and _has_whom(slug, report)
    ]


def _has_whom(slug: str, report: IntelligenceReport) -> bool:
    """A matter is about somebody."""
    return slug != "open-matter" or bool(report.marks())
