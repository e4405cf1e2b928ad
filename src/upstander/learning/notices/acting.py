"""What people do with a notice: draft it, approve it, take it down. Each leaves a line in the log."""

import datetime as dt
import secrets
from collections.abc import Collection, Mapping
from typing import Any

from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.entries import standing_now
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.learning import policy
from upstander.learning.actions import against_lesson
from upstander.learning.could_tell import that_stay
from upstander.learning.lessons import people_of
from upstander.learning.models import Notice, NoticeApproval, NoticeDraft, NoticeTakenBack, NoticeTakenDown
from upstander.learning.notices import telling
from upstander.learning.notices.rules import rules

KIND = "notice"
A_YEAR = 365  # days; also how far ahead a first day may be
NOT_IN_PUBLIC = "The hearing was not in public, or somebody was kept out of it: nobody is named."


@transaction.atomic
def draft(
    *, matter: Matter, words: Mapping[str, Any], kept: str, seen: Collection[str] = (), by: Account
) -> NoticeDraft:
    """Keeps a draft. `words`: by field, with `named` and `why_named`, `not_before` (a day) and `days`.

    `kept`: why the phrases of `seen` stay, which who writes was shown. A name is that of the matter, and never typed.
    Raises Unseen, CouldTell, and NotNow where the matter's history allows no notice, or no name.
    """
    _or_unseen(matter, by)
    if reason := policy.against_drafting_notices(asker_of(by)):
        raise Unseen(KIND, str(matter.pk), reason)
    _or_not_now(matter, words)
    flagged = that_stay(telling.text_of(words), people_of(matter), kept, seen)
    held = dict(words) | {"not_before": words["not_before"].isoformat()}
    held["name"] = matter.subject_name if words["named"] else ""
    held["stood"] = telling.stands(standing_now(matter))
    made = NoticeDraft.objects.create(matter=matter, words=held, flagged=flagged, kept=kept.strip(), by=by)
    leave(by, "notice drafted", "matter", str(matter.pk), outcome="done", draft=str(made.pk), named=words["named"])
    return made


@transaction.atomic
def approve(*, draft: NoticeDraft, by: Account) -> str:
    """Publishes a draft from today; gives the id of the notice. Raises Unseen, and NotNow before its first day too."""
    _or_unseen(draft.matter, by)
    if draft.by_id == by.pk:
        raise NotNow("A second person approves: you wrote this draft.")
    if draft != NoticeDraft.objects.filter(matter=draft.matter).first():
        raise NotNow("A newer draft was kept meanwhile. Read it again.")
    if stands_approved(draft.matter):
        raise NotNow("A notice of this matter was approved already.")
    if (first := telling.earliest(draft.words)) > timezone.localdate():
        raise NotNow(f"Its first day is {first:%-d %B %Y}: let it be published then, or keep a draft with another day.")
    _or_not_now(draft.matter, draft.words)
    if differs(draft):
        raise NotNow(
            "What was found, or its outcome, is not what it was when this draft was kept. It is kept anew first."
        )
    if _named_since(draft):
        raise NotNow(
            "Somebody came into the matter after this draft was compared with its people. It is kept anew first."
        )
    notice_id = f"notice-{secrets.token_hex(4)}"
    _publish(draft, notice_id)
    leave(by, "notice approved", "matter", str(draft.matter_id), outcome="done", draft=str(draft.pk))
    return notice_id


@transaction.atomic
def take_back(*, matter: Matter, is_down: bool, by: Account) -> NoticeTakenBack:
    """Says that the notice of a matter is down, so that a newer draft may be approved.

    Which notice it was, nothing here knows: the manager does. `is_down`: they say that they took it down, which is
    asked for while its days last. Raises Unseen and NotNow.
    """
    _or_unseen(matter, by)
    if reason := policy.against_drafting_notices(asker_of(by)):
        raise Unseen(KIND, str(matter.pk), reason)
    approval = approved(matter)
    if approval is None:
        raise NotNow("No notice of this matter is published.")
    last = last_day(approval)
    if last >= timezone.localdate() and not is_down:
        raise NotNow(f"Its notice may still be shown, until {last:%-d %B %Y}: take it down first, and say so here.")
    made = NoticeTakenBack.objects.create(approval=approval, by=by)
    leave(by, "notice taken back", "matter", str(matter.pk), outcome="done")
    return made


@transaction.atomic
def take_down(*, notice: Notice, why: str, by: Account) -> NoticeTakenDown:
    """Takes down a notice that is shown, before its last day. Raises Unseen and NotNow."""
    against = policy.against_notice(notice.first_day, notice.last_day, timezone.localdate())
    if reason := policy.against_taking_down(asker_of(by)) or against:
        raise Unseen(KIND, notice.pk, reason)
    try:
        with transaction.atomic():
            made = NoticeTakenDown.objects.create(notice=notice, why=why, by=by)
    except IntegrityError as error:
        raise NotNow("This notice is down already.") from error
    leave(by, "notice taken down", KIND, notice.pk, outcome="done")
    return made


def stands_approved(matter: Matter) -> bool:
    """Whether a draft of a matter was approved and nobody said since that its notice is down."""
    return approved(matter) is not None


def differs(draft: NoticeDraft) -> bool:
    """Whether what stands of its matter now is not what stood when a draft was kept, or nobody knows what stood."""
    return bool(draft.words.get("stood") != telling.stands(standing_now(draft.matter)))


def approved(matter: Matter) -> NoticeApproval | None:
    """The approval of a draft of a matter, where nobody said since that its notice is down."""
    stands = NoticeApproval.objects.filter(draft__matter=matter, taken_back=None)
    return stands.select_related("draft__matter").first()


def last_day(approval: NoticeApproval) -> dt.date:
    """The last day on which the notice of an approval is shown, if nobody takes it down."""
    return telling.days_of(approval.draft.words, timezone.localdate(approval.at))[1]


def shown(today: dt.date) -> list[Notice]:
    """The notices that everybody reads on a day, the newest first."""
    up = Notice.objects.filter(taken_down=None)
    return [one for one in up if not policy.against_notice(one.first_day, one.last_day, today)]


def shown_of_late(today: dt.date) -> tuple[int, int]:
    """How many notices everybody reads on a day, and how many were shown within a year, past ones among them."""
    now = Notice.objects.filter(taken_down=None, first_day__lte=today, last_day__gte=today).count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT learning_notices_within(%s)", [A_YEAR])
        return now, int(cursor.fetchone()[0])


def _or_not_now(matter: Matter, words: Mapping[str, Any]) -> None:
    """Raises NotNow where the history allows no notice, no name, or no such time."""
    now = standing_now(matter)
    if reason := telling.against(now):
        raise NotNow(reason)
    if words["named"] and not (telling.in_public(now) and words["why_named"].strip()):
        raise NotNow(NOT_IN_PUBLIC if not telling.in_public(now) else "Say why the person is named.")
    if dt.date.fromisoformat(str(words["not_before"])) > timezone.localdate() + dt.timedelta(days=A_YEAR):
        raise NotNow("The first day of a notice is at most a year ahead.")
    if not rules().least_days <= words["days"] <= rules().most_days:
        raise NotNow(f"A notice is shown for {rules().least_days} to {rules().most_days} days.")


def _named_since(draft: NoticeDraft) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT learning_named_since_notice(%s)", [draft.pk])
        return bool(cursor.fetchone()[0])


def _publish(draft: NoticeDraft, notice_id: str) -> None:
    """Approval and notice together, by the one function that may write them. Raises NotNow where it is against it."""
    first, last = telling.days_of(draft.words, timezone.localdate())
    told = {name: draft.words[name] for name in (*telling.TOLD, "name", "reach")}
    words = Notice._meta.get_field("words").get_db_prep_value(told, connection)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT learning_publish_notice(%s, %s, %s, %s, %s)", [draft.pk, notice_id, first, last, words]
            )
    except IntegrityError as error:
        raise NotNow("Somebody else was first. Read it again.") from error
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        raise NotNow("The database does not let it be published now. Read it again.") from error


def _or_unseen(matter: Matter, by: Account) -> None:
    if reason := against_lesson(matter, by):
        raise Unseen(KIND, str(matter.pk), reason)
