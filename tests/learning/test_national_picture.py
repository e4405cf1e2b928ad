"""The national picture: what a force shares, what is refused, and what several forces' counts are together."""

import datetime as dt
import io
import json
import re
import uuid

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from upstander.cli import main
from upstander.learning.national.picture import as_data, merged, read_shares
from upstander.learning.national.printing import as_pdf
from upstander.learning.national.share import Counts, Share, ShareError, as_json, read_share, share_of
from upstander.learning.threats.titles import in_steps, people_in_steps

FIRST, LAST = dt.date(2025, 11, 1), dt.date(2026, 10, 31)

# force | what               | how many there really are
TRUTH = """
north   | Police constable   | 23
north   | PCSO               | 3
south   | Police constable   | 8
south   | PCSO               | 6
east    | Police constable   | 12
east    | Special            | 40
east    | PCSO               | 0
west    | Police constable   | 1
west    | PCSO               | 9
west    | Special            | 7
"""


def share(counts, first=FIRST, last=LAST, of=None, staff=None):
    """What a force shares of these true counts of matters, of an assessment of its own unless it is said of which.

    `staff`: how many people work there, where its records say so.
    """
    rows = [[what, in_steps(number)] for what, number in counts.items() if number] or [["None", "0"]]
    people = [["All who work here", people_in_steps(staff)]] if staff else []
    return share_of(of or uuid.uuid4(), first, last, {"matters": {"rows": rows}, "staff": {"rows": people}})


def forces():
    held = {}
    for line in TRUTH.strip().splitlines():
        force, what, number = (part.strip() for part in line.split("|"))
        held.setdefault(force, {})[what] = int(number)
    return held


def files(folder, shares):
    paths = [folder / f"{number}.json" for number in range(len(shares))]
    for path, one in zip(paths, shares, strict=True):
        path.write_text(as_json(one), "utf-8")
    return paths


def lines(picture):
    return {line.what: (line.least, line.most, line.forces) for line in picture.tables[0].lines}


# ---- what a force shares


def test_of_fewer_than_five_no_word_is_shared_and_that_there_are_some_is():
    shared = as_json(share({"Police constable": 23, "PCSO": 3}))
    assert json.loads(shared)["tables"]["matters"] == {"rows": {"Police constable": 25}, "folded": True}
    assert "PCSO" not in shared


def test_where_nothing_was_few_nothing_is_said_to_be_folded():
    assert share({"PCSO": 6}).tables["matters"].folded is False
    assert share({}).tables["matters"] == Counts({}, folded=False)


def test_only_what_is_counted_of_the_desk_is_shared():
    drawn = {name: {"rows": [["PCSO", "5"]]} for name in ("matters", "people", "blind", "checklist")}
    assert set(share_of(uuid.uuid4(), FIRST, LAST, drawn).tables) == {"matters"}


def test_how_many_work_there_is_shared_to_the_nearest_hundred_and_of_few_not_at_all():
    assert [share({}, staff=staff).staff for staff in (2_349, 2_351, 100, 99, None)] == [2_300, 2_400, 100, None, None]


def test_a_table_that_could_not_be_told_is_not_shared_as_one_of_nothing():
    drawn = {"matters": {"rows": [["PCSO", "5"]]}, "roles": {"rows": []}}
    assert set(share_of(uuid.uuid4(), FIRST, LAST, drawn).tables) == {"matters"}


def test_a_share_comes_back_as_it_was_written(tmp_path):
    shared = share({"Police constable": 23, "PCSO": 3}, staff=2_349)
    assert read_share(files(tmp_path, [shared])[0]) == shared


# ---- together


def test_numbers_of_several_forces_are_a_range_in_which_the_true_number_lies():
    picture = merged([share(counts) for counts in forces().values()])
    assert lines(picture) == {
        "Police constable": (23 + 8 + 8, 27 + 12 + 12 + 4, 3),  # told as 25, 10 and 10; the west folded its few
    }


def test_what_fewer_than_three_forces_tell_is_named_nowhere():
    picture = merged([share(counts) for counts in forces().values()])
    assert picture.tables[0].folded == 2
    assert "Special" not in json.dumps(as_data(picture))


KINDS = ["Police constable", "PCSO", "Special"]


@given(
    st.lists(
        st.fixed_dictionaries({kind: st.integers(min_value=0, max_value=400) for kind in KINDS}),
        min_size=3, max_size=8,
    )
)  # fmt: skip
def test_the_true_number_always_lies_in_the_range(truth):
    picture = merged([share(counts) for counts in truth])
    for what, (least, most, _forces) in lines(picture).items():
        assert least <= sum(counts[what] for counts in truth) <= most


def test_fewer_than_three_forces_make_no_picture():
    with pytest.raises(ShareError, match="at least 3 forces"):
        merged([share({"PCSO": 6}), share({"PCSO": 9})])


# ---- rates

# true number of matters | true number of people, by force
SIZES = {"north": (23, 2_349), "south": (8, 951), "east": (12, 1_600)}


def sized(**without):
    return [
        share({"Police constable": many}, staff=without.get(force, people)) for force, (many, people) in SIZES.items()
    ]


def test_a_rate_is_a_range_for_a_thousand_people():
    picture = merged(sized())
    [line] = picture.tables[0].lines
    assert picture.staff == (4_900 - 150, 4_900 + 150)
    assert line.rate == (1_000 * (23 + 8 + 8) / 5_050, 1_000 * (27 + 12 + 12) / 4_750)


def test_where_one_force_does_not_say_how_many_work_there_no_rate_is_told():
    """A rate of the others, beside the counts of all, would tell what that one counted."""
    picture = merged(sized(south=None))
    assert (picture.staff, picture.unsaid, picture.tables[0].lines[0].rate) == (None, 1, None)
    assert "thousand" not in re.sub(r'"a_thousand_at_(least|most)": null', "", json.dumps(as_data(picture)))


def test_a_table_of_which_one_force_does_not_tell_has_no_rates():
    shares = [
        *sized(),
        share_of(uuid.uuid4(), FIRST, LAST, {"reports": {"rows": []}, "staff": {"rows": [["x", "900"]]}}),
    ]
    picture = merged(shares)
    assert picture.staff is not None
    assert [line.rate for line in picture.tables[0].lines] == [None]


@given(st.lists(st.tuples(st.integers(5, 400), st.integers(100, 9_000)), min_size=3, max_size=6))
def test_the_true_rate_always_lies_in_the_range(truth):
    [line] = merged([share({"PCSO": many}, staff=people) for many, people in truth]).tables[0].lines
    least, most = line.rate
    assert least <= 1_000 * sum(many for many, _ in truth) / sum(people for _, people in truth) <= most


# ---- what is refused


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"format": "a letter"}, "its format must be 'upstander national picture'"),
        ({"version": 1}, "is of version 1; this program reads 2"),
        ({"staff": 2_340}, "staff is 2340; it must be null or a multiple of 100"),
        ({"staff": 0}, "staff is 0"),
        ({"staff": True}, "staff is True"),
        ({"staff": 10**9}, "from 100 to 1,000,000"),
        ({"token": "north"}, "token is 'north'; it must be 32 of"),
        ({"first_day": "yesterday"}, "first_day is 'yesterday'; it must be a day such as 2026-10-31"),
        ({"first_day": 7}, "first_day is 7"),
        ({"last_day": "2020-01-01"}, "last_day 2020-01-01 is before first_day 2025-11-01"),
        ({"tables": []}, "tables must be among reports,"),
        ({"tables": {"people": {"rows": {}, "folded": False}}}, "tables must be among reports,"),
        ({"tables": {"matters": {"rows": {}}}}, "the table matters must have rows, and folded as true or false"),
        ({"tables": {"matters": {"rows": {}, "folded": 0}}}, "folded as true or false"),
        ({"tables": {"matters": {"rows": [], "folded": True}}}, "the rows of matters must be numbers"),
        ({"tables": {"matters": {"rows": {"PCSO": 7}, "folded": True}}}, "'PCSO' of matters is 7; it must be a multiple"),
        ({"tables": {"matters": {"rows": {"PCSO": 0}, "folded": True}}}, "'PCSO' of matters is 0"),
        ({"tables": {"matters": {"rows": {"PCSO": True}, "folded": True}}}, "'PCSO' of matters is True"),
        ({"tables": {"matters": {"rows": {"PCSO": 10.0}, "folded": True}}}, "'PCSO' of matters is 10.0"),
        ({"tables": {"matters": {"rows": {"\ud800": 10}, "folded": True}}}, "of matters cannot be shown"),
        ({"tables": {"matters": {"rows": {"PCSO": 10**9}, "folded": True}}}, "from 5 to 1,000,000"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_merged_is_told_by_name_with_entry_value_and_remedy(tmp_path, changed, why):
    file = tmp_path / "north.json"
    file.write_text(json.dumps(json.loads(as_json(share({"PCSO": 6}))) | changed), "utf-8")
    with pytest.raises(ShareError) as told:
        read_share(file)
    assert why in str(told.value)
    assert str(file) in str(told.value)


@pytest.mark.parametrize(
    "held", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"[" + b"9" * 5000 + b"]"], ids=range(6)
)
def test_what_is_no_file_of_this_kind_is_refused(tmp_path, held):
    (tmp_path / "x.json").write_bytes(held)
    with pytest.raises(ShareError, match=r"x\.json"):
        read_share(tmp_path / "x.json")


def test_two_versions_of_one_assessment_are_refused_and_so_is_one_of_another_period(tmp_path):
    assessment = uuid.uuid4()
    one, other, newer = files(
        tmp_path, [share({"PCSO": 6}, of=assessment), share({"PCSO": 9}), share({"PCSO": 16}, of=assessment)]
    )
    with pytest.raises(ShareError, match="are of one force's assessment"):
        read_shares([one, other, newer])
    (later_folder := tmp_path / "later").mkdir()
    later = files(later_folder, [share({"PCSO": 6}, last=dt.date(2026, 11, 30))])[0]
    with pytest.raises(ShareError, match="only files of one period are merged"):
        read_shares([one, later])


def test_two_forces_with_the_same_counts_are_two_forces(tmp_path):
    assert len(read_shares(files(tmp_path, [share({"PCSO": 3}) for _force in range(3)]))) == 3


def test_a_token_does_not_lead_back_to_the_assessment():
    assessment = uuid.uuid4()
    assert assessment.hex not in as_json(share({"PCSO": 6}, of=assessment))


# ---- for the reader


def test_the_picture_prints_as_a_tagged_pdf_with_its_numbers(tmp_path):
    from pypdf import PdfReader  # noqa: PLC0415

    picture = merged([share(counts) for counts in forces().values()])
    read = PdfReader(io.BytesIO(as_pdf(picture, LAST)))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for words in (
        "National picture of 1 November 2025 to 31 October 2026",
        "Police constable",
        "39 to 55",
        "4 of 4 forces",
    ):
        assert words in text, words
    assert as_pdf(picture, LAST) == as_pdf(picture, LAST)


def test_the_picture_prints_rates_where_every_force_says_how_many_work_there():
    from pypdf import PdfReader  # noqa: PLC0415

    for shares, words in ((sized(), "7.72 to 10.74"), (sized(east=None), "No rates are given: 1 of 3 forces")):
        read = PdfReader(io.BytesIO(as_pdf(merged(shares), LAST)))
        assert words in re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read.pages))


def test_the_command_writes_both_and_says_what_it_did(tmp_path):
    paths = files(tmp_path, [share(counts) for counts in forces().values()])
    said = CliRunner().invoke(main, ["national", str(tmp_path / "out"), *map(str, paths)])
    assert said.exit_code == 0, said.output
    assert "4 forces, 1 November 2025 to 31 October 2026" in said.output
    assert json.loads((tmp_path / "out" / "picture.json").read_text("utf-8"))["forces"] == 4
    assert (tmp_path / "out" / "picture.pdf").read_bytes().startswith(b"%PDF")


def test_the_command_tells_what_is_wrong_and_writes_nothing(tmp_path):
    paths = files(tmp_path, [share({"PCSO": 6}), share({"PCSO": 9})])
    said = CliRunner().invoke(main, ["national", str(tmp_path / "out"), *map(str, paths)])
    assert said.exit_code == 1
    assert "at least 3 forces" in said.output
    assert not (tmp_path / "out").exists()


def test_a_share_holds_nothing_but_counts_and_a_period():
    assert set(Share.__dataclass_fields__) == {"token", "first_day", "last_day", "tables", "staff"}
    assert set(json.loads(as_json(share({"PCSO": 6})))) == {
        "format",
        "version",
        "token",
        "first_day",
        "last_day",
        "staff",
        "tables",
    }
