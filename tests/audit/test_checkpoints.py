"""A checkpoint is signed over nothing that does not fit, is kept in every folder, and cannot be begun anew unasked."""

import json
import stat

import psycopg
import pytest
from nacl.signing import SigningKey

from tests.audit.kept_log import as_told
from upstander.audit import (
    CheckpointRefusedError,
    KeyFileError,
    new_key,
    read_key,
    read_public_key,
    take,
    verify_database,
)
from upstander.audit.checkpoint import NONE_BEFORE, CheckpointError, digest_of_line, read_checkpoint
from upstander.audit.merkle import root_of
from upstander.audit.sinks import TooFewFoldersError, add_line
from upstander.audit.source import snapshot, take_turn


def lines(file):
    return file.read_text().splitlines()


def test_it_says_what_the_log_was(log):
    log.write("R1", "R2", "R3")
    taken, events = log.checkpoint(), log.events()
    assert (taken.events, taken.head) == (3, events[-1].digest)
    assert taken.root == root_of(event.digest for event in events)
    assert taken.key == bytes(log.key.verify_key)
    assert taken.is_signed()
    assert taken.previous == NONE_BEFORE


def test_every_folder_keeps_each_and_each_names_the_one_before(log):
    log.write("R1")
    log.checkpoint()
    log.write("R2")
    second = log.checkpoint()
    one, two = (lines(file) for file in log.files)
    assert one == two
    assert [read_checkpoint(line).events for line in one] == [1, 2]
    assert second.previous == digest_of_line(one[0])


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(" ", ""),
        lambda line: line.replace('"events": 1', '"events": 1.0'),
        lambda line: line.replace('"events": 1', '"events": Infinity'),
        lambda line: line.replace('"signature": "', '"signature": "00'),
        lambda line: line.replace("[]", "null"),
        lambda line: line.replace("[]", "[1.5]"),
        lambda line: line.upper(),
        lambda line: line + " ",
        lambda line: line[:-1],
        lambda _: "[" * 100_000,
        lambda _: "[1]",
        lambda _: "",
    ],
)
def test_a_line_is_written_in_one_way_only(log, change):
    log.write("R1")
    line = log.checkpoint().line()
    assert read_checkpoint(line).line() == line
    with pytest.raises(CheckpointError):
        read_checkpoint(change(line))


@pytest.mark.parametrize("field", ["log", "events", "head", "root", "at", "previous", "key"])
def test_the_signature_is_over_every_field(log, field):
    log.write("R1")
    taken = log.checkpoint()
    other = taken.line().replace(f'"{field}": "', f'"{field}": "0').replace(f'"{field}": ', f'"{field}": 1')
    assert other != taken.line()
    with pytest.raises(CheckpointError):  # too long, or no number: what remains is a digit for another
        read_checkpoint(other.replace('"0', '"00'))
    digit = taken.line().index(f'"{field}": ') + len(f'"{field}": ') + (field not in ("events", "at"))
    swapped = "2" if taken.line()[digit] == "1" else "1"
    assert not read_checkpoint(taken.line()[:digit] + swapped + taken.line()[digit + 1 :]).is_signed()


def test_nothing_is_signed_over_a_log_in_which_something_was_found(log):
    log.write("R1", "R2")
    log.checkpoint()
    log.tamper("UPDATE audit.event SET actor = 'somebody else' WHERE number = 1")
    before = lines(log.files[0])
    with pytest.raises(CheckpointRefusedError, match="nothing was signed: 1 ") as refused:
        log.checkpoint()
    assert [finding.where for finding in refused.value.findings] == ["event 1"]
    assert lines(log.files[0]) == before


def test_a_wrong_clock_stops_no_checkpoint_and_stays_told(log):
    log.write("R1")
    log.checkpoint(skew=3600)
    log.write("R2")
    log.checkpoint()
    assert [finding.kind for finding in log.verified().findings] == ["clock"]


def test_a_wrong_clock_that_was_looked_into_is_told_no_more_and_others_are(log):
    log.write("R1", "R2")
    log.checkpoint(skew=3600)
    log.write("R3")
    log.checkpoint(explained=[3, 4], skew=7200)  # what is not written yet, nobody has looked into
    assert as_told(log.verified()) == ""
    log.write("R4")
    assert [finding.where for finding in log.verified().findings] == ["event 4"]


def test_a_clock_explained_by_an_edited_line_is_told_all_the_same(log):
    log.write("R1")
    log.checkpoint()
    log.write("R2")
    log.checkpoint(skew=3600)
    log.write("R3")
    for file in log.files:
        first, second = lines(file)
        file.write_text(first.replace('"clocks": []', '"clocks": [3]') + f"\n{second}\n")
    assert {"checkpoint edited", "clock"} <= {finding.kind for finding in log.verified().findings}


def test_nobody_reads_while_a_checkpoint_is_written(log, monkeypatch):
    log.write("R1")
    log.checkpoint()
    monkeypatch.setattr("upstander.audit.source.PATIENCE", "1ms")
    with log.connect("auditor", autocommit=True) as one, log.connect("auditor", autocommit=True) as two:
        take_turn(one, alone=False)
        take_turn(two, alone=False)
        assert as_told(log.verified()) == ""
        with pytest.raises(psycopg.errors.LockNotAvailable):
            log.checkpoint()
    with log.connect("auditor", autocommit=True) as one:
        take_turn(one, alone=True)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            log.verified()


def test_nobody_reads_between_one_folder_and_the_next(log, monkeypatch):
    seen = []

    def watched(folder, line):
        add_line(folder, line)
        with log.connect("auditor", autocommit=True) as other, pytest.raises(psycopg.errors.LockNotAvailable):
            take_turn(other, alone=False)
        seen.append(folder)

    monkeypatch.setattr("upstander.audit.source.PATIENCE", "1ms")
    monkeypatch.setattr("upstander.audit.taking.add_line", watched)
    log.checkpoint()
    assert seen == list(log.sinks)


def test_what_is_appended_meanwhile_is_not_read(log):
    log.write("R1")
    with log.connect("auditor", autocommit=True) as connection, snapshot(connection) as kept:
        log.write("R2")
        assert kept.head().number == 1
        assert [event.object_id for event in kept.events()] == ["R1"]


def test_nothing_is_signed_where_the_machinery_was_changed(log):
    log.write("R1")
    log.checkpoint()
    with log.connect() as connection:
        connection.execute("ALTER TABLE audit.event DISABLE TRIGGER only_added_to")
    with pytest.raises(CheckpointRefusedError) as refused:
        log.checkpoint()
    assert [finding.kind for finding in refused.value.findings] == ["machinery"]


def test_a_signature_over_the_bare_fields_does_not_pass(log):
    log.write("R1")
    told = json.loads(log.checkpoint().line())
    del told["signature"]
    bare = log.key.sign(json.dumps(told).encode()).signature.hex()
    assert not read_checkpoint(json.dumps(told | {"signature": bare})).is_signed()


def test_a_log_that_is_lost_is_not_signed(log):
    log.checkpoint()
    log.tamper("DELETE FROM audit.head")
    with pytest.raises(CheckpointRefusedError, match="nothing was signed: 1 "):
        log.checkpoint()


def test_it_is_not_begun_anew_unasked(log):
    log.write("R1")
    log.first = False
    with pytest.raises(CheckpointRefusedError) as refused:
        log.checkpoint()
    assert [finding.kind for finding in refused.value.findings] == ["no checkpoint"]


def test_it_is_not_begun_anew_where_a_folder_holds_something(log):
    log.write("R1")
    log.checkpoint()
    log.files[0].unlink()
    log.first = True
    with pytest.raises(CheckpointRefusedError, match="holds checkpoints already"):
        log.checkpoint()


@pytest.mark.parametrize("folders", [["one"], ["one", "one"], ["one", "two", "two/../one"]])
def test_two_folders_of_their_own_are_needed(log, folders):
    with pytest.raises(TooFewFoldersError):
        log.checkpoint(sinks=[log.folder / name for name in folders])
    with pytest.raises(TooFewFoldersError):
        verify_database(log.url("auditor"), [log.folder / name for name in folders], [])


def test_a_key_can_be_changed_where_the_earlier_one_is_named(log):
    log.write("R1")
    log.checkpoint()
    key = SigningKey.generate()
    with pytest.raises(CheckpointRefusedError):
        take(log.url("auditor"), key, log.sinks)
    take(log.url("auditor"), key, log.sinks, earlier_keys=[log.key.verify_key])
    both = verify_database(log.url("auditor"), log.sinks, [key.verify_key, log.key.verify_key])
    assert as_told(both) == ""
    assert "another key" in as_told(log.verified())


def test_a_key_is_its_owners_alone_and_never_written_over(tmp_path):
    public = new_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert read_public_key(public) == read_key(tmp_path / "key").verify_key
    with pytest.raises(KeyFileError, match="is there already"):
        new_key(tmp_path / "key")
    (tmp_path / "key").unlink()
    with pytest.raises(KeyFileError, match=r"key\.pub is there already"):
        new_key(tmp_path / "key")
    assert not (tmp_path / "key").exists()


def test_a_key_open_to_others_or_no_key_is_refused(tmp_path):
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(KeyFileError, match="open to others"):
        read_key(tmp_path / "key")
    for text in ("", "00", "not a key", "é"):
        (tmp_path / "other").write_text(text)
        with pytest.raises(KeyFileError):
            read_public_key(tmp_path / "other")
    with pytest.raises(KeyFileError):
        read_public_key(tmp_path / "missing")
