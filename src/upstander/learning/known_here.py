"""What this desk itself knows today for the evidence of a register: one record, made whole in one place."""

import datetime as dt

from upstander.learning.evidence import Known
from upstander.learning.notices.acting import shown_of_late
from upstander.workforce.app_decisions import newest
from upstander.workforce.attempts import how_many_passed_here
from upstander.workforce.declared import asked
from upstander.workforce.held import NotHeld
from upstander.workforce.integrity.here import how_many_talked_here
from upstander.workforce.models import AppDecision
from upstander.workforce.partner_counts import InCounts
from upstander.workforce.partners import in_counts
from upstander.workforce.transfers.keeping import counts as transferee_counts


def known_here(today: dt.date, *, owned: int, lines: int) -> Known:
    """What is known here on a day. `owned`: how many of all `lines` have an owner; 0 and 0 where none is asked."""
    apps = newest(AppDecision.objects.all())
    return Known(
        owned=owned, lines=lines, passed=how_many_passed_here, talked=how_many_talked_here,
        decided={one.app: one.review_on for one in apps.values()}, partners=_partners(today),
        notices=shown_of_late(today), transferees=transferee_counts,
    )  # fmt: skip


def _partners(today: dt.date) -> InCounts | None:
    """Agencies in counts; none where it cannot be read how often the unit is to be in touch."""
    try:
        return in_counts(today, asked().in_touch.days)
    except NotHeld:
        return None
