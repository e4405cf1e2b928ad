"""Nothing is closed while the audit log does not verify (threat T4), by the verifier that runs outside the desk."""

import datetime as dt
import html
import re

import psycopg
import pytest
from click.testing import CliRunner

from tests.desk.recorded import RECORDED
from upstander.audit import new_key, read_key, take

DATABASE = "upstander"
HIS = "GRANT INSERT ON audit.event TO upstander_desk"  # what the log's own function is there to prevent
UNDONE = "REVOKE INSERT ON audit.event FROM upstander_desk"


@pytest.fixture
def verifies(database, tmp_path):
    """Runs the real verifier on the desk's log; what it keeps is taken away when the test ends."""
    from upstander.cli import main  # noqa: PLC0415
    from upstander.website.addresses import VERIFIER, address  # noqa: PLC0415

    new_key(tmp_path / "key")
    sinks = (tmp_path / "one", tmp_path / "two")
    take(address(database, VERIFIER), read_key(tmp_path / "key"), sinks, first=True)
    words = ["audit-verify", "--public-key", str(tmp_path / "key.pub")]
    words += [word for sink in sinks for word in ("--checkpoints", str(sink))]

    def run():
        return CliRunner(env={"DATABASE_URL": address(database, VERIFIER)}).invoke(main, words).exit_code

    yield run
    with psycopg.connect(database, dbname=DATABASE, autocommit=True) as connection:
        connection.execute(f"{UNDONE}; DELETE FROM audit.verification")


@pytest.fixture
def superuser(database):
    with psycopg.connect(database, dbname=DATABASE, autocommit=True) as connection:
        yield connection


def closed(desk, matter):
    given = {"what": "matter closed", "day": "1/6/2025", "detail-note": "advice was given", "imported": "on"}
    return desk.asks("manager", f"/matters/{matter.pk}/add", given)


def said_on(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_a_tampered_log_stops_every_closing_until_it_verifies_again(desk, verifies, superuser):
    matter = desk.matter()
    superuser.execute(HIS)
    assert verifies() == 1
    refused = closed(desk, matter)
    assert (refused.status_code, matter.entries.count()) == (422, 1)
    assert "The audit log did not verify on" in said_on(refused)
    assert "upstander audit-verify" in said_on(refused)
    assert desk.log("entry")[-1][3]["rules"] == ["the audit log did not verify"]
    assert "nothing is closed until it does" in said_on(desk.asks("manager", f"/matters/{matter.pk}"))
    assert "thing that did not fit" in said_on(desk.asks("auditor", "/oversight"))

    superuser.execute(UNDONE)
    assert verifies() == 0
    assert closed(desk, matter).status_code == 302
    assert "nothing found" in said_on(desk.asks("auditor", "/oversight"))


def test_nothing_but_closing_is_stopped(desk, verifies, superuser):
    superuser.execute(HIS)
    verifies()
    given = {
        "what": "matter recorded",
        "day": "1/6/2025",
        **{f"detail-{name}": said for name, said in RECORDED.items()},
        "imported": "on",
    }
    assert desk.asks("manager", f"/matters/{desk.matter().pk}/add", given).status_code == 302


def test_a_desk_that_knows_of_no_verification_says_so_and_closes(desk):
    matter = desk.matter()
    assert "No verification of the audit log is known" in said_on(desk.asks("manager", f"/matters/{matter.pk}"))
    assert closed(desk, matter).status_code == 302


def test_one_of_more_than_a_day_ago_is_said_and_stops_nothing(desk):
    matter = desk.matter()
    for hours, warned in ((23, False), (25, True)):
        at = dt.datetime.now(tz=dt.UTC) - dt.timedelta(hours=hours)
        with desk.cursor() as cursor:
            cursor.execute("INSERT INTO audit.verification (at, events, findings) VALUES (%s, 9, 0)", [at])
        page = said_on(desk.asks("manager", f"/matters/{matter.pk}"))
        assert ("more than a day ago" in page) == warned
    assert closed(desk, matter).status_code == 302
