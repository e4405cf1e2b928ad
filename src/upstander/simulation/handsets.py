"""Work telephones: most people who need one have their own; some teams share one and sign it out."""

from dataclasses import dataclass

import numpy as np

from upstander.simulation.arrays import HOUR, NOTHING, Whole
from upstander.simulation.book import Book
from upstander.simulation.clock import FIRST
from upstander.simulation.roster import LONG, Roster
from upstander.simulation.workforce import NAMED, Workforce


@dataclass
class Handsets:
    """Which shared handset who had when, sorted by member of staff and start."""

    own: Whole  # by member of staff
    key: Whole
    staff: Whole
    end: Whole
    device: Whole

    def of(self, staff: Whole, when: Whole) -> Whole:
        """The telephone each had at an instant; NOTHING without one."""
        if not len(self.key):
            return self.own[staff]
        place = np.maximum(np.searchsorted(self.key, staff * LONG + when, side="right") - 1, 0)
        signed_out = (self.staff[place] == staff) & (when < self.end[place])
        return np.where(self.own[staff] != NOTHING, self.own[staff], np.where(signed_out, self.device[place], NOTHING))


def share_handsets(force: Workforce, roster: Roster, book: Book) -> Handsets:
    """Who has no work telephone of their own signs out the team's for some shifts."""
    without = np.flatnonzero((force.phone == NOTHING) & np.isin(force.unit, [NAMED["response"], NAMED["community"]]))
    shift = np.flatnonzero(np.isin(roster.staff, without) & (roster.end > FIRST))
    team = force.team[roster.staff[shift]]
    order = np.lexsort((roster.start[shift], team))
    shift, team = shift[order], team[order]
    # One handset for each team: nobody takes it while it is out.
    apart = np.diff(roster.start[shift], prepend=0) > 12 * HOUR
    shift = shift[apart | (np.diff(team, prepend=-1) != 0)]
    shift = shift[np.argsort(roster.staff[shift] * LONG + roster.start[shift])]
    staff, start, end = roster.staff[shift], roster.start[shift], roster.end[shift]
    device = 5 * len(force) + force.team[staff]
    book.add("device_holders", device_id=device, kind="mobile", staff_id=staff, from_at=start, to_at=end)
    return Handsets(force.phone, staff * LONG + start, staff, end, device)
