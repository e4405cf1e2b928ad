"""What one person does to, for or about another, with the traces it leaves: the words that every story is told in."""

from collections.abc import Sequence

import numpy as np

from upstander.simulation.arrays import MINUTE, NOTHING
from upstander.simulation.cast import Cast
from upstander.simulation.clock import FIRST
from upstander.simulation.incidents import KIND
from upstander.simulation.town import degrees


class Doings(Cast):
    """One story: everything that its people do is written where it would be written."""

    def look_up(
        self,
        staff: int,
        nominal: int,
        at: int,
        *,
        incident: int = NOTHING,
        by_number: bool = False,
        search: bool = False,
        reason: str | None = None,
        meant: int | None = None,
    ) -> None:
        """Opens, or searches for, somebody's record; `meant` is somebody else of that name who was looked for."""
        if not FIRST <= at < self.world.end:
            return
        public, text = self.world.public, NOTHING
        if by_number:
            text = self.book.phrases.place(f"+{int(public.number_at(np.array([nominal]), np.array([at]))[0])}")
        elif search:
            text = int(public.name_text[nominal])
        self.book.add(
            "accesses", about=(incident, nominal if meant is None else meant), staff_id=staff, at=at,
            system="intelligence" if self.chance.one(0, 1) < 0.25 else "crime",
            action="search" if text != NOTHING else "view", nominal_id=nominal, incident_id=incident, search_text=text,
            reason=NOTHING if reason is None else self.book.phrases.place(reason),
        )  # fmt: skip

    def ring(
        self, staff: int, nominal: int, at: int, seconds: float, *, coming: bool = False, kind: str = "call"
    ) -> None:
        """A call or text between a work telephone and somebody's number, if both have one."""
        device = int(self.world.force.phone[staff])
        if device == NOTHING or not FIRST <= at < self.world.end:
            return
        number = int(self.world.public.number_at(np.array([nominal]), np.array([at]))[0])
        if number != NOTHING:
            self.book.add(
                "phone_events", about=(NOTHING, nominal), device_id=device,
                direction="in" if coming else "out", kind=kind, other_number=number,
                at=at, duration_s=int(seconds) if kind == "call" else NOTHING,
            )  # fmt: skip

    def text(self, staff: int, nominal: int, at: int, words: str | None = None, *, coming: bool = False) -> None:
        """A text, with its words where the force's system held them."""
        self.ring(staff, nominal, at, 0, coming=coming, kind="sms")
        number = int(self.world.public.number_at(np.array([nominal]), np.array([at]))[0])
        if words and FIRST <= at < self.world.end and number != NOTHING:
            self.book.add(
                "messages", about=(NOTHING, nominal), staff_id=staff, channel="sms",
                direction="in" if coming else "out",
                other_party=self.book.phrases.place(f"+{number}"), at=at, text=words,
            )  # fmt: skip

    def visit(self, staff: int, nominal: int, at: int, minutes: float, *, away: float = 15.0) -> None:
        """A stop of the vehicle near somebody's home, so many metres away from the door."""
        if at != NOTHING:
            x, y = self.world.public.home_at(np.array([nominal]), np.array([at]))
            self.stop(staff, at, minutes, float(x[0]), float(y[0]), away=away, nominal=nominal)

    def drop_in(
        self, staff: int, nominal: int, after: float, *, minutes: tuple[float, float], away: tuple[float, float]
    ) -> None:
        """A visit alone and without a task, at the first chance after an instant; lengths and metres between two."""
        length, metres = self.chance.one(*minutes), self.chance.one(*away)
        self.visit(staff, nominal, self.free(staff, after, length), length, away=metres)

    def stop(
        self, staff: int, at: int, minutes: float, x: float, y: float, *, away: float = 15.0, nominal: int = NOTHING
    ) -> None:
        """A stop of the vehicle at a place, for somebody where that is known."""
        if at == NOTHING:
            return
        angle = self.chance.one(0, 2 * np.pi)
        end = at + int(minutes * MINUTE)
        self.world.go(
            np.array([staff]), np.array([at]), np.array([end]),
            np.array([x + away * np.cos(angle)]), np.array([y + away * np.sin(angle)]),
            about=(NOTHING, nominal),
        )  # fmt: skip

    def sent(self, staff: int, incident: int, at: int, minutes: float, tasked_by: str = "supervisor") -> None:
        """A row of the control room's log for a visit."""
        if at != NOTHING:
            self.book.add(
                "deployments",
                incident_id=incident,
                staff_id=staff,
                tasked_by=tasked_by,
                assigned_at=at - self.some(2 * MINUTE, 15 * MINUTE),
                on_scene_at=at,
                cleared_at=at + int(minutes * MINUTE),
            )

    def assign(self, staff: int, incident: int, role: str, at: int, until: int = NOTHING) -> None:
        """Makes somebody responsible."""
        self.book.add("assignments", incident_id=incident, staff_id=staff, role=role, from_at=at, to_at=until)

    def log(self, staff: int, incident: int, at: int, words: str) -> None:
        """An entry in an incident's log."""
        if at != NOTHING and at < self.world.end:
            self.book.add("log_entries", incident_id=incident, staff_id=staff, at=at, text=words)

    def open_incident(
        self, kind: str, at: int, people: Sequence[tuple[int, str]], *, closed: int = NOTHING, grade: str = "scheduled"
    ) -> int:
        """An incident that the force opens itself, or one more call; it lies at the home of its first person."""
        number = self.world.new_incident()
        lat, lon = np.array([np.nan]), np.array([np.nan])
        if people:
            lat, lon = degrees(*self.world.public.home_at(np.array([people[0][0]]), np.array([at])))
        closed = NOTHING if closed > self.world.end else closed
        self.book.add(
            "incidents", incident_id=number, reported_at=at, closed_at=closed, kind=kind, grade=grade, lat=lat, lon=lon
        )
        for nominal, role in people:
            self.book.add("involvements", incident_id=number, nominal_id=nominal, role=role, from_at=at)
        if kind in KIND:
            self._reported(number, at)
        return number

    def _reported(self, incident: int, at: int) -> None:
        """Somebody took the call."""
        handler = int(self.world.on_duty("call_taking").somebody(self.chance, np.array([at]))[0])
        if handler != NOTHING:
            self.assign(handler, incident, "call_handler", at - self.some(30, 200), at + self.some(900, 1_200))
            self.log(handler, incident, at + 30, "Call received, details taken.")

    def complaint(
        self, staff: int, at: int, source: str, category: str, *, nominal: int = NOTHING, words: str | None = None
    ) -> None:
        """A complaint or conduct matter about somebody."""
        if at < self.world.end:
            self.book.add(
                "complaints", staff_id=staff, nominal_id=nominal, received_at=at, source=source, category=category,
                summary=NOTHING if words is None else self.book.phrases.place(words),
            )  # fmt: skip

    def allegation(self, staff: int, at: int, nominal: int, words: str | None = None) -> None:
        """Somebody tells the force, in public, of abuse of position for a sexual purpose."""
        self.complaint(staff, at, "public", "abuse_of_position_sexual", nominal=nominal, words=words)

    def intelligence(self, staff: int, at: int, source: str, words: str, nominal: int = NOTHING) -> None:
        """An intelligence report about somebody."""
        if at < self.world.end:
            self.book.add(
                "intelligence",
                received_at=at,
                staff_id=staff,
                nominal_id=nominal,
                source=source,
                grading="B2C",
                text=words,
            )

    def instruct(
        self, staff: int, at: int, kind: str, words: str, *, nominal: int = NOTHING, until: int = NOTHING
    ) -> None:
        """What somebody was told, or the force promised."""
        if at < self.world.end:
            self.book.add(
                "instructions", staff_id=staff, nominal_id=nominal, kind=kind, given_at=at, ends_at=until, text=words
            )

    def declare(self, staff: int, at: int, kind: str, nominal: int = NOTHING, words: str | None = None) -> None:
        """What somebody told the force."""
        if at < self.world.end:
            self.book.add(
                "declarations", staff_id=staff, kind=kind, nominal_id=nominal, declared_at=at,
                text=NOTHING if words is None else self.book.phrases.place(words),
            )  # fmt: skip
