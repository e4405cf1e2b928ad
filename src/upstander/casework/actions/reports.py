"""What people do with a report: triage it, answer its reporter, close it with feedback, destroy it.

What did not come by the door has nobody to be answered here: report_told.py.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from nacl.public import PublicKey

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.report_moves import DECIDES, MOVES, NEEDS_WHY
from upstander.casework.actions.report_standing import LINKED, as_seen
from upstander.casework.models import Report, ReportEntry, ReportMessage, Said, Stage
from upstander.reporting.letters import seal_reply
from upstander.reporting.models import Box, Reply

KIND = "report"
ANSWER = "reply"  # the name of what a reply of the desk says


def may_be_done(report: Report) -> list[str]:
    """What may be done with a report as it stands."""
    return [what for what, (_to, leaves) in MOVES.items() if report.state in leaves and _against(report, what) == ""]


def _against(report: Report, what: str) -> str:
    if what == "destroyed" and report.state == Stage.HANDED_OVER and report.private_key is None:
        return "What it says was destroyed when it was handed over."
    decided = report.state == Stage.SET_ASIDE
    if what == "closed" and not decided and not _decided(report):
        return "Decide first what becomes of the report: it is closed with feedback on that."
    return ""


def _decided(report: Report) -> bool:
    return report.entries.filter(what__in=DECIDES).exclude(pk__in=report.unseen).exists()


@transaction.atomic
def move(*, report: Report, what: str, why: str, by: Account) -> Report:
    """Triages a report, calls for safeguarding, or signposts its reporter elsewhere. Raises Unseen and NotNow."""
    held = held_for(report, by)
    if what == "safeguarding":
        held.urgent = True
        held.save(update_fields=["urgent"])
    return moved(held, what, why, by)


@transaction.atomic
def open_again(*, report: Report, why: str, by: Account) -> Report:
    """Goes on with a report that was closed, and opens its box. Raises Unseen and NotNow."""
    held = moved(held_for(report, by), "opened again", why, by)
    if not held.typed_in:
        Box.objects.filter(pk=held.bound_to).update(closed_on=None)
    return held


@transaction.atomic
def reply(*, report: Report, text: str, awaits: bool, by: Account) -> Report:
    """Leaves an answer for the reporter; with `awaits`, the report then waits for theirs. Raises Unseen and NotNow."""
    held, what = held_for(report, by), "asked" if awaits else "answered"
    or_not_now(held, what, "")
    leave_for_reporter(held, text, by)
    Box.objects.filter(pk=held.bound_to).update(closed_on=None)
    return moved(held, what, "", by)


@transaction.atomic
def close(*, report: Report, feedback: str, why: str, by: Account) -> Report:
    """Closes a report, with feedback that its reporter finds in their box. Raises Unseen and NotNow."""
    held = held_for(report, by)
    or_not_now(held, "closed", why)
    leave_for_reporter(held, feedback, by)
    Box.objects.filter(pk=held.bound_to).update(closed_on=timezone.localdate())
    return moved(held, "closed", why, by)


def leave_for_reporter(held: Report, text: str, by: Account) -> None:
    """Seals a text for the reporter alone, and keeps it for the desk under the report's own key."""
    if held.typed_in:
        raise NotNow("Nobody holds a receipt for this report. Write down what was told to whom instead.")
    words = text.strip()
    if not words:
        raise NotNow("Write what the reporter is told: nothing is closed or answered without words for them.")
    box = Box.objects.only("id", "public_key").get(pk=held.bound_to)
    sealed, day = seal_reply(words, PublicKey(bytes(box.public_key))), timezone.localdate()
    Reply.objects.create(id=uuid.uuid4(), box_id=held.bound_to, written_on=day, sealed=sealed)
    said = Said({ANSWER: words}).written()
    ReportMessage.objects.create(report=held, day=day, by=by, sealed=held.seal(said))


@transaction.atomic
def destroy(*, report: Report, why: str, by: Account) -> Report:
    """Destroys the key of a closed report: what was said, every message and every file can be opened by nobody.

    Where it stood, what was done and why, and what was made from it stay. Raises Unseen and NotNow.
    """
    held = held_for(report, by)
    or_unseen(policy.against_deciding_door(asker_of(by), held.marks(), held.kept_from()), held)
    or_not_now(held, "destroyed", why)
    told(held, by, "destroyed", why)
    held.public_key, held.private_key, held.sealed, held.state = None, None, b"", Stage.DESTROYED
    held.save(update_fields=["public_key", "private_key", "sealed", "state"])
    return held


def held_for(report: Report, by: Account) -> Report:
    """A report, held until the transaction ends, as it stands for them. Raises Unseen where policy is against it."""
    asker = asker_of(by)
    or_unseen(policy.against_door_report(asker, report.marks(), report.kept_from()), report)
    held = Report.objects.select_for_update().get(pk=report.pk)
    as_seen(held, asker)
    return held


def moved(held: Report, what: str, why: str, by: Account) -> Report:
    """Moves a report on, with its entry and its line. Raises NotNow."""
    to, _leaves = MOVES[what]
    or_not_now(held, what, why)
    told(held, by, what, why)  # first: the database asks for it (walls)
    if to == Stage.SET_ASIDE:  # for them it was not linked; what is linked is not set aside (6_reports_moves.sql)
        Report.objects.filter(pk=held.pk, state__in=LINKED).update(state=held.state)
    if to is not None:
        held.state = to
        held.save(update_fields=["state"])
    return held


def told(held: Report, by: Account, what: str, why: str = "") -> None:
    """Adds to a report's history, and to the log."""
    now = timezone.now()
    ReportEntry.objects.create(
        report=held, day=timezone.localdate(now), at=now, by=by, what=what, why=why.strip() or None
    )
    leave(by, f"report {what}", KIND, str(held.pk), outcome="done")


def or_not_now(held: Report, what: str, why: str) -> None:
    """Raises NotNow where a move is not possible as a report stands, or says no reason."""
    if held.state not in MOVES[what][1]:
        raise NotNow(f"This report stands at: {held.get_state_display().lower()}. Read it again before you decide.")
    if what in NEEDS_WHY and not why.strip():
        raise NotNow("Give the reason. Whoever reads this later must be able to judge it.")
    if _against(held, what):
        raise NotNow(_against(held, what))


def or_unseen(reason: str, report: Report) -> None:
    """Raises Unseen where there is a reason."""
    if reason:
        raise Unseen(KIND, str(report.pk), reason)
