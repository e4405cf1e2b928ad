"""Pages of the desk with many leads and matters: what the server takes, through row-level security, as its own role.

The leads and matters are invented. One lead has the scan of published case 2 behind it, as the tests draw it: its page
is measured with all that a lead's page draws.
"""

import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.desk_rows import account, intelligence_of, leads_of, log_of, matters_of, reports_of
from benchmarks.report import Table, in_turn
from upstander.website.addresses import DESK
from upstander.website.serving import owned

LEADS, MATTERS = 100_000, 5_000
FEW = (1_000, 50, 200, 2_000)  # leads, matters, reports of intelligence and of the door each, lines of the log
REPORTS, LINES = 20_000, 500_000
NOTE = """Bar: under 200 ms with 100,000 leads. Of 50 matters the tenth page is empty and one is the investigator's; of
5,000 both pages show 25, each with the whole of its history read by the law."""


def measure(options: Namespace) -> list[Table]:
    """One table: each page with a few leads and matters, and with many."""
    leads = options.rows or LEADS
    with owned(Path(tempfile.mkdtemp())):
        few = _pages(FEW, options.repeats)
        many = _pages((leads, MATTERS, REPORTS, LINES), options.repeats)
    rows = [(name, few[name] * 1_000, many[name] * 1_000, many[name] / few[name]) for name in few]
    columns = ("page", f"{_told(FEW)}, ms", f"{_told((leads, MATTERS, REPORTS, LINES))}, ms", "times")
    return [Table("Server time of a page", columns, rows, NOTE)]


def _told(numbers: tuple[int, int, int, int]) -> str:
    return "{:,} leads, {:,} matters, {:,} reports, {:,} lines".format(*numbers)


def _pages(numbers: tuple[int, int, int, int], repeats: int) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415 - Django is set up by `owned`
    from django.test import Client  # noqa: PLC0415

    leads, matters, reports, lines = numbers
    owner = connection.settings_dict["USER"]
    manager, auditor = account("m", "manager"), account("o", "auditor")
    lead = leads_of(leads)
    matter = matters_of(matters, manager)
    intelligence, door_report = intelligence_of(reports, manager), reports_of(reports, manager)
    read_often = log_of(lines, manager, auditor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    people = {"manager": manager, "investigator": account("i", "investigator"), "auditor": auditor}
    clients = {who: Client(headers={"host": "localhost"}) for who in people}
    for who, one in people.items():
        _sign_in(clients[who], one)
    connection.close()
    connection.settings_dict["USER"] = DESK
    paths = _paths(lead, matter) | _paths_of_reports(intelligence, door_report) | _paths_of_the_log(read_often)
    works = {name: _asked(clients[who], path) for name, (who, path) in paths.items()}
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
        "matters: those under investigation": ("manager", "/matters?state=under+investigation"),
        "matters: those in proceedings, of which there is none": ("manager", "/matters?state=in+proceedings"),
        "matters: an investigator's own, not closed": ("investigator", "/matters?state=open"),
        "matters: an investigator's own": ("investigator", "/matters"),
        "matters: what is due in the newest eighty": ("manager", "/matters/due"),
        "a matter": ("manager", f"/matters/{matter}"),
        "a matter's history": ("manager", f"/matters/{matter}/history"),
    }


def _paths_of_reports(intelligence: str, door_report: str) -> Mapping[str, tuple[str, str]]:
    """The same, of intelligence and of the door."""
    return {
        "intelligence: the first page": ("manager", "/intelligence"),
        "intelligence: the tenth page": ("manager", "/intelligence?page=10"),
        "intelligence: filed": ("manager", "/intelligence?state=filed"),
        "a report of intelligence": ("manager", f"/intelligence/{intelligence}"),
        "reports of the door: the first page": ("manager", "/reports"),
        "reports of the door: the tenth page": ("manager", "/reports?page=10"),
        "reports of the door: closed": ("manager", "/reports?state=closed"),
        "a report of the door": ("manager", f"/reports/{door_report}"),
    }


def _paths_of_the_log(read_often: str) -> Mapping[str, tuple[str, str]]:
    """The same, of who looks at what others read, with ties to a hundred people."""
    return {
        "oversight": ("auditor", "/oversight"),
        "the log: the newest lines": ("auditor", "/oversight/log"),
        "the log: the hundredth page": ("auditor", "/oversight/log?page=100"),
        "the log: one object": ("auditor", f"/oversight/log?about={read_often}"),
        "the log: an action that nobody did": ("auditor", "/oversight/log?what=nothing"),
        "the log: refusals": ("auditor", "/oversight/log?ended=refused"),
    }


def _asked(client: Any, path: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(path)
        if answer.status_code != 200:
            raise ValueError(f"{path} was answered {answer}")
        return answer

    return ask
