"""A report that names nobody: from a place and a time to those who were there, for a purpose, and to its subject."""

import pytest

from tests.contacts.test_presence import RECORDS
from tests.desk.conftest import DAY
from tests.desk.reports import the_report
from tests.leads.telling.scans import CASE_2_EVIDENCE, PLACES, case_2, write_scan, write_store

ASKED = {
    "place": "53.7021, -1.5016", "metres": "200", "day": "01/03/2025", "from_time": "19:30", "to_time": "20:30",
    "purpose": "to find who stood at her door",
}  # fmt: skip
STAFF = """
    staff_id | name       | role      | started_on
    PC 12    | Robin Hale | constable | 2010-01-01
    """


@pytest.fixture
def unnamed(desk, tmp_path):
    """A report that names nobody, and a newer scan whose store says who was where."""
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    held = {feed: RECORDS[feed].replace("her door", "home").replace("far away", "station") for feed in RECORDS}
    take_in(scan_over(tmp_path, held | {"staff": STAFF}), DAY.replace(year=2026))
    return the_report(desk, subjects="")


def scan_over(folder, records):
    store = write_store(folder / "store", records)
    return write_scan(folder / "leads", {"L-9": case_2()}, {"L-9": CASE_2_EVIDENCE}, store=str(store))


def looked(desk, report, who="analyst", **changed):
    return desk.asks(who, f"/intelligence/{report.pk}/who", ASKED | changed)


def test_who_was_there_is_told_with_how_it_is_known_and_nobody_is_named_by_looking(desk, unnamed):
    assert PLACES["home"] == (53.7021, -1.5016)
    page = looked(desk, unnamed).content.decode()
    for words in (
        "Robin Hale: car stood 0 metres away, 2025-03-01 20:00 to 20:19",
        "certainty of",
        "no shift on record",
    ):
        assert words in page, words
    assert page.index("Robin Hale") < page.index("PC 14")  # who was some streets away
    assert unnamed.subjects.count() == 0


def test_looking_is_for_a_purpose_that_is_kept_with_what_was_asked(desk, unnamed):
    looked(desk, unnamed)
    entry = unnamed.entries.last()
    assert (entry.what, entry.why, entry.details["when"]) == (
        "looked for who was there", ASKED["purpose"], "01/03/2025, 19:30 to 20:30"
    )  # fmt: skip
    line = desk.log("intelligence subject looked for")[-1]
    assert (line[0], line[1], line[2].split()[0]) == (str(unnamed.pk), "allowed", "purpose")


def test_whoever_the_report_is_about_is_named_and_older_reports_come_back(desk, unnamed):
    given = {"named": ["PC 12,Robin Hale", "PC 13,"], "why": "the first held the car, the second was crew"}
    assert desk.asks("analyst", f"/intelligence/{unnamed.pk}/who/name", given).status_code == 302
    assert [(one.subject_id, one.subject_name) for one in unnamed.subjects.all()] == [
        ("PC 12", "Robin Hale"), ("PC 13", "")
    ]  # fmt: skip
    assert desk.asks("analyst", f"/intelligence/{unnamed.pk}/who").status_code == 404


def test_nobody_is_named_without_how_they_were_found(desk, unnamed):
    for given in ({"named": ["PC 12,"]}, {"why": "the car"}):
        answer = desk.asks("analyst", f"/intelligence/{unnamed.pk}/who/name", given)
        assert (answer.status_code, unnamed.subjects.count()) == (422, 0)


def test_at_another_time_nobody_is_found_and_that_is_not_said_to_mean_that_nobody_was_there(desk, unnamed):
    page = looked(desk, unnamed, from_time="11:30", to_time="12:30").content.decode()
    assert "Somebody may have been there without one" in page


def test_somebody_with_a_tie_is_not_told_of_the_one_they_are_tied_to(desk, unnamed):
    desk.asks("analyst", "/ties", {"subject_id": "pc-12", "name": "Ask Nobody", "tie": "we shared a flat"})
    page = looked(desk, unnamed).content.decode()
    assert "Robin Hale" not in page
    assert "PC 12" not in page


def test_records_that_cannot_say_are_said_to_be_so(desk):
    report = the_report(desk, subjects="")
    answer = looked(desk, report)
    assert (answer.status_code, "who held them" in answer.content.decode()) == (409, True)
    assert desk.log("intelligence subject looked for")[-1][1] == "refused"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"place": "her door"}, "Give two numbers"),
        ({"place": "nan, 1"}, "Give a latitude under 90"),
        ({"from_time": "9pm"}, "Give the time as in the example"),
        ({"day": "1/1/2125"}, "has not come"),
        ({"purpose": "work"}, "Say why in a sentence"),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_its_field_and_nothing_is_read(desk, changed, said):
    report = the_report(desk, subjects="")
    page = looked(desk, report, **changed).content.decode()
    assert page.count(said) == 2
    assert desk.log("intelligence subject looked for") == []


@pytest.mark.parametrize("who", ["investigator", "authority", "liaison", "auditor", "administrator"])
def test_nobody_else_looks(desk, unnamed, who):
    assert looked(desk, unnamed, who=who).status_code == 404


# ---- what they then looked up


def then_of(page):
    return page.partition("What they then looked up")[2].partition("What cannot be assessed")[0]


def test_what_those_who_were_there_then_looked_up_is_told_for_the_purpose_and_logged_by_whom(desk, unnamed):
    from upstander.access.sealed import mark  # noqa: PLC0415

    told = then_of(looked(desk, unnamed).content.decode())
    assert told.count("Ms A") == 1  # before it, three weeks later, and of somebody some streets away: none of these
    assert ("2025-03-01 21:00" in told, "Robin Hale" in told, "Cannot assess" in told) == (True, True, True)
    assert desk.log("intelligence subject looked for")[-1][3]["look_ups_of"] == [mark("PC 12")]


def test_whose_description_does_not_fit_is_read_no_look_ups_of(desk, unnamed):
    page = looked(desk, unnamed, role="pcso").content.decode()
    assert ("Robin Hale" in page, "Ms A" in page) == (True, False)
    assert desk.log("intelligence subject looked for")[-1][3]["look_ups_of"] == []


def test_whom_one_may_know_nothing_of_has_no_look_ups_either(desk, unnamed):
    desk.asks("analyst", "/ties", {"subject_id": "pc-12", "name": "Ask Nobody", "tie": "we shared a flat"})
    assert "Ms A" not in looked(desk, unnamed).content.decode()
    assert desk.log("intelligence subject looked for")[-1][3]["look_ups_of"] == []


def test_records_without_look_ups_say_that_it_cannot_be_told(desk, near):
    page = looked(desk, near).content.decode()
    assert "what they then looked up cannot be told" in then_of(page)


# ---- how near, and by which traces

NEAR = {
    "staff": """
        staff_id | name           | role      | sex    | started_on
        S-1      | Sent Canary    | detective | male   | 2024-01-01
        S-2      | Stood Canary   | constable | male   | 2010-01-01
        S-3      | Streets Canary | pcso      | female | 2024-01-01
        S-4      | Area Canary    | constable |        | 2010-01-01
        S-5      | Silent Canary  | constable | male   | 2010-01-01
        S-6      | Far Canary     | constable | male   | 2010-01-01
        S-7      | Quiet Canary   | pcso      | female | 2010-01-01
        """,
    "incidents": """
        incident_id | reported_at      | closed_at        | kind  | grade    | place
        I-88        | 2025-03-01 19:00 | 2025-03-01 21:00 | theft | priority | home + 20m
        """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | on_scene_at      | cleared_at
        I-88        | S-1      | control   | 2025-03-01 19:30 | 2025-03-01 19:40 | 2025-03-01 20:20
        I-88        | S-2      | self      | 2025-03-01 19:50 |                  | 2025-03-01 20:20
        """,
    "positions": """
        device_id | at               | place
        VAN-7     | 2025-03-01 19:50 | home + 20m
        VAN-7     | 2025-03-01 20:00 | home + 20m
        VAN-7     | 2025-03-01 20:10 | home + 20m
        VAN-7     | 2025-03-01 20:20 | home + 20m
        CAR-3     | 2025-03-01 20:15 | home + 5000m
        CAR-3     | 2025-03-01 20:45 | home + 450m
        BIKE-2    | 2025-03-01 20:15 | home + 5000m
        BIKE-2    | 2025-03-01 22:00 | home + 1800m
        FAR-1     | 2025-03-01 20:00 | home + 9000m
        """,
    "device_holders": """
        device_id | kind    | staff_id | from_at          | to_at
        VAN-7     | vehicle | S-2      | 2025-03-01 18:00 | 2025-03-02 02:00
        CAR-3     | vehicle | S-3      | 2025-03-01 18:00 | 2025-03-02 02:00
        BIKE-2    | vehicle | S-4      | 2025-03-01 18:00 | 2025-03-02 02:00
        FAR-1     | vehicle | S-6      | 2025-03-01 18:00 | 2025-03-02 02:00
        """,
    "shifts": """
        staff_id | start_at         | end_at           | kind
        S-1      | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        S-5      | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        S-6      | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        S-7      | 2025-03-01 18:00 | 2025-03-02 02:00 | duty
        """,
}  # fmt: skip
FOUND = ("Sent", "Stood", "Streets", "Area")


@pytest.fixture
def near(desk, tmp_path):
    """A report that names nobody, and a store in which each is near in another degree."""
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    take_in(scan_over(tmp_path, NEAR), DAY.replace(year=2026))
    return the_report(desk, subjects="")


def parts(page):
    """What a page says of those who were near, of those left out, and of those of whom nothing can be said."""
    told, _, rest = page.partition("What cannot be assessed")
    shown, _, left_out = told.partition("Left out by the description:")
    return shown, left_out, rest.partition("Whom the report is about")[0]


def named_in(text):
    return [one for one in (*FOUND, "Silent", "Far", "Quiet") if f"{one} Canary" in text]


def row_of(text, one):
    at = text.index(f"{one} Canary")
    return text[at : text.find("</tr>", at)]


def test_each_is_told_with_the_degree_of_their_nearest_trace_the_nearest_first(desk, near):
    shown = parts(looked(desk, near).content.decode())[0]
    assert named_in(shown) == list(FOUND)
    assert sorted(FOUND, key=lambda one: shown.index(f"{one} Canary")) == list(FOUND)
    for one, said in (
        ("Sent", "Sent to an incident there"),
        ("Sent", "Incident I-88, 20 metres away, 2025-03-01 19:40 to 20:20, sent by control"),
        ("Streets", "A device was in the streets around"),
        ("Streets", "CAR-3 came within 450 metres, 2025-03-01 20:45 to 20:45"),
        ("Area", "A device was in that area"),
        ("Area", "BIKE-2 came within 1798 metres"),
    ):
        assert said in row_of(shown, one), said


def test_every_trace_is_told_and_one_device_once_in_its_nearest_degree(desk, near):
    row = row_of(parts(looked(desk, near).content.decode())[0], "Stood")
    assert ("sent by self, with no arrival on record" in row, "VAN-7 stood 20 metres away" in row) == (True, True)
    assert row.count("VAN-7") == 2  # once as a trace, once as what they held


def test_who_was_on_duty_with_no_trace_is_said_to_be_beyond_assessing_and_not_absent(desk, near):
    rest = parts(looked(desk, near).content.decode())[2]
    assert "with no trace of where they were: 2." in rest
    assert named_in(rest) == ["Silent", "Quiet"]


def test_what_the_records_lack_is_said(desk, tmp_path):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    held = {name: NEAR[name] for name in ("staff", "incidents", "deployments")}
    take_in(scan_over(tmp_path, held), DAY.replace(year=2026))
    page = looked(desk, the_report(desk, subjects="")).content.decode()
    assert "Sent Canary" in page
    for said in ("do not say where devices were and who held them", "The records hold no shifts"):
        assert said in page, said
    assert "whether anybody was sent there cannot be told" not in page


# ---- by description: what is asked | who fits | who is left out, with why

DESCRIBED = [
    ({"role": "constable"}, ["Stood", "Area"], {"Sent": "Role: detective", "Streets": "Role: pcso"}),
    ({"sex": "male"}, ["Sent", "Stood", "Area"], {"Streets": "Sex: female"}),
    ({"device": "van"}, ["Sent", "Stood"], {"Streets": "Vehicle or device: CAR-3", "Area": "Vehicle or device: BIKE-2"}),
    ({"device": "R-3"}, ["Sent", "Streets"], {"Stood": "Vehicle or device: VAN-7", "Area": "Vehicle or device: BIKE-2"}),
    ({"number": "S1"}, ["Sent"], {"Stood": "Number: S-2", "Streets": "Number: S-3", "Area": "Number: S-4"}),
    ({"least": "10"}, ["Stood", "Area"], {"Sent": "Years served: 1", "Streets": "Years served: 1"}),
    ({"most": "1"}, ["Sent", "Streets"], {"Stood": "Years served: 15", "Area": "Years served: 15"}),
    ({"role": "constable", "device": "van"}, ["Stood"],
     {"Sent": "Role: detective", "Streets": "Role: pcso, vehicle or device: CAR-3", "Area": "Vehicle or device: BIKE-2"}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "fits", "left_out"), DESCRIBED)
def test_a_description_parts_those_it_fits_from_those_it_does_not_and_hides_nobody(desk, near, asked, fits, left_out):
    shown, told, _rest = parts(looked(desk, near, **asked).content.decode())
    assert named_in(shown) == fits
    assert named_in(told) == [one for one in FOUND if one in left_out]
    assert told.lstrip().startswith(f"{len(left_out)}.")
    for one, why in left_out.items():
        assert why in row_of(told, one)


def test_what_no_record_holds_leaves_nobody_out_and_is_said(desk, near):
    shown = parts(looked(desk, near, sex="female", device="bike").content.decode())[0]
    assert "Cannot be compared: sex: not held" in row_of(shown, "Area")


def test_those_with_no_trace_are_parted_too_and_counted(desk, near):
    rest = parts(looked(desk, near, role="pcso").content.decode())[2]
    assert "with no trace of where they were: 1, and 1 whom the description leaves out." in rest
    assert "Silent Canary, S-5, left out by the description: role: constable" in rest


def test_one_whom_the_description_leaves_out_can_be_chosen_all_the_same(desk, near):
    page = looked(desk, near, role="pcso").content.decode()
    assert "(left out by role: constable)" in page
    assert page.count('value="S-2,Stood Canary"') == 1


def test_how_many_are_left_out_is_said_wherever_there_was_a_description(desk, near):
    assert "Left out by the description" not in looked(desk, near).content.decode()
    assert "Left out by the description: 0." in looked(desk, near, number="s").content.decode()


def test_the_description_stands_in_the_history_with_what_was_asked(desk, near):
    looked(desk, near, role="constable", least="2", most="20", device="van", number="2", sex="male")
    assert near.entries.last().details["description"] == (
        "role: constable; sex: male; vehicle or device: van; number: 2; years served: at least 2 and at most 20"
    )


@pytest.mark.parametrize(("tied", "counted"), [("s-2", (2, True)), ("s-5", (3, False))])
def test_whom_one_may_know_nothing_of_is_in_no_list_and_in_no_count(desk, near, tied, counted):
    name, (left_out, silent) = {"s-2": "Stood", "s-5": "Silent"}[tied], counted
    assert f"{name} Canary" in looked(desk, near, role="pcso").content.decode()
    desk.asks("analyst", "/ties", {"subject_id": tied, "name": "Somebody", "tie": "we shared a flat"})
    page = looked(desk, near, role="pcso").content.decode()
    assert (f"{name} Canary" in page, tied.upper() in page) == (False, False)
    assert f"Left out by the description: {left_out}." in page
    assert ("and 1 whom the description leaves out" in page) == silent


@pytest.mark.parametrize("changed", [{"role": "wizard"}, {"least": "many"}, {"most": "61"}, {"sex": "x"}])
def test_a_description_that_cannot_be_is_said_and_nothing_is_read(desk, near, changed):
    assert looked(desk, near, **changed).status_code == 422
    assert desk.log("intelligence subject looked for") == []
