"""A real desk: PostgreSQL in a temporary folder, walled as in use, with two leads of a scan taken in.

The leads are taken in once for each file, and each test runs in a transaction that is undone. What a test sets up it writes as the superuser; what it asks of the desk
is asked as the role that the desk has in use, which owns nothing.
"""

import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.desk.force_people import NEW_PARTNER, PEOPLE, write_people
from tests.leads.telling.scans import CASE_2_EVIDENCE, CASE_2_RECORDS, case_2, write_scan, write_store

DAY = dt.date(2025, 5, 1)
# A browser that another test of this worker holds open keeps a loop running, which Django takes for our own.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
SUBJECT, OTHER_SUBJECT = "P-41", "P-77"


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The superuser's address of a prepared database; Django is connected as the superuser."""
    from upstander.website.serving import owned  # noqa: PLC0415 - Django is set up by the first test that needs it

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held, owned(Path(held)) as url:
        from django.db import connection  # noqa: PLC0415
        from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: PLC0415

        setup_test_environment()
        connection.close()
        connection.settings_dict["USER"] = "postgres"
        yield url
        connection.close()
        teardown_test_environment()


@pytest.fixture(scope="session")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scan with a lead about the subject of case 2, and one about somebody else with the same facts."""
    folder = tmp_path_factory.mktemp("scan")
    other = json.loads(json.dumps(case_2()).replace("Ashby Rourke", "Other Canary").replace("P-41", OTHER_SUBJECT))
    store = write_store(folder / "store", CASE_2_RECORDS | PEOPLE)
    (store / "loads").mkdir()
    tellings = {"L-1": case_2(), "L-2": other}
    return write_scan(folder / "leads", tellings, {"L-1": CASE_2_EVIDENCE, "L-2": CASE_2_EVIDENCE}, store=str(store))


@pytest.fixture(scope="module")
def taken_in(database: str, scan: Path) -> Iterator[None]:
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    with undone():
        take_in(scan, DAY)
        yield


@pytest.fixture(scope="session")
def records_of_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with people in it, whom pages of the workforce tell of."""
    return write_people(tmp_path_factory.mktemp("people") / "store", **NEW_PARTNER)


@pytest.fixture
def people_on_record(taken_in: None, records_of_people: Path) -> Iterator[None]:
    """The desk is told of a store with people in it."""
    with records_named(records_of_people):
        yield


@contextmanager
def records_named(store: Path | str) -> Iterator[None]:
    """The desk reads people of this store, as UPSTANDER_RECORDS would name it."""
    from django.conf import settings  # noqa: PLC0415

    before, settings.UPSTANDER_RECORDS = settings.UPSTANDER_RECORDS, str(store)
    try:
        yield
    finally:
        settings.UPSTANDER_RECORDS = before


@contextmanager
def undone() -> Iterator[None]:
    """A transaction of which nothing is left, within another where there is one."""
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def desk(taken_in: None) -> Iterator["Desk"]:
    from django.db.models.signals import post_save  # noqa: PLC0415

    from upstander.casework.models import Assignment  # noqa: PLC0415

    with undone():
        made = Desk()
        post_save.connect(made.say_no_tie, sender=Assignment)
        yield made
        post_save.disconnect(made.say_no_tie, sender=Assignment)


@cache
def _pages() -> Any:
    """What answers every browser: Django would look through the files of the pages anew for each."""
    from django.test.client import ClientHandler  # noqa: PLC0415

    return ClientHandler(enforce_csrf_checks=False)


def browser() -> Any:
    """A browser in which nobody has signed in."""
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.handler = _pages()
    return client


class Desk:
    """The desk as tests use it: accounts by role, what the database shows each, and pages asked for as each."""

    def __init__(self) -> None:
        from upstander.access.models import Account, Role  # noqa: PLC0415

        self.all_said = True
        self.accounts = {
            role.value: Account(username=role.value, name=f"The {role.value}", role=role, staff_id=f"D-{role.value}")
            for role in Role
        }
        for who, staff_id in (("the subject", SUBJECT), ("a friend", "D-friend")):
            self.accounts[who] = Account(username=who, name=who, role=Role.MANAGER, staff_id=staff_id)
        Account.objects.bulk_create(self.accounts.values())  # nobody signs in by password, which takes its time
        self.shut_out("a friend", SUBJECT)

    def shut_out(self, who: str, subject_id: str) -> None:
        from upstander.access.models import ShutOut  # noqa: PLC0415

        account = self.accounts[who]
        ShutOut.objects.create(account=account, subject_id=subject_id, tie="a friend", declared_by=account)

    def lead(self, subject_id: str = SUBJECT) -> Any:
        from upstander.access.sealed import mark  # noqa: PLC0415
        from upstander.casework.models import Lead  # noqa: PLC0415

        return Lead.objects.get(subject_mark=mark(subject_id))

    def matter(self, *parts: str) -> Any:
        """A matter about the subject, opened by the manager, with those parts given to the accounts of that name."""
        from upstander.casework.actions import matters  # noqa: PLC0415

        manager = self.accounts["manager"]
        matter = matters.open_from_lead(lead=self.lead(), kind="pcso", why="the stops", by=manager)
        for part in parts:
            matters.assign(matter=matter, to=self.accounts[part], part=part, by=manager)
        return matter

    def say_no_tie(self, instance: Any, **_: Any) -> None:
        """Whoever is given a part has said, before they first read the matter, that they have no tie: as most have.

        Not where a test is about what they read before.
        """
        from upstander.casework.models import NoTie  # noqa: PLC0415

        if self.all_said:
            with self.cursor() as cursor:
                cursor.execute("SELECT current_user")
                (role,) = cursor.fetchone()
            self.run("RESET ROLE")
            NoTie.objects.get_or_create(matter=instance.matter, by=instance.account)
            self.run(f"SET LOCAL ROLE {role}")

    def asks(self, who: str, path: str, given: dict[str, str] | None = None) -> Any:
        """The answer to somebody who asks for a page, or sends a form; the database knows them by the desk's role."""
        client = self.signed_in(who)
        return self.as_role(lambda: client.get(path) if given is None else client.post(path, given))

    def asks_later(self, who: str, path: str, given: dict[str, str] | None = None) -> Any:
        """The same, from somebody whose second factor was proved ten minutes ago."""
        from upstander.access.sessions import PROVED  # noqa: PLC0415

        client = self.signed_in(who)
        session = client.session
        session[PROVED] -= 10 * 60
        session.save()
        return self.as_role(lambda: client.get(path) if given is None else client.post(path, given))

    def signed_in(self, who: str) -> Any:
        """A browser in which somebody is signed in and has proved their second factor just now."""
        from upstander.access import sessions  # noqa: PLC0415

        client = browser()
        account = self.accounts[who]
        account.refresh_from_db(fields=["session_round"])  # somebody may have ended their sessions
        client.force_login(account)
        session = client.session
        sessions.begin(session)
        session.save()
        return client

    def sees(self, who: str, query: str) -> list[Any]:
        """What the database itself shows somebody: the first column of a query."""

        def ask() -> list[Any]:
            with self.cursor() as cursor:
                cursor.execute(query)
                return [row[0] for row in cursor.fetchall()]

        from upstander.access.asking import name_to_the_database  # noqa: PLC0415

        name_to_the_database(str(self.accounts[who].pk) if who else "")
        return self.as_role(ask)

    def as_role(self, act: Callable[[], Any], role: str = "upstander_desk") -> Any:
        """Does something as the role that the desk has in use, or as another."""
        from django.db import transaction  # noqa: PLC0415

        try:
            with transaction.atomic():  # what the database refuses is undone, so that the test can go on
                self.run(f"SET LOCAL ROLE {role}")
                return act()
        finally:
            self.run("RESET ROLE")

    def log(self, action: str) -> list[tuple[str, str, str, dict[str, Any]]]:
        """The events of the audit log with an action: object, outcome, purpose, details."""
        with self.cursor() as cursor:
            cursor.execute(
                "SELECT object_id, outcome, purpose, details FROM audit.event WHERE action = %s ORDER BY number",
                [action],
            )
            return [(a, b, c, json.loads(d) if isinstance(d, str) else d) for a, b, c, d in cursor.fetchall()]

    def run(self, statement: str) -> None:
        with self.cursor() as cursor:
            cursor.execute(statement)

    @staticmethod
    def cursor() -> Any:
        from django.db import connection  # noqa: PLC0415

        return connection.cursor()
