"""What subjects were told in their matters, as the feed `instructions`: the next scan then watches whether it is kept.

A notice of investigation tells its reader to contact nobody affected; a suspension or restriction is given under
conditions, and promises that the force looks again. Only what was given goes back: a notice that is withheld is none.
An entry that was corrected or withdrawn goes back as what ended when it began, since a load takes no record away.

What is told of nobody in the force's records goes back as little as it can: of a notice nothing, since the feed would
read it as about everybody met through work; of a restriction a condition, which forbids no contact. A matter that is
kept from somebody gives back nothing: leads are read by more people than it may exist for.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from upstander.casework.models import Matter
from upstander.casework.procedure import Event

SERVED, CLOSED, REOPENED = "notice served", "matter closed", "matter reopened"
CONSIDERED, REVIEWED, LIFTED, LEFT = (
    "suspension considered", "suspension reviewed", "suspension lifted", "left the service"
)  # fmt: skip
IMPOSED = ("suspended", "restricted")
NOTICE, RESTRICTED, CONDITION = "notice_of_investigation", "restricted_duties", "condition"


@dataclass(frozen=True)
class Told:
    """One instruction: its kind in the feed, the day it was given, and the day from which it holds no longer."""

    kind: str
    given: dt.date
    ended: dt.date | None = None


def instructions(today: dt.date) -> list[dict[str, str]]:
    """Every instruction that was given in a matter, one for each key of the feed: the one that holds longest."""
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for matter in Matter.objects.select_related("lead").prefetch_related("entries", "from_door__report__exclusions"):
        for told in [] if matter.kept_from() else _of(matter, today):
            row = _row(matter, told)
            key = (row["staff_id"], row["kind"], row["given_at"], row["nominal_id"])
            rows[key] = max(row, rows.get(key, row), key=lambda one: one["ends_at"] or "9999")
    return list(rows.values())


def _of(matter: Matter, today: dt.date) -> Iterator[Told]:
    """What stands of a matter's history; then what was entered and does not stand, as what ended when it began."""
    history, affected = matter.history(), _affected(matter)
    stands = history.events(today)
    told = [*_notices(stands, affected), *_restrictions(stands, affected)]
    yield from told
    kept = {(one.kind, one.given) for one in told}
    for event in history.history:
        kind = _begins_what(event, affected)
        if kind and (kind, event.day) not in kept and event.known <= today:
            yield Told(kind, event.day, event.day)


def _begins_what(event: Event, affected: str) -> str:
    """The kind of instruction that an entry can begin; empty where it begins none."""
    if event.what == SERVED and affected:
        return NOTICE
    imposed = event.what == CONSIDERED and event.detail("decision") in IMPOSED
    return (RESTRICTED if affected else CONDITION) if imposed or event.what == REVIEWED else ""


def _notices(events: Sequence[Event], affected: str) -> Iterator[Told]:
    """Each notice served, until the matter ended, where it has not begun again since."""
    turns = [event for event in events if event.what in {CLOSED, REOPENED}]
    ended = turns[-1].day if turns and turns[-1].what == CLOSED else None
    for event in events:
        if _begins_what(event, affected) == NOTICE:
            yield Told(NOTICE, event.day, ended)


def _restrictions(events: Sequence[Event], affected: str) -> Iterator[Told]:
    """Each stretch of a suspension or restriction from one look at it to the next: the promise is to look again."""
    kind, since = RESTRICTED if affected else CONDITION, None
    for event in events:
        over = event.what in {LIFTED, LEFT}
        begins = _begins_what(event, affected) == kind and (event.what == CONSIDERED or since is not None)
        if since and (begins or over):
            yield Told(kind, since, event.day if over else event.day + dt.timedelta(days=1))
        since = None if over else event.day if begins else since
    if since:
        yield Told(kind, since)


def _affected(matter: Matter) -> str:
    """The number of whom the matter's lead says that they are affected; the desk knows nobody else's number."""
    return str(matter.lead.affected_id) if matter.lead else ""


def _row(matter: Matter, told: Told) -> dict[str, str]:
    """As the feed has it. A day's instruction holds from the next: what was done before it that day was not told."""
    given = _begins(told.given + dt.timedelta(days=1))
    return {
        "staff_id": str(matter.subject_id),
        "nominal_id": _affected(matter),
        "kind": told.kind,
        "given_at": given,
        "ends_at": _begins(max(told.ended, told.given + dt.timedelta(days=1))) if told.ended else "",
    }


def _begins(day: dt.date) -> str:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)).isoformat()
