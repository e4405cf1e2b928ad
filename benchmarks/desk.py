"""Pages of the desk with many leads: what the server takes for each, through row-level security, as its own role.

The leads are invented and have no scan behind them: what a lead's page draws from a scan is not measured.
"""

import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import Table, in_turn
from upstander.website.embedded import DESK
from upstander.website.serving import owned

LEADS = 100_000
FILL = """
INSERT INTO casework_lead (id, lead_id, scan, subject_id, subject_name, affected_id, affected_name, standing, place,
    weight, signs, summary, last_seen_on, state)
SELECT gen_random_uuid(), 'L' || n, '', 'S' || n %% 5000, 'Name ' || n, 'N' || n, 'Other ' || n,
    CASE WHEN n %% 4 = 0 THEN 'lead' ELSE 'check' END, n, 1, '[]', repeat('words ', 60), '2025-01-01',
    CASE WHEN n %% 3 = 0 THEN 'dismissed' ELSE 'open' END
FROM generate_series(1, %s) AS n
"""


def measure(options: Namespace) -> list[Table]:
    """One table: each page with a few leads, and with many."""
    with owned(Path(tempfile.mkdtemp())):
        few = _pages(1_000, options.repeats)
        many = _pages(options.rows or LEADS, options.repeats)
    rows = [(name, few[name] * 1_000, many[name] * 1_000, many[name] / few[name]) for name in few]
    columns = ("page", "1,000 leads, ms", f"{options.rows or LEADS:,} leads, ms", "times")
    return [Table("Server time of a page", columns, rows, "Bar: under 200 ms with 100,000 leads.")]


def _pages(leads: int, repeats: int) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415 - Django is set up by `owned`
    from django.test import Client  # noqa: PLC0415

    from upstander.access.models import Account, Role  # noqa: PLC0415

    owner = connection.settings_dict["USER"]
    manager = Account.objects.get_or_create(username="m", defaults={"role": Role.MANAGER, "staff_id": "D-1"})[0]
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE casework_lead CASCADE")
        cursor.execute(FILL, [leads])
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(manager)
    connection.close()
    connection.settings_dict["USER"] = DESK
    paths = {"the first of the list": "/leads", "its tenth": "/leads?page=10", "dismissed": "/leads?state=dismissed"}
    works: dict[str, Callable[[], object]] = {name: _asked(client.get, path) for name, path in paths.items()}
    times = {name: time.wall for name, time in in_turn(works, repeats).items()}
    connection.close()
    connection.settings_dict["USER"] = owner
    return times


def _asked(get: Callable[[str], object], path: str) -> Callable[[], object]:
    def ask() -> object:
        answer = get(path)
        if getattr(answer, "status_code", 0) != 200:
            raise ValueError(f"{path} was answered {answer}")
        return answer

    return ask
