"""History is never rewritten: what was wrong is superseded, and what was known on a day stays known of that day."""

import datetime as dt

import pytest

from upstander.casework.procedure import Event, HistoryError, Matter, clock_runs, load_law, next_steps, standing

LAW = load_law()


def day(number):
    return dt.date(2021, 3, number)


CAME = Event(1, day(1), "matter came to attention", "DS 1")
CLEAR = Event(2, day(1), "moment of clarity", "DS 1")
SENT = Event(3, day(5), "referral sent", "DI 2")
MENDED = Event(4, day(2), "referral sent", "DI 2", recorded=day(8), supersedes=3, why="the receipt says 2 March")
MATTER = Matter("the subject", "officer", (CAME, CLEAR, SENT, MENDED))


def sent_on(known):
    (run,) = [r for r in clock_runs(standing(LAW, MATTER, known)) if r.clock.id == "referral_from_clarity"]
    return run.state


def test_a_correction_stands_from_the_day_it_was_recorded():
    assert (sent_on(day(7)), sent_on(day(8))) == ("met late", "met")


def test_an_entry_is_withdrawn_with_a_reason_and_stays_in_the_history():
    gone = Event(5, day(9), "entry withdrawn", "DI 2", supersedes=4, why="another matter's receipt")
    matter = MATTER.with_event(gone)
    assert "referral sent" not in {e.what for e in matter.events(day(9))}
    assert len(matter.history) == 5


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event(4, day(9), "referral sent", "x"), "two entries are numbered 4"),
        (Event(9, day(9), "referral sent", "x", supersedes=8, why="y"), "supersedes 8, which is not before it"),
        (Event(9, day(9), "referral sent", "x", supersedes=3, why="y"), "3 is superseded already"),
        (Event(9, day(9), "referral sent", "x", supersedes=4), "does not say why"),
        (Event(9, day(7), "referral sent", "x", supersedes=4, why="y"), "was recorded before entry"),
        (Event(9, day(9), "entry withdrawn", "x"), "withdraws nothing"),
    ],
)
def test_a_broken_history_is_refused_with_the_entry_and_the_remedy(event, words):
    with pytest.raises(HistoryError, match=words):
        MATTER.with_event(event)


def test_a_matter_that_nobody_says_became_known_has_no_rules():
    with pytest.raises(HistoryError, match='no "matter came to attention"'):
        standing(LAW, Matter("the subject", "officer", ()), day(1))


def test_a_kind_of_person_that_is_none_is_refused():
    with pytest.raises(HistoryError, match="give one of officer, special"):
        Matter("the subject", "PC")


def test_what_may_happen_next_says_what_it_asks_and_what_is_against_it():
    now = standing(LAW, Matter("the subject", "officer", (CAME,)), day(1))
    steps = {(s.machine, s.event, s.to): s for s in next_steps(now)}
    mandatory = steps["referral", "referral decided", "decided"]
    assert [r.rule.id for r in mandatory.refusals] == ["clarity_is_recorded"]
    assert "asks_if_substantiated" in {r.rule.id for r in mandatory.asks}
    assert ("referral", "referral sent", "sent") not in steps
