"""Pages of the desk with many leads and matters: what the server takes, through row-level security, as its own role.

The leads and matters are invented. One lead has the scan of published case 2 behind it, as the tests draw it: its page
is measured with all that a lead's page draws.
"""

import datetime as dt
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store

from benchmarks.report import Table, in_turn
from upstander.website.addresses import DESK
from upstander.website.serving import owned

LEADS, MATTERS = 100_000, 5_000
NOTE = """Bar: under 200 ms with 100,000 leads. Of 50 matters the tenth page is empty and one is the investigator's; of
5,000 both pages show 25, each with the whole of its history read by the law."""
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


def measure(options: Namespace) -> list[Table]:
    """One table: each page with a few leads and matters, and with many."""
    leads = options.rows or LEADS
    with owned(Path(tempfile.mkdtemp())):
        few = _pages(1_000, 50, options.repeats)
        many = _pages(leads, MATTERS, options.repeats)
    rows = [(name, few[name] * 1_000, many[name] * 1_000, many[name] / few[name]) for name in few]
    columns = ("page", "1,000 leads and 50 matters, ms", f"{leads:,} leads and {MATTERS:,} matters, ms", "times")
    return [Table("Server time of a page", columns, rows, NOTE)]


def _pages(leads: int, matters: int, repeats: int) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415 - Django is set up by `owned`
    from django.test import Client  # noqa: PLC0415

    owner = connection.settings_dict["USER"]
    manager = _account("m", "manager")
    lead = _leads(leads)
    matter = _matters(matters, manager)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clients = {who: Client(headers={"host": "localhost"}) for who in ("manager", "investigator")}
    for who, account in (("manager", manager), ("investigator", _account("i", "investigator"))):
        _sign_in(clients[who], account)
    connection.close()
    connection.settings_dict["USER"] = DESK
    works = {name: _asked(clients[who], path) for name, (who, path) in _paths(lead, matter).items()}
    times = {name: time.wall for name, time in in_turn(works, repeats).items()}
    connection.close()
    connection.settings_dict["USER"] = owner
    return times


def _sign_in(client: Any, account: Any) -> None:
    """A browser in which somebody has proved their second factor just now."""
    from upstander.access import sessions  # noqa: PLC0415

    client.force_login(account)
    session = client.session
    sessions.begin(session)
    session.save()


def _paths(lead: str, matter: str) -> Mapping[str, tuple[str, str]]:
    """Each page by its name: who asks for it, and where it is."""
    return {
        "leads: the first page": ("manager", "/leads"),
        "leads: the tenth page": ("manager", "/leads?page=10"),
        "leads: only checks": ("manager", "/leads?standing=check"),
        "leads: dismissed": ("manager", "/leads?state=dismissed"),
        "a lead in full": ("manager", f"/leads/{lead}"),
        "matters: all, as the manager": ("manager", "/matters"),
        "matters: the tenth page": ("manager", "/matters?page=10"),
        "matters: an investigator's own": ("investigator", "/matters"),
        "a matter": ("manager", f"/matters/{matter}"),
        "a matter's history": ("manager", f"/matters/{matter}/history"),
    }


def _account(username: str, role: str) -> Any:
    from upstander.access.models import Account  # noqa: PLC0415

    return Account.objects.get_or_create(username=username, defaults={"role": role, "staff_id": f"D-{username}"})[0]


def _leads(number: int) -> str:
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


def _matters(number: int, manager: Any) -> str:
    """Invented matters with a history each, one in a hundred of them the investigator's; gives the address of one."""
    from upstander.casework.models import Assignment, Matter, MatterEntry  # noqa: PLC0415

    made = Matter.objects.bulk_create(
        (Matter(subject_id=f"S{n}", subject_name=f"Name {n}", kind="officer") for n in range(number)), batch_size=1_000
    )
    entries = (_entry(matter, place, what, manager) for matter in made for place, what in enumerate(HISTORY, 1))
    MatterEntry.objects.bulk_create(entries, batch_size=5_000)
    investigator = _account("i", "investigator")
    Assignment.objects.bulk_create(
        Assignment(matter=matter, account=investigator, part="investigator", by=manager) for matter in made[::100]
    )
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


def _asked(client: Any, path: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(path)
        if answer.status_code != 200:
            raise ValueError(f"{path} was answered {answer}")
        return answer

    return ask
