"""What is decided of messaging apps on the force's devices, and which of it is to be looked at again.

S003, checklist for forces: "review workforce use of encrypted apps on police ICT systems to understand and mitigate
that risk"; the nine recommendations: keep developments "under review", and "apps other than WhatsApp".
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework.actions.leads import NotNow
from upstander.workforce import policy
from upstander.workforce.models import AppDecision, AppStanding
from upstander.workforce.people import few

LONGEST = 366  # days within which what was decided is looked at again. Ours: the sources name none


@dataclass(frozen=True)
class Told:
    """An app. `devices`: on how many it was seen, as it may be read; `first_on`: since when. Neither where unseen."""

    app: str
    devices: str
    first_on: dt.date | None
    decision: AppDecision | None
    today: dt.date

    @property
    def late(self) -> bool:
        """Whether what was decided was to be looked at again by now."""
        return self.decision is not None and self.decision.review_on <= self.today

    @property
    def lacking(self) -> bool:
        """Whether it was seen and nothing holds of it: that nobody decided, or that nobody looked again."""
        return bool(self.devices) and (self.decision is None or self.late)


def newest(rows: Iterable[AppDecision]) -> Mapping[str, AppDecision]:
    """What was last decided of each app; `rows` are the oldest first."""
    return {row.app: row for row in rows}


def told(seen: Iterable[tuple[str, int, dt.date]], rows: Iterable[AppDecision], today: dt.date) -> Sequence[Told]:
    """Every app that was seen (app, devices, first_on) or decided of: what lacks a decision first, then by name."""
    decided = newest(rows)
    here = {app: (few(devices), first_on) for app, devices, first_on in seen}
    found = []
    for app in {*here, *decided}:
        devices, first_on = here.get(app, ("", None))
        found.append(Told(app, devices, first_on, decided.get(app), today))
    return sorted(found, key=lambda one: (not one.lacking, not one.late, one.app))


@transaction.atomic
def decide(*, app: str, standing: AppStanding, why: str, unseen: str, review_on: dt.date, by: Account) -> AppDecision:
    """Writes down what is decided of an app. Raises Unseen and NotNow."""
    if reason := policy.against_deciding_apps(asker_of(by)):
        raise Unseen("app", "", reason)
    today = timezone.localdate()
    if not today < review_on <= today + dt.timedelta(days=LONGEST):
        raise NotNow("Give a day to come, within a year, on which somebody looks at this app again.")
    given = {"standing": standing, "why": why, "unseen": unseen, "review_on": review_on}
    made = AppDecision.objects.create(app=app.strip().lower(), by=by, **given)
    leave(by, "app decided", "app", str(made.pk), outcome="done", app=made.app, standing=str(standing))
    return made
