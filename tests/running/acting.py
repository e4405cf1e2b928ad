"""What tests do to a desk past its pages, as the owner of its tables. Run in a process of its own: Django is set up once.

`python -m tests.running.acting FOLDER WHAT [GIVEN...]`
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from upstander.audit import read_key, take
from upstander.audit.finding import Findings
from upstander.audit.source import snapshot
from upstander.audit.verify import TOLERANCE, verified
from upstander.cli._desk import addresses_of
from upstander.website.addresses import OWNER, VERIFIER
from upstander.website.serving import connect_django


def people() -> str:
    """Somebody of each role, so that a desk on a force's own server has people."""
    from upstander.access.models import Account, Role  # noqa: PLC0415 - Django is set up by `main`, here and below

    for role in Role:
        Account(username=role.value, name=f"The {role.value}", role=role, staff_id=f"D-{role.value}").save()
    return ""


def signed_in(username: str) -> str:
    """Signs somebody in; gives the name and value of the cookie by which pages know them."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from upstander.access import sessions  # noqa: PLC0415
    from upstander.access.models import Account  # noqa: PLC0415

    client = Client()
    client.force_login(Account.objects.get(username=username))
    session = client.session
    sessions.begin(session)  # as after a password and a second factor
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def matter(kind: str = "officer") -> str:
    """A matter opened by the manager; gives its id."""
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.models import Matter, MatterEntry  # noqa: PLC0415

    manager = Account.objects.get(username="manager")
    made = Matter.objects.create(subject_id="S-1", subject_name="Somebody", kind=kind)
    MatterEntry.objects.create(
        matter=made, number=1, day="2025-05-01", recorded="2025-05-01", what="matter came to attention",
        by=manager.name, writer=manager,
    )  # fmt: skip
    return str(made.pk)


def ties() -> str:
    """Whom ties are declared to, one a line."""
    from upstander.access.models import ShutOut  # noqa: PLC0415

    return "\n".join(sorted(tie.subject_id for tie in ShutOut.objects.all()))


def notes(key: str) -> str:
    """The notes of a matter's entries, one a line, in their order."""
    from upstander.casework.models import Matter  # noqa: PLC0415

    return "\n".join(entry.details.get("note", "") for entry in Matter.objects.get(pk=key).entries.all())


def everything() -> str:
    """Every row of the desk as it is opened, and every wall and grant, so that two desks can be compared."""
    from django.apps import apps  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from upstander.website.checks.walls import _standing  # noqa: PLC0415

    rows = [
        f"{model._meta.label} {row}"
        for room in ("access", "casework")
        for model in apps.get_app_config(room).get_models()
        for row in model.objects.order_by("pk").values_list()
    ]
    connection.ensure_connection()
    return "\n".join(rows + sorted(map(str, _standing(connection.connection))))


def letter(folder: str, *words: str) -> str:
    """A letter to the unit, as the door sends it; urgent where the first of its words is."""
    from upstander.reporting import store  # noqa: PLC0415
    from upstander.reporting.letters import REPORT, Letter  # noqa: PLC0415
    from upstander.reporting.receipt import Receipt  # noqa: PLC0415
    from upstander.reporting.recipients import UNIT, Recipient  # noqa: PLC0415
    from upstander.website.door_keys import reports_key  # noqa: PLC0415

    to = Recipient(UNIT, "The unit", reports_key(Path(folder)).public_key)
    written = Letter(REPORT, "public", "en", danger=words[:1] == ("urgent",), answers={"what": " ".join(words)})
    store.take(Receipt.fresh(), written, to, "a page")
    return ""


def typed_in(words: str) -> str:
    """An urgent report that the analyst types in."""
    import datetime as dt  # noqa: PLC0415

    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.actions.report_intake import CameIn, take_in  # noqa: PLC0415

    came = CameIn("telephone", dt.date(2025, 5, 1), True, {"what": words}, {})
    take_in(came=came, by=Account.objects.get(username="analyst"))
    return ""


def reports() -> str:
    """What the reports of the door say, one a line."""
    from upstander.casework.models import Report  # noqa: PLC0415

    return "\n".join(sorted(report.said().answers["what"] for report in Report.objects.all()))


def log(address: str) -> str:
    """What does not fit in the audit log, and the digest of its last event."""
    findings = Findings()
    with psycopg.connect(address, autocommit=True) as connection, snapshot(connection) as kept:
        walk = verified(kept, [], findings, TOLERANCE)
    return f"{[one.what for one in findings.all()]} {walk.number} {(walk.digest or b'').hex()}"


def checkpoint(address: str, signer: str, *sinks: str) -> str:
    """Signs the audit log as it is, for the first time."""
    take(address, read_key(Path(signer)), [Path(sink) for sink in sinks], first=True)
    return ""


@contextmanager
def desk_of(folder: Path, kept: Path | None) -> Iterator[Any]:
    with addresses_of(folder, kept) as addresses:
        connect_django(folder, addresses[OWNER])
        yield addresses


def main(folder: str, what: str, *given: str) -> None:
    kept = Path(folder).with_name(f"{Path(folder).name}-addresses")
    with desk_of(Path(folder), kept if kept.exists() else None) as addresses:
        first = [addresses[VERIFIER]] if what in {"log", "checkpoint"} else []
        print(globals()[what](*first, *given))


if __name__ == "__main__":
    main(*sys.argv[1:])
