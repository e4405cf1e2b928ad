"""What holds of every sign, whoever writes one."""

import inspect
import re
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from upstander import signs
from upstander.contacts.matching.match import USED
from upstander.detection import Parameter
from upstander.detection.catalogue import find_signs
from upstander.detection.observation import OBSERVATIONS
from upstander.records.catalogue import all_feeds
from upstander.trials.quotations import load, stands_in

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SIGNS = find_signs(signs)
DOCUMENTS = load(ROOT / "docs" / "sources" / "fingerprints.json")
CASES = {*(str(number) for number in range(1, 11)), "S004", "none"}
VERDICTS = re.compile(
    r"\b(guilty|predator|abuser|grooming|grooms|stalking|stalks|misconduct|offender|perpetrator)\b", re.I
)
EVERY_SIGN = pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)


def sentences(sign):
    return (sign.title, sign.asks, sign.counts, sign.plural)


@EVERY_SIGN
def test_its_quotes_stand_in_the_documents_they_name(sign):
    assert sign.sources
    for source in sign.sources:
        assert stands_in(source.quote, DOCUMENTS[source.document]), source
        assert source.place


@EVERY_SIGN
def test_it_names_the_cases_it_serves(sign):
    assert sign.cases
    assert set(sign.cases) <= CASES


@EVERY_SIGN
def test_it_says_what_innocent_causes_look_the_same_and_what_it_cannot_see(sign):
    assert len(sign.innocent) >= 2
    assert sign.blind_spots
    assert all(line.endswith(".") for line in sign.innocent + sign.blind_spots)


@EVERY_SIGN
def test_it_is_worded_as_something_seen_and_asked_never_as_a_verdict(sign):
    assert sign.asks.endswith("?")
    assert not sign.title.endswith((".", "?"))
    assert sign.counts != sign.plural
    assert not [line for line in sentences(sign) if VERDICTS.search(line)]


@EVERY_SIGN
def test_every_number_it_uses_has_a_unit_and_a_reason(sign):
    assert sign.least in sign.parameters
    for name, parameter in sign.parameters.items():
        assert isinstance(parameter, Parameter)
        assert parameter.unit, name
        assert len(parameter.why.split()) >= 4, name


@EVERY_SIGN
def test_a_length_of_time_or_way_is_never_written_into_its_function(sign):
    body = inspect.getsource(sys.modules[sign.expression.__module__]).split("@Sign(")[1].split("\ndef ", 1)[1]
    assert not re.search(r"\b(?!1\b)\d[\d_]*\s*\*\s*(SECOND|MINUTE|HOUR|DAY)\b", body)


@EVERY_SIGN
def test_it_uses_every_parameter_it_declares_but_the_least(sign):
    body = inspect.getsource(sys.modules[sign.expression.__module__]).split("\ndef ", 1)[1]
    unused = [name for name in sign.parameters if name != sign.least and f"given.{name}" not in body]
    assert not unused


@EVERY_SIGN
def test_it_needs_feeds_that_exist(sign):
    assert sign.needs
    assert set(sign.needs) <= set(all_feeds())


@EVERY_SIGN
def test_it_gives_observations_and_sees_nothing_in_no_records(sign, engine, known):
    table = engine.rows(sign.observations(known({}))).to_arrow()
    assert table.num_rows == 0
    assert table.column_names == OBSERVATIONS.names
    assert table.schema.field("at").type == pa.int64()
    assert table.schema.field("amount").type == pa.float64()


@EVERY_SIGN
def test_its_file_is_short_begins_with_what_it_is_for_and_bears_its_name(sign):
    file = Path(inspect.getsourcefile(sign.expression))
    assert file.stem == sign.name
    assert file.read_text("utf-8").startswith('"""')
    assert len(file.read_text("utf-8").splitlines()) <= 120
    assert inspect.getdoc(sign.expression)


@EVERY_SIGN
def test_it_takes_records_for_one_person_only_from_a_stated_probability(sign):
    reads = "known.matches" in inspect.getsource(sys.modules[sign.expression.__module__])
    assert reads == bool(sign.by_match)
    assert not reads or sign.parameters["sure"].value == USED


@EVERY_SIGN
def test_it_has_tests_of_its_own(sign):
    assert (HERE / f"test_{sign.name}.py").is_file()


def test_no_two_signs_share_a_title_or_a_question():
    assert len({sign.title for sign in SIGNS}) == len(SIGNS)
    assert len({sign.asks for sign in SIGNS}) == len(SIGNS)


def test_every_file_of_the_folder_is_found_as_a_sign():
    assert {sign.name for sign in SIGNS} == {f.stem for f in Path(signs.__file__).parent.glob("*.py")} - {"__init__"}
