"""Acts of the second generation: shared handsets, other people's names, logs that are opened for who is in them."""

from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager

import numpy as np

from upstander.trials.drawn.acts import Acts
from upstander.trials.drawn.ground import DAY, MINUTE, SECOND
from upstander.trials.drawn.second.surroundings import Surroundings

EDGE = 25 * MINUTE  # at the beginning or the end of a shift
OFF_THE_DESK = 0.35  # share of look-ups by who keeps to off-duty hours that are made from home, with a force laptop


class LaterActs(Acts):
    """Acts that leave a trace only where a record names both of the two.

    What is done in a colleague's name is on record under the colleague and is no trace of the one who did it; a stop
    at a place where anybody may stand does not name the person, and is none either.
    """

    def __init__(self, ground: Surroundings, draws: np.random.Generator) -> None:
        super().__init__(ground, draws)
        self.around = ground
        self._nameless = False
        self._before: tuple[dict[str, int], dict[str, int], int] = ({}, {}, 0)

    def begin(self) -> None:
        """From here on the traces are somebody else's, and `abandon` leads back to here."""
        super().begin()
        self._before = _lengths(self._rows), _lengths(self.used), len(self.stays)

    def abandon(self) -> None:
        """Leaves nothing of what was written since `begin`: somebody turned out not to be what was drawn."""
        rows, used, stays = self._before
        for written, before in ((self._rows, rows), (self.used, used)):
            for name, kept in written.items():
                del kept[before.get(name, 0) :]
        del self.stays[stays:]

    @contextmanager
    def nameless(self) -> Iterator[None]:
        """Records written inside are no traces: they do not name the two, or were made as cover."""
        self._nameless = True
        try:
            yield
        finally:
            self._nameless = False

    def device(self, staff_id: str, at: int) -> str | None:
        """The handset issued to them, or the shared one that they had signed out then."""
        lent = (one.device for one in self.around.lent.get(staff_id, ()) if one.start <= at <= one.end)
        return super().device(staff_id, at) or next(lent, None)

    def moment(self, staff_id: str, hours: str, at: int, until: int) -> int | None:
        """A moment on duty, at an edge of a shift, or off duty; None where there is none before `until`."""
        if hours == "off duty" and self.chance(0.8):
            return self.off_duty(staff_id, at, until)
        return self.at_edge(staff_id, at, until) if hours == "edges of shifts" else self.on_duty(staff_id, at, until)

    def at_edge(self, staff_id: str, at: int, until: int) -> int | None:
        """In the first or last minutes of the first shift that begins after `at`."""
        for start, end in self.ground.duty.get(staff_id, ()):
            if start >= at and end < until:
                into = int(self.draws.integers(MINUTE, EDGE)) // SECOND * SECOND
                return start + into if self.chance(0.5) else end - into
        return None

    def together(self, staff_id: str, colleague: str, at: int, until: int) -> int | None:
        """A moment on which both are on duty; where none comes soon, one of theirs alone."""
        when = None
        for shift in range(6):
            when = self.on_duty(staff_id, at + shift * DAY, until)
            if when is None or self.around.is_on_duty(colleague, when):
                return when
        return when

    def opens_log(self, staff_id: str, nominal: str, at: int, reason: str | None = None) -> bool:
        """Opens the log of an incident that the person is in; False where there was none by then."""
        known = [incident for opened, incident in self.around.incidents_of.get(nominal, ()) if opened < at]
        if not known:
            return False
        self.write("accesses", staff_id=staff_id, at=at, system="command_and_control", action="view",
                   incident_id=str(self.draws.choice(known)), reason=reason)  # fmt: skip
        self._left("accesses", staff_id, nominal, at)
        return True

    def by_plate(self, staff_id: str, nominal: str, at: int) -> None:
        """Asks the vehicle records who keeps a car, which tells the person."""
        self.write("accesses", staff_id=staff_id, at=at, system="vehicle_records", action="search", nominal_id=nominal,
                   search_text=self.plate())  # fmt: skip
        self._left("accesses", staff_id, nominal, at)

    def plate(self) -> str:
        """A registration mark."""
        letters = "".join(self.draws.choice(list("ABCDEFGHJKLMNOPRSTUVWXY"), 5).tolist())
        return f"{letters[:2]}{self.draws.integers(51, 75)} {letters[2:]}"

    def files(self, staff_id: str, nominal: str | None, at: int, system: str, reason: str | None = None) -> None:
        """Writes an entry into a system: what the audit log has of a report or a correction."""
        self.write("accesses", staff_id=staff_id, at=at, system=system, action="edit", nominal_id=nominal,
                   reason=reason)  # fmt: skip

    def stands(self, staff_id: str, place: tuple[int, int], time: tuple[int, int], *, minutes: float,
               metres: float = 20.0) -> tuple[int, int] | None:  # fmt: skip
        """Stands at a place where anybody may, which is no trace of anybody."""
        with self.nameless():
            return self.stay(staff_id, "", *time, minutes=minutes, metres=metres, place=place)

    def _left(self, feed: str, staff_id: str, nominal: str, at: int) -> None:
        if not self._nameless:
            super()._left(feed, staff_id, nominal, at)


def _lengths(lists: Mapping[str, Sized]) -> dict[str, int]:
    return {name: len(kept) for name, kept in lists.items()}
