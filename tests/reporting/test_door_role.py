"""The door's role in the database: it gives, and gets nothing back; and what whoever has the door gets (decision 35)."""

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.reporting.conftest import Opened, reported
from upstander.reporting import letters
from upstander.reporting.receipt import Receipt
from upstander.website.addresses import DOOR, POST
from upstander.website.embedded import programs

MAY_CALL = {
    "reporting_takes", "reporting_take", "reporting_box_of", "reporting_replies_in", "reporting_take_away",
}  # fmt: skip
TAKE = "SELECT reporting_take(%s, %s, %s, %s, %s, %s)"
CANARY = "Zinnia-canary-of-the-door"


@pytest.fixture
def as_door(superuser: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(superuser, user=DOOR, autocommit=True) as connection:
        yield connection


def test_it_reads_and_writes_no_table(as_door: psycopg.Connection, superuser: str) -> None:
    with psycopg.connect(superuser) as whole:
        tables = [
            f'"{schema}"."{name}"'
            for schema, name in whole.execute(
                "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            )
        ]
    assert any("reporting_letter" in table for table in tables)
    for table in tables:
        for statement in (f"SELECT * FROM {table}", f"DELETE FROM {table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                as_door.execute(statement)


def test_it_calls_the_doors_functions_and_no_other_that_reads_past_walls(superuser: str) -> None:
    with psycopg.connect(superuser) as whole:
        callable_now = whole.execute(
            """SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
            AND has_function_privilege(%s, oid, 'EXECUTE')
            AND has_schema_privilege(%s, pronamespace, 'USAGE') AND prorettype <> 'trigger'::regtype""",
            [DOOR, DOOR],
        ).fetchall()
    own = {name for (name,) in callable_now if name.startswith("reporting_")}
    assert own == MAY_CALL


def test_of_a_box_it_learns_something_only_with_the_receipt(as_door: psycopg.Connection, door: Opened) -> None:
    words = reported(door)
    assert as_door.execute("SELECT * FROM reporting_box_of(%s)", [Receipt(tuple(words)).box]).fetchall()
    assert as_door.execute("SELECT * FROM reporting_box_of(%s)", [Receipt.fresh().box]).fetchall() == []


def test_a_letter_cannot_be_changed_by_sending_another_under_its_id(door: Opened, superuser: str) -> None:
    receipt = Receipt(tuple(reported(door)))
    query = "SELECT id, sealed FROM reporting_letter WHERE box_id = %s"
    with psycopg.connect(superuser) as whole:
        before = whole.execute(query, [receipt.box]).fetchall()
    given = [before[0][0], receipt.box, bytes(receipt.key.public_key), "unit", False, b"another"]
    with psycopg.connect(superuser, user=DOOR, autocommit=True) as as_door:
        as_door.execute(TAKE, given)
    with psycopg.connect(superuser) as whole:
        assert whole.execute(query, [receipt.box]).fetchall() == before


@pytest.fixture
def box(superuser: str) -> Receipt:
    """The receipt of an empty box of the unit's."""
    receipt = Receipt.fresh()
    with psycopg.connect(superuser, autocommit=True) as whole:
        whole.execute(
            "INSERT INTO reporting_box (id, public_key, recipient, opened_on) VALUES (%s, %s, 'unit', current_date)",
            [receipt.box, bytes(receipt.key.public_key)],
        )
    return receipt


TURNED = "UPDATE reporting_box SET recipient = 'elsewhere' WHERE id = %s"


def to(recipient: str, box: Receipt) -> list[object]:
    return [str(uuid.uuid4()), box.box, bytes(box.key.public_key), recipient, False, b"sealed"]


def test_what_is_sealed_to_who_received_before_a_box_was_turned_round_is_not_taken(
    as_door: psycopg.Connection, superuser: str, box: Receipt
) -> None:
    with psycopg.connect(superuser, autocommit=True) as whole:
        whole.execute(TURNED, [box.box])
        with pytest.raises(psycopg.errors.RaiseException, match="not taken"):
            as_door.execute(TAKE, to("unit", box))
        as_door.execute(TAKE, to("elsewhere", box))
        held = whole.execute("SELECT recipient FROM reporting_letter WHERE box_id = %s", [box.box]).fetchall()
    assert held == [("elsewhere",)]


def test_while_a_letter_comes_in_its_box_is_not_turned_round(superuser: str, box: Receipt) -> None:
    with psycopg.connect(superuser, user=DOOR) as as_door, psycopg.connect(superuser) as whole:
        as_door.execute(TAKE, to("unit", box))  # and it has not come to an end
        whole.execute("SET lock_timeout = '1ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            whole.execute(TURNED, [box.box])


def test_while_the_post_room_takes_a_letter_in_nothing_is_handed_over(superuser: str) -> None:
    with psycopg.connect(superuser) as post, psycopg.connect(superuser) as whole:
        post.execute("SELECT pg_advisory_xact_lock(hashtextextended('upstander post room', 0))")
        whole.execute("SET lock_timeout = '1ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            whole.execute("SELECT casework_hand_over(gen_random_uuid(), 'elsewhere', '{}', '{}', '{}')")


def test_the_post_room_sees_letters_to_the_unit_and_none_to_others(superuser: str) -> None:
    receipt = Receipt.fresh()
    given = [str(uuid.uuid4()), receipt.box, bytes(receipt.key.public_key), "elsewhere", True, b"sealed"]
    with psycopg.connect(superuser, user=DOOR, autocommit=True) as as_door:
        as_door.execute(TAKE, given)
    with psycopg.connect(superuser, user=POST) as post:
        assert post.execute("SELECT count(*) FROM reporting_letter WHERE recipient <> 'unit'").fetchone() == (0,)
        assert post.execute("SELECT count(*) FROM reporting_box WHERE recipient <> 'unit'").fetchone() == (0,)


def test_the_whole_disk_of_the_door_opens_nothing_that_was_sent(
    door: Opened, desk_folder: Path, superuser: str
) -> None:
    """The door's folder, all of it, and every row of the database: no word, and no key that opens a letter."""
    receipt = Receipt(tuple(reported(door, what=CANARY)))
    with psycopg.connect(superuser) as whole:
        rows = whole.execute("SELECT sealed FROM reporting_letter WHERE box_id = %s", [receipt.box]).fetchall()
    held = {file.name: file.read_bytes() for file in (desk_folder / "door").rglob("*") if file.is_file()}
    assert set(held) == {"recipients.toml", "secret"}
    assert (desk_folder / "reports.key").read_bytes().strip() not in b"".join(held.values())
    for key in (receipt.key,):  # not even the reporter opens what they sent
        with pytest.raises(letters.NotOpenedError):
            letters.opened(bytes(rows[0][0]), key)
    dump = subprocess.run(  # noqa: S603 - PostgreSQL's own
        [programs(18) / "pg_dump", superuser], capture_output=True, check=True
    ).stdout
    assert b"reporting_letter" in dump
    for plain in (CANARY, str(receipt)):  # bytes stand in a dump as hexadecimal digits
        assert (plain.encode() in dump, plain.encode().hex().encode() in dump) == (False, False)
