"""Declarations, partners and youth schemes of a force that does not exist: to try the registers by."""

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from upstander.access.models import Account, Role
from upstander.workforce import declaring, partnering, scheme_keeping
from upstander.workforce.models import (
    Agency,
    CheckResult,
    DeclarationKind,
    DeclarationStanding,
    EngagementKind,
    Level,
    SchemeKind,
    SchemeStanding,
    StandardState,
)

AGENCIES: tuple[tuple[str, str, Mapping[Level, str]], ...] = (  # kind, name, contacts by level
    ("ambulance", "Invented Ambulance Service", {Level.PRACTITIONER: "Robin Vale", Level.MANAGER: "Jo Hill"}),
    ("childrens_home", "Invented Children's Home", {Level.MANAGER: "Ash Moor"}),
    ("domestic_abuse", "Invented Refuge", {}),
)
ENGAGEMENTS = (  # days ago, what it was, what about, which of AGENCIES
    (200, EngagementKind.EVENT, "Conference on the signs of abuse of position", (0, 1, 2)),
    (90, EngagementKind.MATERIALS, "Slides and the way to report", (0, 1)),
    (20, EngagementKind.BRIEFING, "What practitioners notice first", (0,)),
)


def registers_part_way(by_role: Mapping[str, Account]) -> None:
    """Something in each register, some of which waits to be seen to."""
    _declared(by_role)
    _partners(by_role[Role.PREVENT])
    _schemes(by_role[Role.PREVENT])


def _declared(by_role: Mapping[str, Account]) -> None:
    today, staff = timezone.localdate(), by_role[Role.STAFF]
    approach = declaring.Said(
        DeclarationKind.APPROACH,
        today - dt.timedelta(days=12),
        "Somebody I met at a call found my own account and asked me to meet. I had not given it to them.",
        who="A caller of last month, invented",
        met="At a call in the night",
        did="I did not answer, and told my sergeant.",
        told_on=today - dt.timedelta(days=11),
    )
    measures = declaring.Ruling(
        DeclarationStanding.MEASURES,
        "A colleague takes further calls there. Keep what is sent to you, and answer none of it.",
        owner="The sergeant of the team",
        review_on=today + dt.timedelta(days=30),
    )
    made = declaring.declare(said=approach, by=staff)
    declaring.decide(declaration=made, ruling=measures, by=by_role[Role.PREVENT])
    partner = declaring.Said(DeclarationKind.PARTNER, today, "We moved in together.", who="Invented Partner")
    declaring.declare(said=partner, by=staff)


def _partners(by: Account) -> None:
    agencies = [_agency(name, kind, contacts, by) for kind, name, contacts in AGENCIES]
    for ago, kind, what, which in ENGAGEMENTS:
        day = timezone.localdate() - dt.timedelta(days=ago)
        held = partnering.engage(kind=kind, day=day, what=what, agencies=[agencies[one] for one in which], by=by)
        first = held.attendances.all()[0]
        partnering.hear(attendance=first, people=12, words="It is clear now whom we ask.", by=by)


def _agency(name: str, kind: str, contacts: Mapping[Level, str], by: Account) -> Agency:
    made = partnering.add(name=name, kind=kind, by=by)
    for level, who in contacts.items():
        partnering.name_contact(agency=made, person=partnering.Person(level, who, "The prevent officer"), by=by)
    return made


def _schemes(by: Account) -> None:
    today = timezone.localdate()
    officer = scheme_keeping.Officer("DESK-cadets", "Invented Inspector")
    cadets = scheme_keeping.Known(
        "Invented Cadets", SchemeKind.CADETS, SchemeStanding.REGISTERED, "Invented reference 1", "A hall", officer
    )
    registered = scheme_keeping.write_down(known=cadets, by=by)
    scheme_keeping.see(
        scheme=registered, standard="risk_assessed", state=StandardState.MET, seen="the file of this year", by=by
    )
    club = scheme_keeping.Known(
        "Invented Fitness Club", SchemeKind.SCHOOL, SchemeStanding.NOT_REGISTERED, "heard of from a school", "A school"
    )
    heard_of = scheme_keeping.write_down(known=club, by=by)
    soon = today + dt.timedelta(days=14)
    about = {"words": "A teacher is always present", "owner": "The head of schools work"}
    condition = scheme_keeping.set_condition(scheme=heard_of, **about, check_by=soon, by=by)
    seen = "At one of two visits no teacher was there"
    scheme_keeping.check(condition=condition, result=CheckResult.NOT_KEPT, seen=seen, next_by=soon, by=by)
