"""Whoever guesses receipts, or watches the line of who has one, learns nothing from how the door answers or how long it
works: the work is counted, statement by statement and call by call, and not the time.

A receipt that was never given and one whose box a bag brought here are not told apart by anything. A box with no answer
and one whose answers were removed are not, either. Only its words open a box, and then its page says so; around that
page everything is as it is around the other.
"""

import datetime as dt
import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.reporting.conftest import ROOT, Opened, carried, reported
from upstander.reporting import letters
from upstander.reporting.middleware import PAGES
from upstander.reporting.receipt import Receipt
from upstander.reporting.serving import environment
from upstander.website.addresses import DOOR

KINDS = ("never given", "brought by a bag", "with no answer", "with its answers removed")
SEALED = "nacl.secret.SecretBox.encrypt"  # what seals the form's own field


def answered(superuser: str, receipt: Receipt) -> uuid.UUID:
    """Leaves an answer in a box, as the desk does; its id."""
    key, sealed = uuid.uuid4(), letters.seal_reply("Thank you", receipt.key.public_key)
    with psycopg.connect(superuser) as whole:
        query = "INSERT INTO reporting_reply (id, box_id, written_on, sealed) VALUES (%s, %s, current_date, %s)"
        whole.execute(query, [key, receipt.box, sealed])
    return key


@pytest.fixture
def receipts(door: Opened, superuser: str) -> dict[str, Receipt]:
    """One of each kind."""
    given = [Receipt.fresh(), *(Receipt(tuple(reported(door))) for _ in KINDS[1:])]
    held = dict(zip(KINDS, given, strict=True))
    answered(superuser, held["brought by a bag"])
    removed = answered(superuser, held["with its answers removed"])
    with psycopg.connect(superuser) as whole:
        brought = "UPDATE reporting_box SET came_by_bag = %s, came_from = %s WHERE id = %s"
        whole.execute(brought, [dt.date(2026, 1, 2), bytes(32), held["brought by a bag"].box])
    page = carried(door.sends("/return", {"receipt": str(held["with its answers removed"])})[1])
    door.sends("/return", {"carried": page, "take_away": str(removed)})
    return held


@pytest.fixture
def told(door: Opened, desk_folder: Path, superuser: str, receipts: dict[str, Receipt]) -> dict[str, dict[str, Any]]:
    """By kind, what the door's pages answered in the door's own role, and all that they did for it."""
    address = psycopg.conninfo.make_conninfo(superuser, user=DOOR)
    there = {**environment(desk_folder / "door", address), "PYTHONPATH": f"{ROOT}:{':'.join(sys.path)}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reporting.watched_door"],
        input=json.dumps([str(one) for one in receipts.values()]),
        env=there,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(receipts, json.loads(done.stdout), strict=True))


def pages(told: dict[str, dict[str, Any]], receipts: dict[str, Receipt]) -> dict[str, str]:
    """The pages, without the words that were typed and the sealed field of each form."""
    plain = {}
    for kind, answer in told.items():
        page = answer["page"].rstrip(" ").replace(str(receipts[kind]), "WORDS")
        plain[kind] = page.replace(carried(page), "FIELD") if 'name="carried"' in page else page
    return plain


def test_a_guess_is_answered_alike_whether_or_not_there_is_such_a_box(told: Any, receipts: dict[str, Receipt]) -> None:
    shown = pages(told, receipts)
    assert shown["never given"] == shown["brought by a bag"]
    assert "We found nothing under these words" in shown["never given"]


def test_a_box_does_not_tell_that_an_answer_was_removed_from_it(told: Any, receipts: dict[str, Receipt]) -> None:
    shown = pages(told, receipts)
    assert shown["with no answer"] == shown["with its answers removed"]
    assert "There is no answer yet" in shown["with no answer"]


@pytest.mark.parametrize("kind", KINDS[1:])
def test_every_guess_has_the_same_status_headers_and_length(told: Any, kind: str) -> None:
    first, other = told["never given"], told[kind]
    assert (other["status"], other["headers"]) == (first["status"], first["headers"])
    assert len(other["page"].encode()) == len(first["page"].encode()) == PAGES


@pytest.mark.parametrize("kind", KINDS[1:])
def test_the_same_is_asked_of_the_database_for_every_guess(told: Any, kind: str) -> None:
    assert told[kind]["statements"] == told["never given"]["statements"]
    assert len(told[kind]["statements"]) == 2  # the box, and what was answered


@pytest.mark.parametrize("kind", KINDS[1:])
def test_the_same_is_derived_sealed_and_opened_for_every_guess(told: Any, kind: str) -> None:
    assert told[kind]["calls"] == told["never given"]["calls"]
    assert told[kind]["calls"][SEALED] == 1


def test_what_goes_over_the_line_is_as_long_for_every_guess(door: Opened, receipts: dict[str, Receipt]) -> None:
    lengths = set()
    for one in receipts.values():
        body = f"receipt={'+'.join(one.words)}".encode()
        _status, headers, _page = door.asks("/return", body, **{"Content-Type": "application/x-www-form-urlencoded"})
        lengths.add(headers["Content-Length"])
    assert lengths == {str(PAGES)}


@pytest.mark.parametrize("path", ["/", "/cy/staff", "/easy/", "/return", "/support", "/start", "/nowhere"])
def test_every_page_is_filled_up_to_one_length(door: Opened, path: str) -> None:
    assert len(door.asks(path)[2].encode()) == PAGES
