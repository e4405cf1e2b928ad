"""Whether two records are of one person: how probably, and what that rests on."""

import random
from itertools import product

import pytest

from tests.drawing import cells
from upstander.contacts.matching.comparing import Comparison
from upstander.contacts.matching.fields import fields
from upstander.contacts.matching.linking import FEWEST
from upstander.contacts.matching.match import MAY_BE, USED, in_words, probability, read, table
from upstander.contacts.matching.people import CROWD, declared, staff

PLACES = {"home": (53.70, -1.50)}


@pytest.fixture
def compared(engine, drawn):
    """Matches of those told of with those on record, from rows of feeds without their headings."""

    def of(told, *nominals, phones=(), homes=(), places=PLACES):
        drawings = {
            "associations": ["staff_id | kind | name | born_on | number | place | declared_at", *told],
            "nominals": ["nominal_id | name | born_on", *nominals],
            "nominal_phones": ["nominal_id | number | from_at | to_at", *phones],
            "nominal_addresses": ["nominal_id | place | from_at | to_at", *homes],
        }
        records = drawn({feed: "\n".join(rows) for feed, rows in drawings.items()}, places)
        return Comparison(records, engine).with_people("declared", declared(records))

    return of


def told(name, born="", number="", place="", at="2025-01-01"):
    return (f"PC 12 | partner | {name} | {born} | {number} | {place} | {at}",)


def says(matches, field):
    """What each match says of a field."""
    return [one.says for match in matches for one in match.because if one.field == field]


def used(matches):
    return [match.right_id for match in matches if match.probability >= USED]


def shown(matches):
    return [match.right_id for match in matches if MAY_BE <= match.probability < USED]


def test_one_name_and_date_of_birth_are_taken_as_one_person(compared):
    assert used(compared(told("Ann Holt", "1990-03-04"), "Ms A | Ann Holt | 1990-03-04")) == ["Ms A"]


SLIPS = """
    as told         | born       | field         | said                                | on record
    Ann Hollt       | 1990-03-04 | surname       | spelled alike (0.95)                | Ann Holt
    Dorie Nash      | 1990-04-04 | first name    | spelled alike (0.96)                | Dori Nash
    Bill Brook      | 1990-03-05 | date of birth | day and month the other way round   | Bill Brook
    Carl Stone      | 1990-03-16 | date of birth | one digit apart                     | Carl Stone
    Singh Fay       | 1990-03-07 | surname       | in the place of the first name      | Fay Singh
    WARD, Gus       | 1990-03-08 | surname       | the same                            | Gus Ward
    Mrs. Ína  Lund  | 1990-03-09 | first name    | the same                            | Ina Lund
    Jo Louise Moss  | 1990-03-10 | surname       | the same                            | Jo Moss
    Katherine Pell  | 1990-03-11 | first name    | spelled alike (0.93)                | Catherine Pell
    Lou Kartwright  | 1990-03-12 | surname       | spelled alike (0.93)                | Lou Cartwright
"""


def test_a_slip_a_turned_date_or_name_and_another_way_of_writing_are_taken_as_one_person(compared):
    rows = cells(SLIPS)
    born = {"Bill Brook": "1990-05-03", "Carl Stone": "1990-03-06"}
    people = [f"{row['on record']} | {row['on record']} | {born.get(row['on record'], row['born'])}" for row in rows]
    found = {
        match.right_id: match
        for match in compared([told(row["as told"], row["born"])[0] for row in rows], *people)
        if match.probability >= USED
    }
    assert set(found) == {row["on record"] for row in rows}
    for row in rows:
        assert says([found[row["on record"]]], row["field"]) == [row["said"]]


def test_a_former_surname_kept_a_middle_name_gone_by_and_an_initial_say_something(compared):
    names = ("Ann Holt Brook", "Louise Holt", "A Holt")
    as_told = [told(name, "1990-03-04", place="home")[0] for name in names]
    found = compared(as_told, "Ms A | Ann Louise Holt | 1990-03-04", homes=["Ms A | home | |"])
    assert {
        (match.left_name, one.field, one.says) for match in found for one in match.because if "name" in one.field
    } >= {
        ("Ann Holt Brook", "surname", "among the other names"),
        ("Louise Holt", "first name", "among the other names"),
        ("A Holt", "first name", "the same initial"),
    }


def test_each_field_is_told_with_its_weight(compared):
    (match,) = compared(told("Ann Hollt", "1990-03-04"), "Ms A | Ann Holt | 1990-03-04")
    assert in_words(match).split("; ") == [
        "first name the same: 1,300 times likelier for one person",
        "surname spelled alike (0.95): 15 times likelier for one person",
        "date of birth the same: 6,600 times likelier for one person",
        "not on both records: telephone number, home",
    ]


def test_what_speaks_against_is_told_as_such(compared):
    (match,) = compared(
        told("Ann Brook", "1990-03-04", place="home"), "Ms A | Ann Holt | 1990-03-04", homes=["Ms A | home | |"]
    )
    assert "surname different: 12 times less likely for one person" in in_words(match)


NUMBER = "+447700900001"


@pytest.mark.parametrize(
    ("held", "same"),
    [("2024-06-01 |", True), ("2025-06-01 |", True), ("2026-06-01 |", False), ("2020-01-01 | 2022-01-01", False)],
)
def test_a_number_says_something_only_of_those_who_held_it_at_one_time(compared, held, same):
    found = compared(told("Ann Holt", number=NUMBER), "Ms A | Ann Holt |", phones=[f"Ms A | {NUMBER} | {held}"])
    assert bool(used(found)) is same
    assert says(found, "telephone number") == [
        "the same, held at the same time" if same else "the same, but held at different times"
    ]
    weight = next(one.times for one in found[0].because if one.field == "telephone number")
    assert weight > 1_000 if same else weight == 1


def test_two_people_who_had_one_number_at_different_times_are_two_people(compared):
    phones = [f"Ms A | {NUMBER} | 2020-01-01 | 2022-01-01", f"Mr B | {NUMBER} | 2024-01-01 |"]
    people = ("Ms A | Ann Holt | 1990-03-04", "Mr B | Bill Brook | 1970-01-02")
    assert not compared(told("Carl Stone", "1985-05-06", NUMBER, at="2023-01-01"), *people, phones=phones)
    assert used(compared(told("Bill Brook", "", NUMBER), *people, phones=phones)) == ["Mr B"]


def test_father_and_son_of_one_name_at_one_address_are_left_to_a_person(compared):
    home = ["Mr B | home | |"]
    found = compared(told("Bill Brook", place="home"), "Mr B | Bill Brook | 1950-01-02", homes=home)
    assert shown(found) == ["Mr B"]
    assert found[0].if_not == "family"


def test_so_they_are_where_they_share_the_household_telephone_too(compared):
    ties = {"homes": ["Mr B | home | |"], "phones": [f"Mr B | {NUMBER} | |"]}
    assert shown(compared(told("Bill Brook", "", NUMBER, "home"), "Mr B | Bill Brook | 1950-01-02", **ties)) == ["Mr B"]


def test_with_dates_of_birth_they_are_told_apart(compared):
    home = ["Mr B | home | |"]
    assert not compared(told("Bill Brook", "1980-05-06", place="home"), "Mr B | Bill Brook | 1950-01-02", homes=home)


def test_twins_are_never_taken_as_one_person(compared):
    ties = {"homes": ["Ms A | home | |"], "phones": [f"Ms A | {NUMBER} | |"]}
    found = compared(told("Mary Holt", "1990-03-04", NUMBER, "home"), "Ms A | Ann Holt | 1990-03-04", **ties)
    assert not used(found)
    assert found[0].if_not == "family"


def many(name, born=""):
    return [f"N{number} | {name} | {born}" for number in range(200)]


def test_a_common_name_without_a_date_of_birth_matches_nobody(compared):
    assert not compared(told("John Smith"), *many("John Smith"))
    assert not compared(told("John Smith", "1990-03-04"), *many("John Smith"))


def test_a_common_name_says_less_than_a_rare_one_and_a_day_on_which_many_are_born_less_than_another(compared):
    crowd = [*many("John Smith", "1990-01-01"), "Mr X | Xerxes Xanthos | 1985-05-06"]
    common = compared(told("John Smith", "1985-05-06"), *crowd, "Mr J | John Smith | 1985-05-06")
    rare = compared(told("Xerxes Xanthos", "1985-05-06"), *crowd)
    new_year = compared(told("Xerxes Xanthos", "1990-01-01"), *crowd, "Mr Y | Xerxes Xanthos | 1990-01-01")

    def weight(found, who, field):
        return next(one.times for m in found if m.right_id == who for one in m.because if one.field == field)

    assert weight(common, "Mr J", "surname") < weight(rare, "Mr X", "surname") / 50
    assert weight(new_year, "Mr Y", "date of birth") < weight(rare, "Mr X", "date of birth") / 50


def test_spelling_says_less_where_many_strangers_are_spelled_alike(compared):
    ends = "abcdefghijklmno"
    alike = [f"N{n} | {a}x{b} Brook{a}{b} | 19{50 + n % 40}-01-01" for n, (a, b) in enumerate(product(ends, ends))]
    others = [f"N{n} | {a}x{b} {a}or{b}in{a} | 19{50 + n % 40}-01-01" for n, (a, b) in enumerate(product(ends, ends))]
    weights = []
    for people in (alike, others):
        (match,) = compared(told("Ann Holt", "1990-03-04"), *people, "Ms A | Ann Hollt | 1990-03-04")
        weights.append(next(one.times for one in match.because if one.field == "surname"))
    assert weights[0] < weights[1] / 10


def test_what_is_missing_is_no_evidence_and_no_disagreement(compared):
    person = "Ms A | Ann Holt | 1990-03-04"
    (neither,) = compared(told("Ann Holt", "1990-03-04"), person)
    (one_side,) = compared(
        told("Ann Holt", "1990-03-04"), person, phones=[f"Ms A | {NUMBER} | |"], homes=["Ms A | home | |"]
    )
    (other,) = compared(told("Ann Holt", "1990-03-04", "+447700900999"), person, phones=[f"Ms A | {NUMBER} | |"])
    assert one_side.probability == neither.probability
    assert other.probability < neither.probability
    assert "not on both records: telephone number, home" in in_words(one_side)


def test_a_number_or_house_of_a_crowd_tells_nobody_from_anybody(compared):
    for people, field in ((CROWD, "the same, held at the same time"), (CROWD + 1, "not on both records")):
        phones = [f"N{number} | {NUMBER} | |" for number in range(people)]
        found = compared(told("Ann Holt", "1990-03-04", NUMBER), "N0 | Ann Holt | 1990-03-04", phones=phones)
        assert says(found, "telephone number") == [field]


def test_one_house_is_found_wherever_the_squares_of_the_search_end(compared):
    names = ("Ann", "Bill", "Carl", "Dora", "Eve", "Fay")
    north = {name: 53.69995 + number * 0.0002 for number, name in enumerate(names)}
    places = {name: (lat, -1.5001) for name, lat in north.items()}
    places |= {f"{name} here": (lat + 0.0001, -1.4999) for name, lat in north.items()}
    found = compared(
        [told(f"{name} Holt", place=name)[0] for name in names],
        *(f"{name} | {name} Holt |" for name in names),
        homes=[f"{name} | {name} here | |" for name in names],
        places=places,
    )
    same = [match for match in found if says([match], "home") == ["the same house at the same time"]]
    assert {match.right_id for match in same if match.left_name.startswith(match.right_id)} == set(names)


def test_a_home_left_before_is_not_shared(compared):
    homes = ["Ms A | home | 2010-01-01 | 2015-01-01"]
    found = compared(told("Ann Holt", "1990-03-04", place="home"), "Ms A | Ann Holt | 1990-03-04", homes=homes)
    assert says(found, "home") == ["the same house at different times"]


def records_of(drawn, nominals, told_of, order):
    order.shuffle(nominals)
    order.shuffle(told_of)
    heads = ("nominal_id | name | born_on", "staff_id | kind | name | born_on | declared_at")
    return drawn({"nominals": "\n".join((heads[0], *nominals)), "associations": "\n".join((heads[1], *told_of))})


def test_the_order_of_rows_changes_nothing(engine, drawn):
    names = [
        f"{first} {last}" for first in ("Ann", "Anne", "Bill", "Carl", "Dora") for last in ("Holt", "Hollt", "Brook")
    ]
    people = [f"N{n} | {names[n % 15]} | 19{50 + n % 40}-0{1 + n % 9}-1{n % 7}" for n in range(FEWEST + 50)]
    told_of = [
        f"PC {n} | friend | {names[(n * 7) % 15]} | 19{50 + n % 40}-0{1 + n % 9}-1{n % 7} | 2025-01-01"
        for n in range(40)
    ]
    found = []
    for seed in (1, 2):
        records = records_of(drawn, people, told_of, random.Random(seed))  # noqa: S311 - an order, not a secret
        comparison = Comparison(records, engine)
        found.append([*comparison.with_people("declared", declared(records)), *comparison.among_themselves()])
    assert found[0] == found[1]
    assert len(found[0]) > 5


@pytest.mark.parametrize("nominals", [(), ("Ms A | Ann Holt | 1990-03-04",)])
def test_no_rows_one_row_and_no_name_are_no_trouble(compared, nominals):
    assert compared((), *nominals) == []
    without_names = (*told("-", "1990-03-04"), *told("7", ""))
    assert compared(without_names, *nominals) == []
    assert len(compared(told("Ann Holt", "1990-03-04"), *nominals)) == len(nominals)


def test_two_spellings_of_one_person_on_record_are_found_once_and_nobody_is_their_own_match(engine, drawn):
    people = "nominal_id | name | born_on\nN1 | Ann Holt | 1990-03-04\nN2 | Ann Hollt | 1990-03-04\nN3 | Bill Brook | 1980-05-06"
    comparison = Comparison(drawn({"nominals": people}), engine)
    assert [(one.left_id, one.right_id) for one in comparison.among_themselves()] == [("N1", "N2")]
    assert [(one.left_id, one.right_id) for one in comparison.again(["N1", "N3"])] == [("N1", "N2")]


def test_nobody_is_on_record_twice_where_there_is_one_or_none(engine, drawn):
    for people in ("nominal_id | name\n", "nominal_id | name\nN1 | Ann Holt"):
        assert Comparison(drawn({"nominals": people}), engine).among_themselves() == []


def test_staff_are_compared_by_name_own_number_and_home_and_never_by_a_work_number(engine, drawn):
    for kind, found in (("personal", ["N1"]), ("work", [])):
        records = drawn(
            {
                "staff": "staff_id | name\nPC 12 | Ann Holt",
                "staff_phones": f"staff_id | number | kind | from_at\nPC 12 | {NUMBER} | {kind} | 2020-01-01",
                "nominals": "nominal_id | name\nN1 | Ann Holt",
                "nominal_phones": f"nominal_id | number\nN1 | {NUMBER}",
            }
        )
        matches = Comparison(records, engine).with_people("staff", staff(records))
        assert [match.right_id for match in matches] == found


@pytest.mark.parametrize("field", fields(250_000), ids=lambda field: field.name)
def test_the_shares_of_all_degrees_make_one_whole(field):
    for share in ("one", "family", "strangers"):
        assert sum(getattr(degree, share) for degree in field.degrees) == pytest.approx(1, abs=1e-4)
    assert all(len(degree.why.split()) > 3 for degree in field.degrees)


def test_three_explanations_are_certain_together():
    assert probability(0, 0) == pytest.approx(1 / 3)
    assert probability(1_000, 0) == pytest.approx(1 / 2)
    assert probability(-5_000, 5_000) == pytest.approx(0)
    assert probability(5_000, 5_000) == 1


def test_what_is_kept_as_a_table_is_read_back(engine, compared):
    found = compared(told("Ann Holt", "1990-03-04"), "Ms A | Ann Hollt | 1990-03-04", "Ms B | Ann Holtt | 1990-03-04")
    assert len(found) == 2
    assert read(engine.rows(engine.hold("kept", table(reversed(found))))) == found
