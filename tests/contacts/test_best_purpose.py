"""Of several purposes that cover a contact the best is told: somebody else's word before one's own, then the latest."""

import pyarrow as pa
import pytest

from tests.drawing import instant
from upstander.contacts.answers import answered, numbered, ranked
from upstander.contacts.ledger import PURPOSES
from upstander.contacts.trace import TRACE

AT = instant("2025-03-05 10:00")
DAY = 86_400_000_000
TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
}
TRACES = pa.schema([*((name, TYPES[kind]) for name, kind in TRACE.items()), ("on_duty", pa.bool_())])


def purpose(name, *, days_before=1.0, author=None, recorded=None, ended=None, reach=30):
    began = AT - int(days_before * DAY)
    end = None if ended is None else AT + int(ended * DAY)
    to = began + reach * DAY
    return {
        "staff_id": "PC 12", "nominal_id": "Ms A", "purpose": name, "author_id": author, "feed": "f", "record_id": name,
        "recorded_at": None if recorded is None else AT + int(recorded * DAY), "from_at": began, "ended_at": end,
        "records_to_at": to, "talk_to_at": began - 1, "presence_to_at": began - 1,
    }  # fmt: skip


@pytest.fixture
def told(engine):
    """What is told of one look-up of Ms A by PC 12 on 5 March at ten, given some purposes."""

    def of(*purposes, work=("deployment",), kind="look_up"):
        trace = {
            "staff_id": "PC 12",
            "nominal_id": "Ms A",
            "kind": kind,
            "at": AT,
            "feed": "accesses",
            "record_id": "1",
        }
        traces = engine.hold("traces", pa.Table.from_pylist([trace], schema=TRACES))
        given = engine.hold("given", pa.Table.from_pylist(list(purposes), schema=PURPOSES))
        seen = engine.keep("seen", numbered(traces))
        asked = answered(seen, engine.keep("ranked", ranked(given, seen, frozenset(work))), assessable=True)
        return engine.rows(asked).row(0, named=True)

    return of


def test_the_latest_purpose_is_told(told):
    found = told(purpose("older", days_before=3), purpose("newer", days_before=1), purpose("oldest", days_before=9))
    assert (found["answer"], found["purpose"], found["purpose_record_id"]) == ("explained", "newer", "newer")


def test_somebody_elses_word_comes_before_a_later_one_of_ones_own(told):
    found = told(purpose("of others", days_before=3, author="Sgt 1"), purpose("own", author="PC 12"))
    assert (found["answer"], found["purpose"], found["purpose_author"]) == ("explained", "of others", "Sgt 1")


def test_a_system_or_a_person_not_named_is_somebody_else(told):
    assert told(purpose("of a system"))["answer"] == "explained"


def test_what_others_wrote_down_long_after_explains_nothing(told):
    assert told(purpose("at the end of the shift", recorded=0.4))["answer"] == "explained"
    assert told(purpose("days later", recorded=3))["answer"] == "unexplained"


def test_ones_own_word_explains_by_itself_however_late_or_early(told):
    assert told(purpose("own", author="PC 12", recorded=-0.5))["answer"] == "self_explained"
    assert told(purpose("own", author="PC 12", recorded=3))["answer"] == "self_explained"


def test_a_purpose_that_began_later_or_has_run_out_explains_nothing(told):
    assert told(purpose("later", days_before=-1))["answer"] == "unexplained"
    assert told(purpose("over", days_before=31))["answer"] == "unexplained"


def test_a_purpose_that_covers_records_covers_no_talk(told):
    assert told(purpose("deployment"), kind="call")["answer"] == "unexplained"


def test_work_began_with_the_first_and_ended_with_the_last_purpose_that_is_work(told):
    found = told(
        purpose("deployment", days_before=4, ended=-3.5),
        purpose("deployment", days_before=3, ended=-2.5),
        purpose("supervision", days_before=9, ended=-1),
    )
    assert found["work_began_at"] == AT - 4 * DAY
    assert found["work_ended_at"] == AT - int(2.5 * DAY)


def test_while_any_work_is_open_it_has_not_ended(told):
    open_end = told(purpose("deployment", days_before=4, ended=-3.5), purpose("deployment", days_before=3))
    goes_on = told(purpose("deployment", days_before=4, ended=-3.5), purpose("deployment", days_before=3, ended=1))
    assert open_end["work_ended_at"] is None
    assert goes_on["work_ended_at"] is None
