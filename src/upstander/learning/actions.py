"""Every change that people make to what a force learns."""

import datetime as dt
import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy as desk
from upstander.casework.actions.break_glass import assigned_to
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.learning import lessons, policy
from upstander.learning.could_tell import that_stay
from upstander.learning.models import (
    ChecklistEntry,
    LessonApproval,
    LessonDraft,
    LessonTakenBack,
    OwnCase,
    State,
    Withdrawal,
)
from upstander.learning.registers import Line
from upstander.learning.scenarios import as_published


@transaction.atomic
def write(*, line: Line, state: State, owner: str, evidence: str, review_on: dt.date, by: Account) -> ChecklistEntry:
    """Writes how a line of the checklist stands now. Raises Unseen."""
    if reason := policy.against_writing(asker_of(by)):
        raise Unseen("checklist", line.name, reason)
    given = {"line": line.name, "state": state, "owner": owner, "evidence": evidence, "review_on": review_on}
    made = ChecklistEntry.objects.create(by=by, **given)
    leave(by, "checklist written", "checklist", line.name, outcome="done", entry=made.pk, state=str(state))
    return made


def against_lesson(matter: Matter, by: Account) -> str:
    """Why somebody may not read or approve a lesson of a matter."""
    asker = asker_of(by)
    against = desk.against_matter(asker, matter.subject_mark, assigned_to(matter), matter.kept_from())
    return policy.against_lessons(asker, against)


@transaction.atomic
def draft(
    *, matter: Matter, words: Mapping[str, Any], kept: str, seen: Collection[str] = (), by: Account
) -> LessonDraft:
    """Keeps a draft. `kept`: why the phrases of `seen` stay, which who writes was shown; no other may.

    Raises Unseen, NotNow before anybody has considered what is to be learned, and CouldTell.
    """
    _or_unseen(matter, by)
    if reason := policy.against_drafting(asker_of(by)):
        raise Unseen("lesson", str(matter.pk), reason)
    if not lessons.learned(matter):
        raise NotNow("Enter first, in the matter's history, what is to be learned.")
    flagged = that_stay(lessons.text_of(words), lessons.people_of(matter), kept, seen)
    made = LessonDraft.objects.create(matter=matter, words=dict(words), flagged=flagged, kept=kept.strip(), by=by)
    leave(by, "lesson drafted", "matter", str(matter.pk), outcome="done", draft=str(made.pk))
    return made


@transaction.atomic
def approve(*, draft: LessonDraft, by: Account) -> str:
    """Lets a draft become a case of the library; gives the id of the case. Raises Unseen and NotNow."""
    _or_unseen(draft.matter, by)
    if draft.by_id == by.pk:
        raise NotNow("A second person approves: you wrote this draft.")
    if draft != LessonDraft.objects.filter(matter=draft.matter).first():
        raise NotNow("A newer draft was kept meanwhile. Read it again.")
    if LessonApproval.objects.filter(draft__matter=draft.matter, taken_back=None).exists():
        raise NotNow("A lesson of this matter is in the library already.")
    if not lessons.is_closed(draft.matter):
        raise NotNow("The matter is not closed: what is learned of it is not told before.")
    if _named_since(draft):
        raise NotNow(
            "Somebody came into the matter after this draft was compared with its people. It is kept anew first."
        )
    case_id = f"own-{secrets.token_hex(4)}"
    _publish(draft, case_id)
    leave(by, "lesson approved", "matter", str(draft.matter_id), outcome="done", draft=str(draft.pk))
    return case_id


def _named_since(draft: LessonDraft) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT learning_named_since(%s)", [draft.pk])
        return bool(cursor.fetchone()[0])


def _publish(draft: LessonDraft, case_id: str) -> None:
    """Approval and case together, by the one function that may write them. Raises NotNow where another was first."""
    words = OwnCase._meta.get_field("words").get_db_prep_value(as_published(draft.words), connection)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            month = f"{timezone.localdate():%Y-%m}"
            cursor.execute("SELECT learning_publish(%s, %s, %s, %s)", [draft.pk, case_id, month, words])
    except IntegrityError as error:
        raise NotNow("Somebody else was first. Read it again.") from error


@transaction.atomic
def take_back(*, matter: Matter, by: Account) -> LessonTakenBack:
    """Says that the case of a matter's lesson was withdrawn, so that a newer draft may be approved.

    Which case it was, nothing here knows: the manager does. Raises Unseen and NotNow.
    """
    _or_unseen(matter, by)
    if reason := policy.against_drafting(asker_of(by)):
        raise Unseen("lesson", str(matter.pk), reason)
    approval = LessonApproval.objects.filter(draft__matter=matter, taken_back=None).first()
    if approval is None:
        raise NotNow("No lesson of this matter is in the library.")
    made = LessonTakenBack.objects.create(approval=approval, by=by)
    leave(by, "lesson taken back", "matter", str(matter.pk), outcome="done")
    return made


@transaction.atomic
def withdraw(*, case: OwnCase, why: str, by: Account) -> Withdrawal:
    """Takes a case of the force's own out of the library. Raises Unseen and NotNow."""
    if reason := policy.against_withdrawing(asker_of(by)):
        raise Unseen("case", case.pk, reason)
    try:
        with transaction.atomic():
            made = Withdrawal.objects.create(case=case, why=why, by=by)
    except IntegrityError as error:
        raise NotNow("This case is withdrawn already.") from error
    leave(by, "lesson withdrawn", "case", case.pk, outcome="done")
    return made


def _or_unseen(matter: Matter, by: Account) -> None:
    if reason := against_lesson(matter, by):
        raise Unseen("lesson", str(matter.pk), reason)
