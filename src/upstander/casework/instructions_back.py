"""What subjects were told in their matters, as the feed `instructions`: the next scan then watches whether it is kept.

A notice of investigation tells its reader to contact nobody affected. Only what was given goes back: a notice that is
withheld is none. An entry that was corrected or withdrawn goes back as what ended when it began, since a load takes no
record away. A notice in a matter that no lead began names nobody in the force's records, and does not go back: the feed
would read it as about everybody met through work. A matter that is kept from somebody gives back nothing: leads are
read by more people than it may exist for.

Suspensions and restrictions do not go back. The signs count those as concerns of a career, and what was made of a lead
would make the lead stronger; the matter's own clocks see that they are looked at again.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from upstander.casework.models import Matter
from upstander.casework.procedure import Event
from upstander.casework.procedure.asking import CLOSED

SERVED, REOPENED = "notice served", "matter reopened"
NOTICE = "notice_of_investigation"


@dataclass(frozen=True)
class Told:
    """One notice: the day it was given, and the day from which it holds no longer."""

    given: dt.date
    ended: dt.date | None = None


def instructions(today: dt.date) -> list[dict[str, str]]:
    """Every notice that was given in a matter, one for each key of the feed: the one that holds longest."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for matter in Matter.objects.select_related("lead").prefetch_related("entries", "from_door__report__exclusions"):
        for told in _of(matter, today) if _affected(matter) and not matter.kept_from() else ():
            row = _row(matter, told)
            key = (row["staff_id"], row["given_at"], row["nominal_id"])
            rows[key] = max(row, rows.get(key, row), key=lambda one: one["ends_at"] or "9999")
    return list(rows.values())


def _of(matter: Matter, today: dt.date) -> Iterator[Told]:
    """What stands of a matter's history; then what was entered and does not stand, as what ended when it began."""
    history = matter.history()
    told = list(_notices(history.events(today)))
    yield from told
    kept = {one.given for one in told}
    for event in history.history:
        if event.what == SERVED and event.day not in kept and event.known <= today:
            yield Told(event.day, event.day)


def _notices(events: Sequence[Event]) -> Iterator[Told]:
    """Each notice served, until the matter ended, where it has not begun again since."""
    turns = [event for event in events if event.what in {CLOSED, REOPENED}]
    ended = turns[-1].day if turns and turns[-1].what == CLOSED else None
    for event in events:
        if event.what == SERVED:
            yield Told(event.day, ended)


def _affected(matter: Matter) -> str:
    """The number of whom the matter's lead says that they are affected; the desk knows nobody else's number."""
    return str(matter.lead.affected_id) if matter.lead else ""


def _row(matter: Matter, told: Told) -> dict[str, str]:
    """As the feed has it. A day's instruction holds from the next: what was done before it that day was not told."""
    given = _begins(told.given + dt.timedelta(days=1))
    return {
        "staff_id": str(matter.subject_id),
        "nominal_id": _affected(matter),
        "kind": NOTICE,
        "given_at": given,
        "ends_at": _begins(max(told.ended, told.given + dt.timedelta(days=1))) if told.ended else "",
    }


def _begins(day: dt.date) -> str:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)).isoformat()
