"""What is about the unit goes by bag to a desk outside the force, and its answers come back: two desks, for real."""

import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from nacl.public import PrivateKey, PublicKey

from tests.reporting.conftest import Opened, carried, opened, reported
from tests.reporting.test_who_receives import sent
from tests.running.conftest import run
from upstander.reporting import letters
from upstander.reporting.bag_files import LETTERS, REPLIES, packing
from upstander.reporting.fields import written_bytes
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import fingerprint, read_key
from upstander.website.addresses import DATABASE, DOOR
from upstander.website.embedded import started

pytestmark = [pytest.mark.enable_socket, pytest.mark.xdist_group("door")]  # one worker holds the servers
SAID, ANSWER = "what somebody saw", "Thank you. Somebody from outside your force will look at it."
DAY = "2026-01-02"


@dataclass(frozen=True)
class Desk:
    """A desk that is open, and its database past every wall."""

    folder: Path
    url: str

    @property
    def key(self) -> PrivateKey:
        return read_key((self.folder / "reports.key").read_text("ascii"))

    def asked(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url, dbname=DATABASE) as connection:
            done = connection.execute(query, given)
            return done.fetchall() if done.description else []

    def letters(self, box: bytes) -> list[tuple[Any, ...]]:
        query = (
            "SELECT recipient, sealed, packed_on = access_today() FROM reporting_letter WHERE box_id = %s ORDER BY id"
        )
        return self.asked(query, box)

    def everything(self) -> list[list[tuple[Any, ...]]]:
        """Every row that a bag may touch."""
        tables = ("box", "letter", "reply", "arrived")
        return [self.asked(f"SELECT one::text FROM reporting_{table} AS one ORDER BY 1") for table in tables]

    def replies(self, box: bytes, text: str) -> None:
        """Leaves a reply, as the desk does."""
        [(key,)] = self.asked("SELECT public_key FROM reporting_box WHERE id = %s", box)
        query = "INSERT INTO reporting_reply (id, box_id, written_on, sealed) VALUES (%s, %s, access_today(), %s)"
        self.asked(query, uuid.uuid4(), box, letters.seal_reply(text, PublicKey(key)))


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held:  # its name is short enough for a socket
        yield Path(held)


@pytest.fixture(scope="module")
def running() -> Iterator[ExitStack]:
    with ExitStack() as held:
        yield held


@pytest.fixture(scope="module")
def region(place: Path, running: ExitStack) -> Desk:
    """The desk of a regional unit, which is in another force."""
    return _open(running, place / "region")


@pytest.fixture(scope="module")
def force(place: Path, running: ExitStack, region: Desk) -> Desk:
    """The desk whose door names the regional unit: by the two commands, as administrators of both do it."""
    desk = _open(running, place / "force")
    (desk.folder / "door").mkdir(exist_ok=True)
    for folder, name in ((desk.folder, "unit"), (region.folder, "elsewhere")):
        status, table = run("recipient-of", folder, "--name", name, "--label", "The unit")
        assert status == 0, table
        key = table.split('key = "')[1].split('"')[0]
        given = ("--name", name, "--label", f"The {name}", "--key", key)
        status, said = run("recipient", desk.folder / "door", *given)
        assert status == 0, said
        assert said.split("by telephone: ")[1].splitlines()[0] in table
    return desk


@pytest.fixture(scope="module")
def at_the_door(force: Desk, place: Path, running: ExitStack) -> Opened:
    """The first force's door."""
    return running.enter_context(opened("door", force.folder, place / "door.said"))


def _open(running: ExitStack, folder: Path) -> Desk:
    running.enter_context(opened("serve", folder, folder.with_suffix(".said")))
    server = started(folder / "database")
    running.callback(server.cleanup)
    return Desk(folder, str(server.get_uri()))


@pytest.fixture
def bag(place: Path) -> Iterator[Path]:
    """Where a bag is put: it is large, and goes with its test."""
    with tempfile.TemporaryDirectory(dir=place) as held:
        yield Path(held) / "bag"


@pytest.fixture
def packed(force: Desk, bag: Path) -> Callable[..., Path]:
    def pack(desk: Desk = force, what: str = "bag-letters", *words: str) -> Path:
        file = bag.with_name(uuid.uuid4().hex)
        status, said = run(what, desk.folder, file, *words)
        assert status == 0, said
        return file

    return pack


def taken(desk: Desk, file: Path) -> str:
    status, said = run("take-in-bag", desk.folder, file)
    assert status == 0, said
    return said


def refused(desk: Desk, file: Path) -> str:
    """What is said of a bag that is not taken in: with its name, and nothing is there that was not there before."""
    before = desk.everything()
    status, said = run("take-in-bag", desk.folder, file)
    assert (status, desk.everything()) == (1, before), said
    assert f"{file}: nothing was done: " in said
    return said


def about_the_unit(door: Opened, **last: str) -> Receipt:
    return Receipt(tuple(sent(door, about_unit="yes", **last)))


def seen(door: Opened, receipt: Receipt) -> str:
    """What the door shows to whoever has a receipt."""
    return door.sends("/return", {"receipt": str(receipt)})[1]


def made(bag: Path, to: Desk, back_to: PrivateKey, kind: str, *records: dict[str, object]) -> Path:
    """A bag as no desk of ours packs it."""
    with bag.open("wb") as out, packing(out, kind, to=to.key.public_key, back_to=back_to.public_key) as packing_it:
        for record in records:
            packing_it.put(record, b"sealed")
    return bag


def a_letter(box: bytes = b"", **other: object) -> dict[str, object]:
    some = Receipt.fresh()
    where = {"box": written_bytes(box or some.box), "public_key": written_bytes(bytes(some.key.public_key))}
    said = {"is": "letter", "id": str(uuid.uuid4()), "urgent": False, "opened_on": DAY, "on": DAY}
    return said | where | other


def a_reply(box: bytes) -> dict[str, object]:
    return {"is": "reply", "id": str(uuid.uuid4()), "box": written_bytes(box), "on": DAY}


# ---- there and back


def test_a_report_about_the_unit_is_read_outside_the_force_and_its_answer_by_the_reporter(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    said = taken(region, packed())
    assert "A bag of letters, 1 new and 0 that were there before" in said
    assert fingerprint(force.key.public_key) in said
    [(recipient, sealed, _packed)] = region.letters(receipt.box)
    assert (recipient, letters.opened(sealed, region.key).answers["what"]) == ("unit", SAID)
    came = region.asked("SELECT came_by_bag = access_today(), closed_on FROM reporting_box WHERE id = %s", receipt.box)
    assert came == [(True, None)]
    with pytest.raises(letters.NotOpenedError):
        letters.opened(sealed, force.key)

    region.replies(receipt.box, ANSWER)
    said = taken(force, packed(region, "bag-replies"))
    assert "A bag of replies" in said
    assert ANSWER in seen(at_the_door, receipt)
    assert region.asked("SELECT packed_on = access_today() FROM reporting_reply") == [(True,)]


def test_a_later_message_goes_the_same_way_and_is_told_as_read_once_it_was(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    taken(region, packed())
    page = seen(at_the_door, receipt)
    assert "has not been read yet" in page
    more = {"message": "one more thing", "danger": "no", "carried": carried(page), "go": "write"}
    at_the_door.sends("/return", more)
    assert "1 new and 0" in taken(region, packed())
    assert run("post", region.folder, "--once")[0] == 0
    taken(force, packed(region, "bag-replies"))
    assert "has not been read yet" not in seen(at_the_door, receipt)
    rows = force.letters(receipt.box)  # they are there, so that the next one has the next number; and hold nothing
    assert [sealed for _recipient, sealed, _packed in rows] == [None, None]


def test_what_a_reporter_wrote_is_counted_there_as_they_wrote_it(
    region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    """How they may be reached changes, and what was said last holds at the other desk too."""
    receipts = [about_the_unit(at_the_door) for _reporter in range(4)]
    for receipt in receipts:
        for words in ("one", "two", "three"):
            more = {"message": words, "danger": "no", "carried": carried(seen(at_the_door, receipt)), "go": "write"}
            at_the_door.sends("/return", more)
    taken(region, packed())
    for receipt in receipts:
        rows = region.asked("SELECT sealed FROM reporting_letter WHERE box_id = %s ORDER BY number", receipt.box)
        told = [letters.opened(bytes(sealed), region.key).answers for (sealed,) in rows]
        assert [one.get("message") for one in told] == [None, "one", "two", "three"]


def test_closed_there_is_closed_here_and_opened_again_too_whatever_old_bag_comes(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    taken(region, packed())
    closed, bags = "SELECT closed_on IS NOT NULL FROM reporting_box WHERE id = %s", []
    for day in ("current_date", "NULL"):
        region.asked(f"UPDATE reporting_box SET closed_on = {day} WHERE id = %s", receipt.box)
        bags.append(packed(region, "bag-replies"))
        taken(force, bags[-1])
        assert force.asked(closed, receipt.box) == [(day != "NULL",)]
    taken(force, bags[0])
    assert force.asked(closed, receipt.box) == [(False,)]


# ---- twice, and lost


def test_a_bag_taken_in_twice_does_nothing_the_second_time(force: Desk, region: Desk, bag: Path) -> None:
    file = made(bag, region, force.key, LETTERS, a_letter())
    taken(region, file)
    before = region.everything()
    assert "0 new and 1 that were there before" in taken(region, file)
    assert region.everything() == before


def test_what_was_packed_is_packed_again_only_when_a_bag_was_lost(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    packed().unlink()
    assert [done for *_letter, done in force.letters(receipt.box)] == [True]
    assert "0 new and 0" in taken(region, packed())
    assert "1 new" in taken(region, packed(force, "bag-letters", "--again"))
    region.replies(receipt.box, ANSWER)
    packed(region, "bag-replies").unlink()
    taken(force, packed(region, "bag-replies"))
    assert ANSWER not in seen(at_the_door, receipt)
    taken(force, packed(region, "bag-replies", "--again"))
    assert ANSWER in seen(at_the_door, receipt)


def test_an_answer_that_its_reporter_removed_does_not_come_back_with_another_bag(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    taken(region, packed())
    region.replies(receipt.box, ANSWER)
    taken(force, packed(region, "bag-replies"))
    [(reply,)] = force.asked("SELECT id FROM reporting_reply WHERE box_id = %s", receipt.box)
    given = {"take_away": str(reply), "carried": carried(seen(at_the_door, receipt))}
    assert ANSWER not in at_the_door.sends("/return", given)[1]
    taken(force, packed(region, "bag-replies", "--again"))
    assert ANSWER not in seen(at_the_door, receipt)


# ---- what a bag gives away


def test_neither_a_bag_nor_what_is_said_of_it_tells_whether_anything_is_in_it(
    force: Desk, region: Desk, at_the_door: Opened, bag: Path
) -> None:
    def pack(name: str, *words: str) -> tuple[str, int, bytes]:
        file = bag.with_name(name)
        status, said = run("bag-letters", force.folder, file, *words)
        assert status == 0
        return said.replace(name, ""), file.stat().st_size, file.read_bytes()

    pack("what waited before")
    said, size, _held = pack("empty")
    receipt = about_the_unit(at_the_door, reach_how="by letter")
    full, full_size, held = pack("full")
    assert (full, full_size) == (said, size)
    [(_recipient, sealed, _packed)] = force.letters(receipt.box)
    plain = (receipt.box, bytes(receipt.key.public_key), sealed[:32], b"letter", b"elsewhere", SAID.encode(), b"-0")
    assert [one for one in plain[:-1] if one in held] == []


def test_what_comes_back_to_the_first_force_is_not_counted(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    receipt = about_the_unit(at_the_door)
    taken(region, packed())
    empty = taken(force, packed(region, "bag-replies"))
    region.replies(receipt.box, ANSWER)
    assert taken(force, packed(region, "bag-replies")) == empty


def test_letters_to_the_unit_stay_and_no_bag_is_packed_for_the_unit(
    force: Desk, region: Desk, at_the_door: Opened, bag: Path, packed: Callable[..., Path]
) -> None:
    receipt = Receipt(tuple(reported(at_the_door)))
    taken(region, packed(force, "bag-letters", "--again"))
    assert region.letters(receipt.box) == []
    status, said = run("bag-letters", force.folder, bag, "--for", "unit")
    assert (status, "need no bag" in said, bag.exists()) == (1, True, False)
    assert 'no recipient "nobody"' in run("bag-letters", force.folder, bag, "--for", "nobody")[1]


def test_no_bag_is_written_over(force: Desk, bag: Path) -> None:
    bag.write_bytes(b"a bag that nobody carried yet")
    status, said = run("bag-letters", force.folder, bag)
    assert (status, f"{bag}: nothing was done: it is there already" in said) == (1, True)
    assert bag.read_bytes() == b"a bag that nobody carried yet"


def test_something_urgent_is_told_at_the_desk_that_receives_it_and_at_no_other(
    force: Desk, region: Desk, at_the_door: Opened, packed: Callable[..., Path]
) -> None:
    def told(desk: Desk, act: Callable[[], object]) -> list[str]:
        with psycopg.connect(desk.url, dbname=DATABASE, autocommit=True) as listening:
            listening.execute("LISTEN upstander_urgent")
            listening.execute("LISTEN done")
            act()
            listening.execute("NOTIFY done")
            heard = [one.channel for one in listening.notifies(timeout=0)]
        assert heard.pop() == "done"
        return heard

    def send(recipient: str) -> None:
        some = Receipt.fresh()
        given = [uuid.uuid4(), some.box, bytes(some.key.public_key), recipient, True, b"sealed"]
        with psycopg.connect(force.url, dbname=DATABASE, user=DOOR, autocommit=True) as door:
            door.execute("SELECT reporting_take(%s, %s, %s, %s, %s, %s)", given)

    assert told(force, lambda: send("unit")) == ["upstander_urgent"]
    assert told(force, lambda: send("elsewhere")) == []
    file = packed()
    assert told(region, lambda: taken(region, file)) == ["upstander_urgent"]


# ---- cut, changed, foreign


def test_a_bag_that_is_not_as_it_was_packed_is_told_with_what_to_do(force: Desk, region: Desk, bag: Path) -> None:
    file = made(bag, region, force.key, LETTERS, a_letter())
    whole = file.read_bytes()
    damage = {
        "it was cut short": whole[:-1],
        "it was cut short: part 3 is not whole": whole[: 2 * 2**20 + 500],
        "it was cut short within its head": whole[:50],
        "part 1 was changed": whole[:400] + bytes([whole[400] ^ 1]) + whole[401:],
        "part 64 was changed": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "something was added after its end": whole + b"\0",
        'it is no "upstander bag 1"': b"upstander bag 2" + whole[15:],
    }
    for said, held in damage.items():
        file.write_bytes(held)
        told = refused(region, file)
        assert said in told
        assert "ask whoever packed it to pack it again (--again)" in told


def test_a_bag_for_another_desk_is_not_taken_in(force: Desk, region: Desk, bag: Path) -> None:
    assert "sealed for another desk" in refused(force, made(bag, region, force.key, LETTERS))


def test_one_record_that_cannot_be_read_and_nothing_of_the_bag_is_taken_in(region: Desk, bag: Path) -> None:
    sender = PrivateKey.generate()
    for wrong in ({"is": "reply"}, {"id": "no id"}, {"urgent": "no"}, {"public_key": "AAAA"}):
        file = made(bag, region, sender, LETTERS, a_letter(), a_letter() | wrong)
        assert "a record in it cannot be read" in refused(region, file)
    file = made(bag, region, sender, "money")
    assert 'it holds "money"' in refused(region, file)


def test_no_bag_reaches_into_a_box_of_the_desks_own_door(
    force: Desk, region: Desk, at_the_door: Opened, bag: Path
) -> None:
    box, sender = Receipt(tuple(reported(at_the_door))).box, PrivateKey.generate()
    file = made(bag, force, sender, LETTERS, a_letter(), a_letter(box))
    assert "that this desk's own door opened" in refused(force, file)
    [(letter,)] = force.asked("SELECT id FROM reporting_letter WHERE box_id = %s", box)
    tables = force.everything()[:3]
    closed = {"is": "closed", "box": written_bytes(box), "on": DAY}
    read = {"is": "read", "id": str(letter), "on": DAY}
    taken(force, made(bag, force, sender, REPLIES, a_reply(box), a_reply(b"n" * 32), closed, read))
    assert force.everything()[:3] == tables


def test_a_receipt_opens_its_box_at_its_own_door_alone(force: Desk, region: Desk, bag: Path) -> None:
    box = Receipt.fresh().box
    taken(region, made(bag, region, force.key, LETTERS, a_letter(box)))
    assert len(region.letters(box)) == 1
    assert region.asked("SELECT * FROM reporting_box_of(%s)", box) == []


def test_where_bags_of_several_desks_came_replies_are_packed_for_one_that_is_named(
    force: Desk, region: Desk, bag: Path, packed: Callable[..., Path]
) -> None:
    second = PrivateKey.generate()
    taken(region, made(bag, region, second, LETTERS, a_letter()))
    taken(region, made(bag, region, force.key, LETTERS, a_letter()))
    status, said = run("bag-replies", region.folder, bag.with_name("replies"))
    assert (status, bag.with_name("replies").exists()) == (1, False)
    mark = fingerprint(force.key.public_key)
    assert mark in said
    assert fingerprint(second.public_key) in said
    taken(force, packed(region, "bag-replies", "--for", " ".join(mark.split()[:3]).upper()))


def test_a_desk_to_which_no_bag_came_packs_no_replies(force: Desk, bag: Path) -> None:
    status, said = run("bag-replies", force.folder, bag)
    assert (status, "no bag of letters was taken in here" in said, bag.exists()) == (1, True, False)


def test_every_bag_leaves_a_line_in_the_log_and_no_number(force: Desk) -> None:
    lines = force.asked(
        "SELECT DISTINCT action, outcome, details::text FROM audit.event WHERE actor = 'whoever carries bags'"
    )
    assert ("bag of letters packed", "done", "{}") in lines
    assert {details for _action, _outcome, details in lines} == {"{}"}
