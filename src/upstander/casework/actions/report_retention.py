"""Reports whose keeping is over: destroyed together by a manager, and the answers that were left for their reporters.

Nothing is destroyed by a clock: a manager says so, with a reason. What was said to a reporter goes after that, as soon
as they had their time to read it (retention.toml).
"""

import datetime as dt
from collections.abc import Collection

from django.db import connection, transaction
from django.utils import timezone

from upstander.access.asking import asker_of
from upstander.access.models import Account
from upstander.audit import append
from upstander.casework import policy
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import destroy
from upstander.casework.models import Report, Stage
from upstander.casework.retention import of_replies, of_reports

DESTROYED = "destroyed"
ACTOR = "post room"


def due_on(report: Report) -> dt.date | None:
    """The day from which it is to be decided whether what was closed or set aside is kept further; None for no day."""
    ended = report.entries.filter(what__in=("closed", "set aside")).order_by("-day").values_list("day", flat=True)
    last = ended.first()
    return of_reports().due_on(last) if last else None


def may_be_destroyed(report: Report) -> bool:
    """Whether a report is closed, and its keeping is over."""
    return is_over(report, due_on(report))


def is_over(report: Report, due: dt.date | None) -> bool:
    """The same, where it is known when it is due."""
    return report.state == Stage.CLOSED and due is not None and due <= timezone.localdate()


def against_destroying(by: Account) -> str:
    """Why somebody destroys nothing at all."""
    return policy.against_deciding_door(asker_of(by), (), ())


@transaction.atomic
def destroy_due(*, reports: Collection[Report], why: str, by: Account) -> None:
    """Destroys what reports say whose keeping is over: all of them, or none. Raises Unseen and NotNow."""
    for report in sorted(reports, key=lambda report: report.pk):
        if not may_be_destroyed(report):
            raise NotNow(f"{report} is not due: it stands elsewhere by now, or is to be kept for longer.")
        destroy(report=report, why=why, by=by)


@transaction.atomic
def let_go_of_replies() -> int:
    """Removes the answers to destroyed reports, once their reporters had their time; to how many reports.

    Run by the post room, which reads no report. Each leaves its line.
    """
    today = timezone.localdate()
    over = [day for period in (of_replies(), of_reports()) if (day := period.over_before(today))]
    if not over:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT casework_let_go_of_replies(%s)", [max(over)])
        gone = [str(key) for (key,) in cursor.fetchall()]
        for key in gone:
            append(
                cursor, actor=ACTOR, action="replies removed", kind="report", object_id=key, purpose="", outcome="done"
            )
    return len(gone)
