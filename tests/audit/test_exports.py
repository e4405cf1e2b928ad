"""A copy of the log is verified without the database, and one event without the others."""

import json

import pytest
from nacl.signing import SigningKey

from tests.audit.kept_log import as_told
from upstander.audit import ProofError, check_proof, export_proof


@pytest.fixture
def kept(log):
    log.write("R1", "R2", "R3")
    log.checkpoint()
    log.write("R4 é")
    return log


def test_an_export_that_nobody_touched_gives_no_findings(kept):
    report = kept.verified_export(kept.exported())
    assert as_told(report) == ""
    assert (report.events, report.unsigned) == (4, 1)


def without(number):
    return lambda lines: lines[:number] + lines[number + 1 :]


def changed(number, old, new):
    def change(lines):
        assert old in lines[number]
        return [line.replace(old, new) if n == number else line for n, line in enumerate(lines)]

    return change


OTHER = json.dumps({"log": "1f0a1b7e-8f7c-4d0e-9c55-0d6f5f3f4a11", "events": 4, "head": "00" * 32})
TAMPERINGS = {
    "a field changed": (changed(2, '"R2"', '"R9"'), "event changed | event 2 |"),
    "a line left out": (without(2), "events missing | event 2 |"),
    "lines in another order": (
        lambda lines: [*lines[:2], lines[3], lines[2], lines[4]],
        "events out of order | event 2 |",
    ),
    "the end left out": (without(4), "end of the log | event 3 |"),
    "more than the end left out": (lambda lines: lines[:3], "log shortened | after event 2 |"),
    "another log's first line": (lambda lines: [OTHER, *lines[1:]], "another log | log 1f0a1b7e"),
    "a first line that is none": (changed(0, '"log": "', '"log": "x'), "log unreadable | head of the log |"),
    "a first line with no number": (
        changed(0, '"events": 4', '"events": Infinity'),
        "log unreadable | head of the log |",
    ),
    "no lines": (lambda _: [], "log unreadable | head of the log |"),
    "a line that is none": (lambda lines: [*lines[:2], "{}", *lines[3:]], "log unreadable | after event 1 |"),
    "a number that fits nowhere": (changed(4, '"at": ', '"at": 99999999999999999999'), "event changed | event 4 |"),
    "half a character": (changed(4, '"R4 é"', r'"\ud800"'), "event changed | event 4 |"),
    "a field of another kind": (changed(4, '"R4 é"', "4"), "log unreadable | after event 3 |"),
    "a field that is empty": (changed(4, '"R4 é"', "null"), "log unreadable | after event 3 |"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_changed_export_is_told(kept, name):
    change, told = TAMPERINGS[name]
    file = kept.exported()
    file.write_text("".join(f"{line}\n" for line in change(file.read_text("utf-8").splitlines())), "utf-8")
    assert told in as_told(kept.verified_export(file))


def test_one_event_is_proven_alone(kept):
    kept.write("R5")
    checkpoint = kept.checkpoint()
    with kept.connect("auditor", autocommit=True) as connection:
        texts = [export_proof(connection, number, checkpoint) for number in range(1, 6)]
    events = [check_proof(text, [kept.key.verify_key]) for text in texts]
    assert events == kept.events()
    assert all(text.count('"actor"') == 1 for text in texts)


def proven(kept, number=2):
    with kept.connect("auditor", autocommit=True) as connection:
        return export_proof(connection, number, kept.checkpoint())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda told: told["event"].update(actor="somebody else"), "the event was changed"),
        (lambda told: told["event"].update(number=1), "the event was changed"),
        (lambda told: told["path"].pop(), "not in the log"),
        (lambda told: told["path"].reverse(), "not in the log"),
        (
            lambda told: told.update(checkpoint=told["checkpoint"].replace('"events": 4', '"events": 5')),
            "not signed by a key",
        ),
        (lambda told: told.pop("event"), "no event with its proof can be read"),
        (lambda told: told.update(path=["é"]), "no event with its proof can be read"),
    ],
)
def test_a_changed_proof_is_refused(kept, change, says):
    told = json.loads(proven(kept))
    change(told)
    with pytest.raises(ProofError, match=says):
        check_proof(json.dumps(told), [kept.key.verify_key])


def test_a_proof_by_another_key_is_refused(kept):
    with pytest.raises(ProofError, match="not signed by a key that was named"):
        check_proof(proven(kept), [SigningKey.generate().verify_key])


def test_what_the_checkpoint_does_not_cover_is_not_proven(log):
    log.write("R1")
    checkpoint = log.checkpoint()
    log.write("R2")
    with log.connect("auditor", autocommit=True) as connection, pytest.raises(ValueError, match="no leaf"):
        export_proof(connection, 2, checkpoint)


def test_nothing_is_proven_of_a_log_that_was_changed_since(kept):
    checkpoint = kept.checkpoint()
    kept.tamper("UPDATE audit.event SET digest = previous WHERE number = 1")
    with kept.connect("auditor", autocommit=True) as connection, pytest.raises(ProofError, match="not in the log"):
        export_proof(connection, 2, checkpoint)
