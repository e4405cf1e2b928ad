"""Rows of a desk that was used for years, all of them invented, put into its tables as the owner of these."""

import datetime as dt
import secrets
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store

TODAY = dt.date(2025, 5, 1)
HISTORY = (
    "matter came to attention",
    "matter recorded",
    "severity assessed",
    "severity told",
    "mode determined",
    "investigator appointed",
    "conflicts declared",
    "terms agreed",
    "learning considered",
    "perpetrator debrief offered",
    "earlier intelligence searched",
    "representations received",
)


def account(username: str, role: str) -> Any:
    """Somebody at the desk, made where they are not there yet."""
    from upstander.access.models import Account  # noqa: PLC0415

    return Account.objects.get_or_create(username=username, defaults={"role": role, "staff_id": f"D-{username}"})[0]


def leads_of(number: int) -> str:
    """Invented leads in place of those that were there, and the one of case 2; gives the address of that."""
    from django.db import connection  # noqa: PLC0415

    from upstander.access.sealed import mark  # noqa: PLC0415
    from upstander.casework.models import Lead  # noqa: PLC0415
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE casework_lead CASCADE")
    Lead.objects.bulk_create(map(_lead, range(number)), batch_size=5_000)
    folder = Path(tempfile.mkdtemp())
    store = write_store(folder / "store")
    take_in(write_scan(folder / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store)), TODAY)
    return str(Lead.objects.get(lead_mark=mark("L-1", "lead")).pk)


def matters_of(number: int, manager: Any) -> str:
    """Invented matters with a history each, one in a hundred of them the investigator's; gives the address of one."""
    from upstander.casework.models import Assignment, Matter, MatterEntry, NoTie  # noqa: PLC0415
    from upstander.casework.standing_again import stand_again  # noqa: PLC0415

    made = Matter.objects.bulk_create(
        (Matter(subject_id=f"S{n}", subject_name=f"Name {n}", kind="officer") for n in range(number)), batch_size=1_000
    )
    entries = (_entry(matter, place, what, manager) for matter in made for place, what in enumerate(HISTORY, 1))
    MatterEntry.objects.bulk_create(entries, batch_size=5_000)
    investigator = account("i", "investigator")
    Assignment.objects.bulk_create(
        Assignment(matter=matter, account=investigator, part="investigator", by=manager) for matter in made[::100]
    )
    NoTie.objects.bulk_create(NoTie(matter=matter, by=investigator) for matter in made[::100])
    stand_again(all_of_them=False)
    return str(made[0].pk)


def _entry(matter: Any, place: int, what: str, writer: Any) -> Any:
    from upstander.casework.models import MatterEntry  # noqa: PLC0415

    return MatterEntry(
        matter=matter,
        number=place,
        day=TODAY,
        recorded=TODAY,
        what=what,
        by=writer.name,
        writer=writer,
        details={"note": "words " * 20, "level": "gross misconduct", "mode": "local", "to": "the subject"},
    )


def _lead(number: int) -> Any:
    """An invented lead: three in four are checks, one in three was dismissed."""
    from upstander.casework.models import Lead  # noqa: PLC0415

    return Lead(
        lead_id=f"L{number}",
        scan="",
        subject_id=f"S{number % 5000}",
        subject_name=f"Name {number}",
        affected_id=f"N{number}",
        affected_name=f"Other {number}",
        standing="lead" if number % 4 == 0 else "check",
        place=number,
        weight=1,
        signs=[],
        summary="words " * 60,
        last_seen_on=dt.date(2025, 1, 1),
        state="dismissed" if number % 3 == 0 else "open",
    )


def intelligence_of(number: int, writer: Any) -> str:
    """Invented reports of intelligence: two in three filed, one in a hundred came back; gives the address of one."""
    from upstander.casework.models import IntelligenceReport, IntelligenceSubject  # noqa: PLC0415

    states = ["back" if n % 100 == 0 else "filed" if n % 3 else "received" for n in range(number)]
    made = IntelligenceReport.objects.bulk_create(
        (
            IntelligenceReport(
                received_on=TODAY - dt.timedelta(days=n % 2_000), came_by="public", original="words " * 60, state=state,
                writer=writer,
            )
            for n, state in enumerate(states)
        ),
        batch_size=2_000,
    )  # fmt: skip
    IntelligenceSubject.objects.bulk_create(
        (
            IntelligenceSubject(report=one, subject_id=f"S{n % 5_000}", subject_name=f"Name {n}", by=writer)
            for n, one in enumerate(made)
        ),
        batch_size=2_000,
    )
    return str(made[0].pk)


def reports_of(number: int, by: Any) -> str:
    """Invented reports of the door with their history: most closed, one in twenty a duplicate; the address of one."""
    from django.utils import timezone  # noqa: PLC0415

    from upstander.casework.models import Report, ReportEntry, ReportLink  # noqa: PLC0415

    made = Report.objects.bulk_create(map(_report, range(number)), batch_size=2_000)
    ReportEntry.objects.bulk_create(
        (
            ReportEntry(report=one, day=one.received_on, what=what)
            for one in made
            for what in ("received", *(["closed"] if one.state == "closed" else []))
        ),
        batch_size=5_000,
    )
    twice = [one for one in made if one.state == "duplicate"]
    ReportEntry.objects.bulk_create(
        [ReportEntry(report=one, day=one.received_on, at=timezone.now(), by=by, what="duplicate") for one in twice],
        batch_size=5_000,
    )
    doubles = set(twice)
    ReportLink.objects.bulk_create(
        [ReportLink(report=one, other=other, why="words", by=by) for other, one in pairwise(made) if one in doubles],
        batch_size=5_000,
    )
    return str(made[0].pk)


def _report(number: int) -> Any:
    from upstander.casework.models import Report, Said  # noqa: PLC0415

    report = Report(
        box=secrets.token_bytes(32),
        door="public",
        language="en",
        urgent=number % 50 == 0,
        received_on=TODAY - dt.timedelta(days=number % 2_000),
        state="duplicate" if number % 20 == 1 else "closed" if number % 10 else "received",
    )
    report.renew_key()
    report.sealed = report.seal(Said({"what": "words " * 60}).written())
    return report


ACTIONS = ("lead read", "leads listed", "matter read", "matters listed", "matter history read", "what is due", "entry")


def log_of(number: int, reader: Any, auditor: Any) -> str:
    """Invented lines of the log, by twenty people, one in five hundred a refusal or with words why; gives an object.

    The auditor has a tie to a hundred members of staff, so that what is about these does not exist for them.
    """
    from django.db import connection, transaction  # noqa: PLC0415

    from upstander.access.models import Purpose, ShutOut  # noqa: PLC0415
    from upstander.audit.appending import append_many  # noqa: PLC0415
    from upstander.casework.models import Lead  # noqa: PLC0415

    objects = [str(key) for key in Lead.objects.order_by("pk").values_list("pk", flat=True)[:1_000]]
    why = Purpose.objects.bulk_create(Purpose(account=reader, words="words " * 20) for _ in range(number // 500))
    if not ShutOut.objects.filter(account=auditor).exists():
        ShutOut.objects.bulk_create(ShutOut(account=auditor, subject_id=f"S{n}", tie="cousin") for n in range(100))
    for first in range(0, number, 1_000):
        with transaction.atomic(), connection.cursor() as cursor:
            append_many(cursor, [_line(n, objects, why) for n in range(first, min(first + 1_000, number))])
    return objects[500]


def _line(number: int, objects: list[str], why: list[Any]) -> dict[str, object]:
    rare = number % 500 == 0
    return {
        "actor": f"account {number % 20}",
        "action": "export made" if rare else ACTIONS[number % len(ACTIONS)],
        "object_kind": "lead",
        "object_id": objects[number * 7 % len(objects)],
        "purpose": f"purpose {why[number // 500].pk}" if rare else "work on leads",
        "outcome": "refused" if rare else "allowed",
    }
