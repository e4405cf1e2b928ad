"""People of a force as the desk reads them of its records, and what is written of the checklist."""

import datetime as dt
from pathlib import Path

from tests.leads.telling.scans import write_store

PEOPLE = {
    "staff": """
        staff_id | name                | role      | team_id | started_on | left_on
        P-1      | canary of a trainee | constable | north   | 2015-01-01 |
        P-2      | Beech               | pcso      | south   | 2015-01-01 |
        P-41     | Cedar               | pcso      | south   | 2015-01-01 |
    """,
    "training": """
        staff_id | course            | completed_on | assessed | score
        P-1      | Abuse of position | 2025-03-01   | yes      | 0.9
        P-2      | Abuse of position | 2025-03-01   | no       |
    """,
    "vetting": """
        staff_id | level       | granted_on | expires_on | designated_post
        P-1      | recruitment | 2020-01-01 | 2030-01-01 | no
    """,
    "health_checks": """
        staff_id | completed_at     | discussed
        P-1      | 2025-05-31 10:00 | yes
    """,
    "instructions": """
        staff_id | kind       | given_at         | text
        P-2      | monitoring | 2025-01-01 10:00 | canary of a promise to watch
        P-41     | monitoring | 2025-01-01 10:00 | canary of a promise to watch
    """,
    "device_apps": """
        device_id | app               | first_seen_at
        D-1       | WhatsApp Business | 2025-03-01 10:00
        D-2       | WhatsApp Business | 2025-03-01 10:00
        D-2       | signal            | 2025-03-02 10:00
        D-2       | Maps              | 2025-03-02 10:00
    """,
}

# Somebody whom a member of staff told of and had met in custody two years before.
NEW_PARTNER = {
    "associations": """
        staff_id | kind    | name       | born_on    | declared_at
        P-2      | partner | Ann Canary | 1990-03-04 | 2025-01-01
        P-1      | partner | Bea Other  | 1991-03-04 | 2025-01-01
    """,
    "nominals": """
        nominal_id | name       | born_on
        N-1        | Ann Canary | 1990-03-04
        N-2        | Bea Other  | 1991-03-04
    """,
    "custody_contacts": """
        custody_id | nominal_id | staff_id | kind      | start_at         | end_at
        CU-1       | N-1        | P-2      | interview | 2023-01-01 10:00 | 2023-01-01 11:00
        CU-2       | N-1        | P-2      | release   | 2025-02-01 10:00 | 2025-02-01 11:00
        CU-3       | N-2        | P-2      | interview | 2023-01-01 10:00 | 2023-01-01 11:00
    """,
}


def write_people(folder: Path, **changed: str) -> Path:
    """A store with these people in it, as `upstander load` leaves one."""
    (folder / "loads").mkdir(parents=True)
    return write_store(folder, PEOPLE | changed)


def checklist_written(line: str, *, owner: str, by: object, evidence: str = "", state: str = "under way") -> None:
    """An entry of the checklist, through the door that everybody uses."""
    from upstander.learning.actions import write  # noqa: PLC0415 - Django is set up by the first test that needs it
    from upstander.learning.registers import registers  # noqa: PLC0415

    found = registers()["checklist"].lines[line]
    write(line=found, state=state, owner=owner, evidence=evidence, review_on=dt.date(2099, 1, 1), by=by)


def lesson_drafted(matter: object, *, title: str, by: object) -> None:
    """A draft of a matter's lesson, through the door that everybody uses."""
    from upstander.learning.actions import draft  # noqa: PLC0415 - as above

    words = {"title": title, "topics": [], "roles": [], "kinds_of_outcome": [], "overview": "PC B wrote to Ms A."}
    draft(matter=matter, words=words, kept="", by=by)


def on_the_watchlist(subject_id: str, *, why: str, by: object, allowed: object = None, days: int = 60) -> object:
    """Somebody who was put forward, and allowed by a second person where one is given."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce import actions  # noqa: PLC0415

    until = timezone.localdate() + dt.timedelta(days=days)
    about = {"subject_id": subject_id, "subject_name": "Somebody", "grounds": "intelligence", "why": why}
    made = actions.put_forward(**about, tactics=["systems", "billing"], until=until, by=by)
    if allowed:
        actions.answer(entry=made, allowed=True, why="", until=until, by=allowed)
    return made


def looked_at(entry: object, *, found: str, by: object) -> None:
    """Something that was looked at today."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce import actions  # noqa: PLC0415

    actions.looked(entry=entry, tactic="systems", day=timezone.localdate(), found=found, by=by)


def scheme(
    name: str = "canary of a scheme", *, by: object, officer: str = "", registered: bool = False, words: str = "x"
) -> object:
    """A scheme with young people, with somebody who answers for it where a staff number is given."""
    from upstander.workforce import scheme_keeping  # noqa: PLC0415 - as above
    from upstander.workforce.models import SchemeKind, SchemeStanding  # noqa: PLC0415

    standing = SchemeStanding.REGISTERED if registered else SchemeStanding.NOT_REGISTERED
    named = scheme_keeping.Officer(officer, "canary of an officer") if officer else None
    known = scheme_keeping.Known(name, SchemeKind.SCHOOL, standing, words, officer=named)
    return scheme_keeping.write_down(known=known, by=by)


def condition_set(held: object, *, words: str = "A teacher is always present.", by: object, days: int = 30) -> object:
    """A condition of a scheme that is to be checked within so many days."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce import scheme_keeping  # noqa: PLC0415

    due = timezone.localdate() + dt.timedelta(days=days)
    return scheme_keeping.set_condition(scheme=held, words=words, owner="The head of schools work", check_by=due, by=by)


def partner(name: str = "canary of a partner", *, by: object, kind: str = "ambulance", contact: str = "") -> object:
    """An agency, with a contact of the level of practitioners where one is named."""
    from upstander.workforce import partnering  # noqa: PLC0415 - as above
    from upstander.workforce.models import Level  # noqa: PLC0415

    made = partnering.add(name=name, kind=kind, by=by)
    if contact:
        person = partnering.Person(Level.PRACTITIONER, contact, "our own contact")
        partnering.name_contact(agency=made, person=person, by=by)
    return made


def engaged(*agencies: object, by: object, kind: str = "briefing", ago: int = 0, what: str = "a briefing") -> object:
    """A time when the unit was in touch with agencies, so many days ago."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce import partnering  # noqa: PLC0415
    from upstander.workforce.models import EngagementKind  # noqa: PLC0415

    day = timezone.localdate() - dt.timedelta(days=ago)
    return partnering.engage(kind=EngagementKind(kind), day=day, what=what, agencies=agencies, by=by)


def declared(
    *, kind: str = "approach", what: str = "x", other_id: str = "", number: str = "", by: object, decided: object = None
) -> object:
    """What somebody declared today, and what was decided on it by another where one is given."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce import declaring  # noqa: PLC0415
    from upstander.workforce.models import DeclarationKind, DeclarationStanding  # noqa: PLC0415

    said = declaring.Said(
        DeclarationKind(kind), timezone.localdate(), what, who="somebody", other_id=other_id, number=number
    )
    made = declaring.declare(said=said, by=by)
    if decided:
        ruling = declaring.Ruling(DeclarationStanding.ADVICE, "canary of advice", nominal_id="N-1")
        declaring.decide(declaration=made, ruling=ruling, by=decided)
    return made


def sample_drawn(
    staff_id: str, *, by: object, checkers: tuple[str, ...] = (), accounts: object = None, number: int = 0
) -> object:
    """A call of somebody that was drawn: a plan of a quarter of its own for each number, with nothing else in it."""
    from upstander.workforce.models import Sampled  # noqa: PLC0415 - as above
    from upstander.workforce.sampling import keeping  # noqa: PLC0415
    from upstander.workforce.sampling.draw import Candidate, quarter_of  # noqa: PLC0415

    quarter = quarter_of(dt.date(2025 - number % 100, 1, 1))
    plan = keeping.plan(kind=Sampled.CALLS, quarter=quarter, many=1, by=by)
    there = [Candidate("C-1", staff_id, "canary of a sampled contact", "north", quarter.first, "direct", False)]
    who = [accounts[one] for one in checkers] if checkers else [by]  # type: ignore[index]
    keeping.draw(plan=plan, candidates=there, checkers=who, until=quarter.after, by=by)
    return plan.sampled.get()


def talked(account: object, *, by: object, words: str = "canary of what was said", **said: str) -> object:
    """An integrity health check that `by` held today with somebody who has an account; `said`: answers but for no."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce.audience import Person  # noqa: PLC0415
    from upstander.workforce.integrity import keeping  # noqa: PLC0415
    from upstander.workforce.integrity.questions import questions  # noqa: PLC0415
    from upstander.workforce.integrity.written import Answer  # noqa: PLC0415

    who = Person(account.mark, account.name, team_id="north")  # type: ignore[attr-defined]
    answers = {
        one.name: Answer("" if one.open else said.get(one.name, "no"), f"{words}: {one.name}")
        for one in questions().asked
    }
    about = keeping.Talked(who, account.staff_id, timezone.localdate(), answers)  # type: ignore[attr-defined]
    return keeping.hold(talked=about, asked=questions(), supervisor=by.mark, by=by)  # type: ignore[attr-defined]


def offered(account: object, *, by: object, days: int = 14, ago: int = 0) -> object:
    """Help that `by`, who supervises them, offered somebody who has an account so many days ago; due after `days`."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce.audience import Person  # noqa: PLC0415
    from upstander.workforce.models import WelfareKind  # noqa: PLC0415
    from upstander.workforce.welfare import keeping  # noqa: PLC0415

    today = timezone.localdate()
    who = Person(account.mark, "canary of help", supervisor_id=by.staff_id)  # type: ignore[attr-defined]
    return keeping.offer(
        who=who, staff_id=account.staff_id, kind=WelfareKind.CONTACT,  # type: ignore[attr-defined]
        offered_on=today - dt.timedelta(days=ago), due_on=today + dt.timedelta(days=days), by=by,
    )  # fmt: skip


def from_another_force(staff_id: str, *, by: object, name: str = "canary of a transferee", ago: int = 0) -> object:
    """Somebody who came from another force so many days ago."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from upstander.workforce.transfers import keeping  # noqa: PLC0415

    joined_on = timezone.localdate() - dt.timedelta(days=ago)
    return keeping.put_down(staff_id=staff_id, name=name, former_force="Elsewhere", joined_on=joined_on, by=by)


def new_partner() -> str:
    """The mark of the pair of NEW_PARTNER that may be one person."""
    from upstander.workforce.held import matched_here  # noqa: PLC0415 - as above
    from upstander.workforce.matched.deciding import pair_mark  # noqa: PLC0415

    [pair] = matched_here() or []
    return pair_mark(pair)
