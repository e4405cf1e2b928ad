"""A backup holds the whole desk in one sealed file; a restore gives it back, or says what is wrong and makes nothing."""

import http.client
import tempfile
import threading
from pathlib import Path

import pytest

from tests.running.conftest import act, run
from tests.running.served import serving
from upstander.reporting.sealed_stream import BACKUP, HEADER, NAMED, SEALED_KEY, first_line
from upstander.website.backup.keys import read_private

pytestmark = pytest.mark.enable_socket
CANARY = "a canary that somebody wrote"
FORMAT = first_line(BACKUP)
HEAD = len(FORMAT) + NAMED + SEALED_KEY + HEADER


@pytest.fixture(scope="module")
def place():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held:  # its name is short enough for a socket
        yield Path(held)


@pytest.fixture(scope="module")
def keys(place):
    """The pair, of which the desk's machine has one half."""
    assert run("backup-key", place / "key")[0] == 0
    return place / "key", place / "key.pub"


@pytest.fixture(scope="module")
def desk(place):
    """A desk that was used: people, a matter with a canary in it, a file that somebody put into its folder."""
    folder = place / "desk"
    with serving(folder) as served:
        act(folder, "people")
        cookie, matter = act(folder, "signed_in", "manager"), act(folder, "matter")
        given = {"what": "learning considered", "day": "1/5/2025", "detail-note": CANARY}
        assert served.posts(cookie, f"/matters/{matter}/add", given) == 302
    (folder / "note-of-the-administrator").write_bytes(CANARY.encode() + bytes(range(256)))
    (folder / "something.address").write_text("a password")
    return folder


@pytest.fixture(scope="module")
def backup(place, desk, keys):
    status, said = run("backup", desk, "--to", place / "backup", "--for", keys[1])
    assert (status, "holds the desk up to event" in said) == (0, True), said
    return place / "backup"


@pytest.fixture
def new(place):
    """A folder where there is no desk."""
    return Path(tempfile.mkdtemp(dir=place)) / "desk"


def restored(backup, new, keys, *words):
    return run("restore", backup, new, "--key", keys[0], *words)


def parts_of(backup):
    """The head and the sealed parts of a backup, as bytes."""
    held = backup.read_bytes()
    parts, place = [held[:HEAD]], HEAD
    while place < len(held):
        end = place + 4 + int.from_bytes(held[place : place + 4], "big")
        parts.append(held[place:end])
        place = end
    return parts


# ---- there and back


def test_a_restored_desk_is_the_desk_that_was_backed_up(desk, backup, new, keys):
    status, said = restored(backup, new, keys)
    assert (status, "Restored as it was" in said, "No checkpoint was compared" in said) == (0, True, True), said
    assert act(new, "everything") == act(desk, "everything")
    assert act(new, "log").split()[0] == "[]"
    note = "note-of-the-administrator"
    assert (new / note).read_bytes() == (desk / note).read_bytes()
    assert {file.name: file.stat().st_mode & 0o777 for file in new.iterdir() if file.is_file()} == {
        "keys": 0o600, "secret": 0o600, note: 0o600
    }  # fmt: skip


def test_people_go_on_at_a_restored_desk_where_they_were_once_they_sign_in_again(place, desk, new, keys):
    before = act(desk, "signed_in", "manager")
    run("backup", desk, "--to", new.parent / "signed-in", "--for", keys[1])
    restored(new.parent / "signed-in", new, keys)
    with serving(new) as served:
        assert served.asks("/matters", before)[0] == 302
        cookie = act(new, "signed_in", "manager")
        status, _headers, page = served.asks("/matters", cookie)
        assert (status, "Matter about Somebody" in page) == (200, True)


def test_a_backup_holds_nothing_that_was_written_in_plain_text(desk, backup):
    held = backup.read_bytes()
    keys_of_desk = (desk / "keys").read_bytes().strip()
    assert [words for words in (CANARY.encode(), b"Somebody", b"casework", keys_of_desk) if words in held] == []
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_leaves_a_line_in_the_log_and_the_one_before_is_not_written_over(desk, backup, keys):
    before = int(act(desk, "log").split()[1])
    status, said = run("backup", desk, "--to", backup, "--for", keys[1])
    assert (status, "is there already" in said) == (1, True)
    assert run("backup", desk, "--to", desk / "inside", "--for", keys[1])[0] == 1
    assert run("backup", desk, "--to", backup.with_name("another"), "--for", keys[1])[0] == 0
    assert int(act(desk, "log").split()[1]) == before + 1


def test_a_backup_that_was_broken_off_is_taken_again(desk, backup, keys):
    to = backup.with_name("broken-off")
    to.with_name("broken-off.begun").write_bytes(b"half of it")
    assert run("backup", desk, "--to", to, "--for", keys[1])[0] == 0
    assert not to.with_name("broken-off.begun").exists()


def test_a_backup_taken_while_people_write_is_of_one_instant(place, keys, new):
    folder, to = place / "busy", place / "busy-backup"
    with serving(folder) as served:
        act(folder, "people")
        cookie, matter = act(folder, "signed_in", "manager"), act(folder, "matter")
        stop, written = threading.Event(), []

        def write():
            while not stop.is_set():
                note = {"detail-note": f"note {len(written)}"}
                given = {"what": "learning considered", "day": "1/5/2025"} | note
                written.append(served.posts(cookie, f"/matters/{matter}/add", given))

        writing = threading.Thread(target=write)
        writing.start()
        try:
            status, said = run("backup", folder, "--to", to, "--for", keys[1])
        finally:
            stop.set()
            writing.join()
        assert status == 0, said
    assert set(written) == {http.client.FOUND}
    status, said = restored(to, new, keys)
    assert status == 0, said
    notes = act(new, "notes", matter).split("\n")[1:]
    assert notes == [f"note {number}" for number in range(len(notes))]
    assert len(notes) < len(written)  # people went on meanwhile
    events = int(act(new, "log").split()[1])
    assert events == int(act(new, "log").split()[1])
    assert f"up to event {events:,}" in said


# ---- what is wrong is told in its own words, and nothing is made


def damaged(parts, number, change):
    return [*parts[:number], change(parts[number]), *parts[number + 1 :]]


def flipped(part, at):
    return part[:at] + bytes([part[at] ^ 1]) + part[at + 1 :]


# what is done to the parts of a backup (0 is its head), and what is said of it
DAMAGE = {
    "a byte of a part changed": (lambda p: damaged(p, 2, lambda one: flipped(one, -9)), "part 2 was changed"),
    "the length of a part changed": (lambda p: damaged(p, 2, lambda one: flipped(one, 0)), "length of part 2"),
    "two parts swapped": (lambda p: [*p[:2], p[3], p[2], *p[4:]], "part 2 was changed, or stands where another"),
    "a part left out": (lambda p: [*p[:2], *p[3:]], "part 2 was changed, or stands where another"),
    "a part put in twice": (lambda p: [*p[:3], p[2], *p[3:]], "part 3 was changed, or stands where another"),
    "cut short between parts": (lambda p: p[:-1], "it was cut short"),
    "cut short within a part": (lambda p: [*p[:-1], p[-1][:-5]], "it was cut short"),
    "cut short within its head": (lambda p: [p[0][:40]], "cut short within its head"),
    "something added": (lambda p: [*p, b"more"], "something was added after its end"),
    "another file": (lambda p: [b"PGDMP", *p], 'it is no "upstander backup 1"'),
    "its head changed": (lambda p: [flipped(p[0], len(FORMAT) + NAMED + 3), *p[1:]], "its head was changed"),
    "its stream begun anew": (lambda p: [flipped(p[0], HEAD - 1), *p[1:]], "part 1 was changed"),
    "who opens it changed": (lambda p: [flipped(p[0], len(FORMAT)), *p[1:]], "sealed for another key"),
}


@pytest.mark.parametrize("done", DAMAGE)
def test_damage_is_told_in_its_own_words_and_nothing_is_made(backup, new, keys, done):
    change, words = DAMAGE[done]
    parts = parts_of(backup)
    assert len(parts) > 5
    spoilt = new.parent / "spoilt"
    spoilt.write_bytes(b"".join(change(parts)))
    status, said = restored(spoilt, new, keys)
    assert (status, words in said) == (1, True), said
    assert not new.exists()


def test_another_key_does_not_open_it(place, backup, new):
    run("backup-key", new.parent / "another")
    status, said = restored(backup, new, (new.parent / "another",))
    assert (status, "sealed for another key" in said, new.exists()) == (1, True, False)


def test_a_key_is_not_written_over_nor_used_while_others_may_read_it(place, backup, new):
    key = new.parent / "key"
    run("backup-key", key)
    assert run("backup-key", key)[0] == 1
    key.chmod(0o644)
    assert "open to others" in restored(backup, new, (key,))[1]
    status, said = run("backup", backup.parent / "desk", "--to", new.parent / "x", "--for", key)
    assert (status, "holds no backup public key" in said) == (1, True)
    assert read_private(backup.parent / "key")


def test_a_folder_that_holds_a_desk_is_left_as_it_is(desk, backup, keys):
    before = sorted(desk.iterdir())
    status, said = restored(backup, desk, keys)
    assert (status, "holds a desk" in said) == (1, True)
    assert sorted(desk.iterdir()) == before


def test_a_restore_that_was_broken_off_is_run_again(backup, new, keys):
    restored(backup, new, keys)
    (new / "restoring").write_text("broken off")
    (new / "keys").unlink()
    status, said = restored(backup, new, keys)
    assert status == 0, said
    assert not (new / "restoring").exists()
    assert act(new, "log").startswith("[] ")


# ---- an old backup is told by checkpoints that are kept elsewhere


def test_a_backup_older_than_the_last_checkpoint_is_refused_unless_it_is_wanted(place, desk, backup, new, keys):
    signer, sinks = place / "signer", [word for one in ("one", "two") for word in ("--checkpoints", place / one)]
    run("audit-key", signer)
    act(desk, "signed_in", "manager")
    act(desk, "checkpoint", signer, place / "one", place / "two")
    known = [*sinks, "--public-key", f"{signer}.pub"]
    status, said = restored(backup, new, keys, *known)
    assert (status, "it is older than that checkpoint" in said, new.exists()) == (1, True, False), said
    run("backup", desk, "--to", new.parent / "later", "--for", keys[1])
    status, said = restored(new.parent / "later", new, keys, *known)
    assert status == 0, said
    status, said = restored(backup, new.with_name("wanted"), keys, *known, "--although-older")
    assert (status, "log shortened" in said, "Restored as it was" in said) == (1, True, True), said
