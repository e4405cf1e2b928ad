"""Partners: agencies, whom to ask for at two levels, each time the unit was in touch, and what has lapsed."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.force_people import engaged, partner
from tests.desk.letters import report_from

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
KEEP = {"prevent", "manager"}
TABLES = (
    "agency",
    "agencyclosing",
    "agencycontact",
    "agencycontactcheck",
    "engagement",
    "attendance",
    "agencyfeedback",
)


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def day(after):
    from django.utils import timezone  # noqa: PLC0415

    return f"{timezone.localdate() + dt.timedelta(days=after):%d/%m/%Y}"


@pytest.fixture
def ambulance(desk):
    return partner("North Ambulance", by=desk.accounts["prevent"], contact="Robin Vale")


def contact_of(agency):
    return agency.contacts.get()


def earlier(row, days):
    """Makes a row as it was written so many days ago, by the clock on the wall: an owner of the tables alone could."""
    from django.db import connection  # noqa: PLC0415

    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        ago = "(at AT TIME ZONE 'Europe/London' - make_interval(days => %s)) AT TIME ZONE 'Europe/London'"
        cursor.execute(f"UPDATE {table} SET at = {ago} WHERE id = %s", [days, row.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


# ---- who reads and who writes


@pytest.mark.parametrize("who", EVERYBODY)
def test_names_of_agencies_and_of_their_people_are_for_who_keeps_them(desk, ambulance, who):
    held = engaged(ambulance, by=desk.accounts["prevent"])
    paths = ("/partners", "/partners/new", "/partners/export", "/partners/engagements", "/partners/engagements/new",
             f"/partners/{ambulance.pk}", f"/partners/engagements/{held.pk}")  # fmt: skip
    assert {desk.asks(who, path).status_code == 200 for path in paths} == {who in KEEP}
    for table in TABLES:
        assert who in KEEP or desk.sees(who, f"SELECT id FROM workforce_{table}") == []
    assert bool(desk.sees(who, "SELECT id FROM workforce_agencycontact")) == (who in KEEP)


@pytest.mark.parametrize("who", EVERYBODY)
def test_counts_are_for_them_and_for_the_chief_and_name_nobody(desk, ambulance, who):
    shown = desk.asks(who, "/partners/counts")
    assert (shown.status_code == 200) == (who in KEEP | {"chief"})
    assert "Robin Vale" not in main_of(shown)
    assert "North Ambulance" not in main_of(shown)
    figures = desk.sees(who, "SELECT agencies FROM workforce_partner_figures('2020-01-01', 'Europe/London')")
    assert figures == ([1] if who in KEEP | {"chief", "authority", "auditor"} else [])  # who read the checklist


def test_nobody_else_writes_on_any_page_and_not_in_the_database(desk, ambulance):
    for who in ("chief", "vetting", "staff", "analyst"):
        for path, given in (
            ("/partners/new", {"name": "x", "kind": "nhs"}),
            (f"/partners/{ambulance.pk}/close", {"why": "x"}),
            (f"/partners/{ambulance.pk}/contacts", {"level": "manager", "name": "x", "ours": "x"}),
            (f"/partners/contacts/{contact_of(ambulance).pk}/left", {}),
        ):
            assert desk.asks(who, path, given).status_code == 404
        statement = (
            "INSERT INTO workforce_agency (id, at, name, name_mark, kind, by_id)"
            f" VALUES (gen_random_uuid(), now(), '', '', 'nhs', '{desk.accounts[who].pk}')"
        )
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, statement)


def test_nothing_that_was_written_is_changed_or_taken_away(desk, ambulance):
    engaged(ambulance, by=desk.accounts["prevent"])
    for table in ("agency", "agencycontact", "engagement", "attendance"):
        for statement in (f"UPDATE workforce_{table} SET at = now()", f"DELETE FROM workforce_{table}"):
            with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
                desk.run(statement)


# ---- agencies and contacts


@pytest.mark.parametrize(
    ("path", "given", "told"),
    [
        ("/partners/new", {"name": "", "kind": "nhs"}, "Give the name of the agency"),
        ("/partners/new", {"name": "x", "kind": ""}, "Choose what kind of agency it is"),
        ("/partners/new", {"name": "x", "kind": "pub"}, "Choose one of those offered"),
        ("/partners/{0}/contacts", {"level": "", "name": "x", "ours": "x"}, "Choose the level"),
        ("/partners/{0}/contacts", {"level": "manager", "name": "", "ours": "x"}, "Give their name"),
        ("/partners/{0}/contacts", {"level": "manager", "name": "x", "ours": ""}, "Say whom of this force they ask for"),
        ("/partners/{0}/close", {"why": ""}, "Say why it is a partner no more"),
        ("/partners/engagements/new", {"kind": "call", "day": "01/01/2999", "what": "x", "agencies": ["{0}"]}, "This day has not come"),
        ("/partners/engagements/new", {"kind": "call", "day": "01/01/2025", "what": "", "agencies": ["{0}"]}, "Say what it was about"),
        ("/partners/engagements/new", {"kind": "", "day": "01/01/2025", "what": "x", "agencies": ["{0}"]}, "Choose what it was"),
        ("/partners/engagements/new", {"kind": "call", "day": "01/01/2025", "what": "x", "agencies": []}, "Choose at least one agency"),
        ("/partners/engagements/new", {"kind": "call", "day": "01/01/2025", "what": "x", "agencies": ["x"]}, "Choose agencies of the list"),
    ],
)  # fmt: skip
def test_what_lacks_something_is_asked_for_and_nothing_is_kept(desk, ambulance, path, given, told):
    given = {
        name: [one.format(ambulance.pk) for one in it] if isinstance(it, list) else it for name, it in given.items()
    }
    before = [desk.sees("prevent", f"SELECT id FROM workforce_{table}") for table in TABLES]
    answer = desk.asks("prevent", path.format(ambulance.pk), given)
    assert answer.status_code == 422
    assert "There is a problem" in main_of(answer)
    assert told in main_of(answer)
    assert [desk.sees("prevent", f"SELECT id FROM workforce_{table}") for table in TABLES] == before


def test_an_agency_is_written_down_once_however_it_is_spelt(desk, ambulance):
    again = desk.asks("prevent", "/partners/new", {"name": "north  ambulance", "kind": "ambulance"})
    assert again.status_code == 409
    assert "There is an agency of this name already" in main_of(again)
    desk.asks("prevent", f"/partners/{ambulance.pk}/close", {"why": "it was merged"})
    assert desk.asks("prevent", "/partners/new", {"name": "north ambulance", "kind": "ambulance"}).status_code == 302


def test_a_contact_who_left_is_no_contact_and_stays_written(desk, ambulance):
    contact = contact_of(ambulance)
    desk.asks("prevent", f"/partners/contacts/{contact.pk}/left", {})
    page = main_of(desk.asks("prevent", f"/partners/{ambulance.pk}"))
    assert "Earlier contacts: Robin Vale (practitioner)" in page
    assert "no contact of the level practitioner" in page
    assert desk.asks("prevent", f"/partners/contacts/{contact.pk}/confirmed", {}).status_code == 409
    assert desk.asks("prevent", f"/partners/contacts/{contact.pk}/perhaps", {}).status_code == 404


def test_nothing_more_is_written_of_an_agency_that_is_closed(desk, ambulance):
    desk.asks("prevent", f"/partners/{ambulance.pk}/close", {"why": "it was merged"})
    assert "A partner no more" in main_of(desk.asks("manager", f"/partners/{ambulance.pk}"))
    person = {"level": "manager", "name": "x", "ours": "x"}
    assert desk.asks("prevent", f"/partners/{ambulance.pk}/contacts", person).status_code == 409
    assert desk.asks("prevent", f"/partners/{ambulance.pk}/close", {"why": "x"}).status_code == 409
    given = {"kind": "call", "day": day(0), "what": "x", "agencies": [str(ambulance.pk)]}
    assert desk.asks("prevent", "/partners/engagements/new", given).status_code == 422


# ---- what has lapsed

# days since the contact was named | since it was confirmed | since a talk | what is told
LAPSES = [
    (0, None, None, []),
    (180, None, None, []),
    (181, None, None, ["The unit was last in touch with North Ambulance on"]),
    (400, 180, None, []),
    (400, 181, None, ["The unit was last in touch with North Ambulance on"]),
    (400, None, 180, []),
    (400, 300, 181, ["The unit was last in touch with North Ambulance on"]),
]


@pytest.mark.parametrize("lapse", LAPSES)
def test_an_agency_with_which_the_unit_was_not_in_touch_for_half_a_year_is_told(desk, ambulance, lapse):
    named, confirmed, talked, told = lapse
    from upstander.workforce import partnering  # noqa: PLC0415
    from upstander.workforce.models import ContactAnswer, Level  # noqa: PLC0415

    prevent, contact = desk.accounts["prevent"], contact_of(ambulance)
    partnering.name_contact(agency=ambulance, person=partnering.Person(Level.MANAGER, "Jo Hill", "x"), by=prevent)
    if confirmed is not None:
        earlier(partnering.check(contact=contact, answer=ContactAnswer.CONFIRMED, by=prevent), confirmed)
    for one in ambulance.contacts.all():
        earlier(one, named)
    if talked is not None:
        engaged(ambulance, by=prevent, ago=talked)
    due = re.findall(r"<li>([^<]+)</li>", desk.asks("prevent", "/partners").content.decode())
    assert [words[: len(start)] for words, start in zip(due, told, strict=True)] == told
    [in_touch] = desk.sees(
        "chief", "SELECT in_touch FROM workforce_partner_figures(access_today() - 180, 'Europe/London')"
    )
    assert in_touch == (0 if told else 1)


def test_a_level_without_a_contact_is_told(desk, ambulance):
    assert "North Ambulance has no contact of the level manager." in main_of(desk.asks("prevent", "/partners"))
    both = "SELECT two_levels FROM workforce_partner_figures(access_today(), 'Europe/London')"
    assert desk.sees("chief", both) == [0]
    desk.asks(
        "prevent", f"/partners/{ambulance.pk}/contacts", {"level": "manager", "name": "Jo Hill", "ours": "DC Ash"}
    )
    assert "no contact of the level" not in main_of(desk.asks("prevent", "/partners"))
    assert desk.sees("chief", both) == [1]


def test_an_agency_with_which_nobody_was_ever_in_touch_says_so(desk):
    partner("The Refuge", by=desk.accounts["prevent"])
    assert "The unit was never in touch with The Refuge." in main_of(desk.asks("prevent", "/partners"))


# ---- briefings and feedback


def test_a_conference_is_written_with_who_took_part_how_many_came_and_what_they_said(desk, ambulance):
    home = partner("A children's home", by=desk.accounts["prevent"], kind="childrens_home")
    given = {
        "kind": "event",
        "day": day(-3),
        "what": "Conference on the signs",
        "agencies": [str(ambulance.pk), str(home.pk)],
    }
    address = desk.asks("prevent", "/partners/engagements/new", given)["Location"]
    [first, second] = re.findall(rf'action="({address}/\d+)"', desk.asks("prevent", address).content.decode())
    assert desk.asks("prevent", first, {"people": "12", "words": "Very useful."}).status_code == 302
    page = main_of(desk.asks("manager", address))
    assert "12 of them came" in page
    assert "Very useful." in page
    assert "How many came is not written down" in page  # of the other
    assert desk.asks("prevent", second, {}).status_code == 409
    assert desk.asks("prevent", second, {"people": "-1"}).status_code == 422
    assert desk.asks("prevent", f"{address}/999999", {"people": "1"}).status_code == 404
    assert "Very useful." in main_of(desk.asks("manager", f"/partners/{ambulance.pk}"))


def test_an_attendance_of_one_engagement_is_not_reached_by_another(desk, ambulance):
    one, other = (engaged(ambulance, by=desk.accounts["prevent"], what=what) for what in ("one", "other"))
    [key] = [took.pk for took in one.attendances.all()]
    assert desk.asks("prevent", f"/partners/engagements/{other.pk}/{key}", {"people": "1"}).status_code == 404


def test_counts_by_month_hold_every_month_of_a_year(desk, ambulance):
    from django.utils import timezone  # noqa: PLC0415

    from upstander.access.asking import name_to_the_database  # noqa: PLC0415
    from upstander.workforce.partners import months  # noqa: PLC0415

    home = partner("A home", by=desk.accounts["prevent"], kind="childrens_home")
    for _ in range(2):
        engaged(ambulance, home, by=desk.accounts["prevent"])
    engaged(ambulance, by=desk.accounts["prevent"], ago=400)
    name_to_the_database(str(desk.accounts["chief"].pk))
    told = desk.as_role(lambda: months(timezone.localdate()))
    assert len(told) == 12
    assert (told[-1].engagements, told[-1].agencies) == (2, 2)
    assert {one.engagements for one in told[:-1]} == {0}


@pytest.mark.parametrize(("many", "told"), [(0, "Fewer than 5"), (4, "Fewer than 5"), (5, "5")])
def test_how_much_came_from_agencies_is_for_the_manager_and_not_told_of_a_handful(desk, many, told):
    for _ in range(many):
        report_from(desk, door="partner")
    shown = main_of(desk.asks("manager", "/partners/counts"))
    assert f"Reports by the door for agencies {told} " in shown
    for who in ("prevent", "chief"):
        assert "Reports by the door" not in main_of(desk.asks(who, "/partners/counts"))


# ---- a file of it


def test_the_file_holds_each_contact_and_nothing_that_a_spreadsheet_would_run(desk, ambulance):
    partner("=cmd|' /C calc'!A0", by=desk.accounts["prevent"])
    answer = desk.asks("prevent", "/partners/export")
    assert answer["Content-Type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(answer.content.decode()))
    assert [dict(zip(head, row, strict=True))["Name"] for row in rows] == ["Robin Vale", ""]
    assert rows[1][0].startswith("'=")
    assert [line[3] for line in desk.log("partners exported")] == [{"agencies": 2}]


def test_each_step_and_each_reading_leaves_a_line_without_a_name(desk, ambulance):
    held = engaged(ambulance, by=desk.accounts["prevent"])
    for path in ("/partners", f"/partners/{ambulance.pk}", "/partners/engagements", f"/partners/engagements/{held.pk}"):
        desk.asks("prevent", path)
    lines = [desk.log(action) for action in ("agency added", "agency contact named", "engagement written", "partners read",
             "agency read", "engagements read", "engagement read")]  # fmt: skip
    assert [len(one) for one in lines] == [1] * len(lines)
    assert "North Ambulance" not in str(lines)
    assert "Robin" not in str(lines)
