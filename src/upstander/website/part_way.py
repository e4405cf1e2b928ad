"""A matter part way, and two reports about its subject, of a force that does not exist: to try the desk by."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import asker_of
from upstander.access.models import Account, Role
from upstander.casework.actions import care, entries, intelligence, intelligence_moves, matters, work
from upstander.casework.models import CameBy, IntelligenceReport, Lead, Matter, Part, Section, Task
from upstander.casework.on_record import on_record
from upstander.website.demonstration import NAMES, SUPERVISOR
from upstander.website.prevention_part_way import prevention_part_way
from upstander.website.registers_part_way import registers_part_way
from upstander.website.supervised_part_way import Team, supervised_part_way
from upstander.website.taught import taught
from upstander.workforce import actions as watchlist
from upstander.workforce.models import Grounds, Tactic


@transaction.atomic
def part_way(team: Team | None = None) -> Matter | None:
    """The first lead as a matter part way, and two more matters; None where there is no lead, or they are there.

    `team`: of the supervisor of the demonstration, where there is one.
    """
    lead = Lead.objects.filter(matter=None).first()
    if lead is None or Matter.objects.exists():
        return None
    by_role = {account.role: account for account in Account.objects.filter(username__in=[r.value for r in NAMES])}
    manager = by_role[Role.MANAGER]
    _told_before(lead, by_role[Role.ANALYST])
    began = timezone.localdate() - dt.timedelta(days=9)
    about: dict[str, Any] = {"lead": lead, "kind": _kind(lead, manager), "day": began}
    matter = matters.open_from_lead(**about, why="opened for the demonstration", by=manager)
    for part in Part:
        matters.assign(matter=matter, to=by_role[Role(part.value)], part=part, by=manager)
    for step in (_entered, _investigated, _cared_for):
        step(matter, began, by_role)
    _waiting(by_role)
    _of_long_ago(by_role)
    _watched(by_role)
    taught(by_role)
    registers_part_way(by_role)
    prevention_part_way(by_role)
    supervisor = Account.objects.filter(username=SUPERVISOR).first()
    if team and supervisor:
        supervised_part_way(team, supervisor, by_role)
    return matter


def _kind(lead: Lead, by: Account) -> str:
    """What the subject is by the force's staff record; an officer where it does not say."""
    record = on_record(asker_of(by), lead.subject_id)
    return (record.kind(timezone.localdate()) if record else "") or "officer"


def _watched(by_role: Mapping[str, Account]) -> None:
    """Somebody on the watchlist: put forward by the analyst, allowed by the manager, and not looked at yet."""
    until = timezone.localdate() + dt.timedelta(days=60)
    about: dict[str, Any] = {"subject_id": "DESK-watched", "subject_name": "Invented Watched", "until": until}
    about |= {"grounds": Grounds.INTELLIGENCE, "why": "Two reports that somebody graded, years apart."}
    entry = watchlist.put_forward(**about, tactics=[Tactic.SYSTEMS, Tactic.BILLING], by=by_role[Role.ANALYST])
    watchlist.answer(entry=entry, allowed=True, why="", until=until, by=by_role[Role.MANAGER])


def _waiting(by_role: Mapping[str, Account]) -> None:
    """A matter that came by a call, in which a decision waits for somebody else's signature."""
    began = timezone.localdate() - dt.timedelta(days=3)
    matter = _by_hand("staff", "A caller was told too much of a neighbour.", began, by_role)
    decided = {"decision": "not required", "question": "if substantiated", "reason": "no criterion would be met"}
    at: dict[str, Any] = {"day": began + dt.timedelta(1), "by": by_role[Role.AUTHORITY]}
    entries.put(matter=matter, what="referral decided", details=decided, **at)


def _of_long_ago(by_role: Mapping[str, Account]) -> None:
    """A matter of years ago that is kept as it was done, with what departs from the rules."""
    began = timezone.localdate() - dt.timedelta(days=2200)
    matter = _by_hand("special", "Taken over from the force's earlier system.", began, by_role)
    done: tuple[tuple[int, str, dict[str, str]], ...] = (
        (3, "severity assessed", {"level": "misconduct"}),
        (90, "investigation report submitted", {}),
        (110, "learning considered", {
            "learned": "Advice that nobody writes down is not remembered.",
            "first_knowable": "two years before, from the telephone bills",
            "why_not": "nobody looked at bills without a complaint",
            "changes": "advice is written down, and bills are looked at every month",
        }),
        (120, "matter closed", {"note": "advice was given"}),
    )  # fmt: skip
    for after, what, details in done:
        about: dict[str, Any] = {"what": what, "day": began + dt.timedelta(after), "details": details}
        entries.add(matter=matter, **about, by=by_role[Role.MANAGER], imported=True)


def _by_hand(kind: str, why: str, day: dt.date, by_role: Mapping[str, Account]) -> Matter:
    manager, name = by_role[Role.MANAGER], f"Invented {kind.capitalize()}"
    about: dict[str, Any] = {"subject_id": f"DESK-{kind}", "subject_name": name, "kind": kind, "why": why, "day": day}
    matter = matters.open_by_hand(**about, by=manager)
    for part in Part:
        matters.assign(matter=matter, to=by_role[Role(part.value)], part=part, by=manager)
    return matter


HISTORY = (  # whose entry, days after it came to attention, what happened, details
    (Role.INVESTIGATOR, 0, "matter recorded", {
        "alleges": "improper emotional relationship", "abuse_of_position": "yes",
        "summary": "Visits and calls to a member of the public that no task on record explains.",
    }),
    (Role.INVESTIGATOR, 0, "moment of clarity", {"who": "the duty inspector", "on": "the list of look-ups"}),
    (Role.AUTHORITY, 1, "severity assessed", {"level": "gross misconduct", "reasons": "a position of trust"}),
    (Role.AUTHORITY, 1, "severity withheld", {"ground": "f"}),
    (Role.AUTHORITY, 1, "referral decided", {"decision": "mandatory", "question": "if substantiated"}),
    (Role.AUTHORITY, 2, "investigator appointed", {
        "investigator": "Ines Marsh", "independence_checked_by": "Maud Keane",
    }),
    (Role.INVESTIGATOR, 2, "conflicts declared", {"conflicts": "none"}),
)  # fmt: skip


def _entered(matter: Matter, began: dt.date, by_role: Mapping[str, Account]) -> None:
    for role, after, what, details in HISTORY:
        looked_at_again = {"review": (began + dt.timedelta(30)).isoformat()} if "ground" in details else {}
        day = began + dt.timedelta(after)
        entries.put(matter=matter, what=what, day=day, details=details | looked_at_again, by=by_role[role])


def _investigated(matter: Matter, began: dt.date, by_role: Mapping[str, Account]) -> None:
    by = by_role[Role.INVESTIGATOR]
    first = Task.objects.filter(matter=matter).first()
    if first is not None:
        work.answer_task(task=first, done=True, words="kept, with the control room", by=by)
    said: dict[str, Any] = {"who": "the subject", "words": "I was only ever there when I was sent.", "said_on": began}
    statement = work.keep_statement(matter=matter, **said, by=by)
    shown = {"records": "positions of the vehicle", "result": "otherwise", "words": "it stood there with no task"}
    work.compare(statement=statement, **shown, by=by)
    policy: dict[str, Any] = {
        "decision": "No approach to the subject yet",
        "reasons": "the safety of the person affected comes first",
    }
    work.log_policy(matter=matter, **policy, alternatives="a notice now", dissent="", by=by)


def _cared_for(matter: Matter, began: dt.date, by_role: Mapping[str, Account]) -> None:
    by = by_role[Role.LIAISON]
    person = care.name(matter=matter, words="An adult who rang for help last winter. Invented.", by=by)
    plan = {
        Section.RISK: "The subject knows where they live.",
        Section.CONTACT_RULES: "Mornings, from a withheld number. Nothing is left.",
        Section.SUPPORT: "An adviser was offered, and accepted.",
    }
    for section, words in plan.items():
        care.write(person=person, section=section, words=words, by=by)
    care.keep_contact_detail(person=person, way="Telephone", reached_at=NOBODYS, rules="mornings only", by=by)
    care.promise(person=person, what="to ring with what was decided", due=began + dt.timedelta(8), by=by)
    care.promise(person=person, what="to ring before any hearing", due=began + dt.timedelta(90), by=by)


NOBODYS = "01632 960001"  # kept by Ofcom for stories


EARLIER = "A constable told me of friendly messages to a member of the public, who had asked that they stop."
EARLIER_SANITISED = "Friendly messages went to a member of the public, who had asked that they stop."
LATER = (
    "The caller says that the same car of the force stands in one street again and again, and nobody was called there."
)


def _told_before(lead: Lead, by: Account) -> None:
    """Two reports about the subject of a lead, ten years apart: the first was filed, and came back by the second."""
    today = timezone.localdate()
    first = _report(lead, today - dt.timedelta(days=3650), CameBy.SUPERVISOR, EARLIER, by)
    grading = intelligence_moves.Grading("1", "A", "P")
    intelligence_moves.grade(report=first, grading=grading, why="", by=by)
    intelligence_moves.sanitise(report=first, text=EARLIER_SANITISED, kept=(), by=by)
    worth = "one occasion, and advice was given"
    intelligence_moves.assess(report=first, category="abuse of authority", why=worth, by=by)
    intelligence_moves.file(report=first, why=worth, review_on=None, no_review="nothing has followed", by=by)
    _report(lead, today, CameBy.CRIMESTOPPERS, LATER, by)


def _report(lead: Lead, day: dt.date, came_by: CameBy, words: str, by: Account) -> IntelligenceReport:
    subject = intelligence.Named(lead.subject_id, lead.subject_name)
    received = intelligence.Received(day, came_by, words, intelligence.Source(), [subject])
    return intelligence.take_in(received=received, by=by)
