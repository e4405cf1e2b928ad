"""The demonstration has examples of what prevents, so that whoever tries the desk finds pages with something on them."""

import re

import pytest

from tests.desk.conftest import records_named, undone
from tests.desk.force_people import write_people


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def tried(desk, people_on_record):
    from upstander.website.prevention_part_way import prevention_part_way  # noqa: PLC0415

    prevention_part_way(desk.accounts)


def test_every_page_of_prevention_has_an_example(desk, tried):
    for who, path, told in (
        ("prevent", "/contact-checks", "1 checked"),
        ("prevent", "/contact-checks", "Not drawn yet"),
        ("prevent", "/contact-checks/lines", "Promised to those who ring it"),
        ("staff", "/health-checks", "Waits for you"),
        ("prevent", "/health-checks/quality", "Written within 10 minutes of another"),
        ("prevent", "/apps", "Under review. One team asks for it"),
        ("staff", "/notices", "An officer kept a number"),
        ("staff", "/articles", "Before you reply: three things to ask"),
        ("staff", "/bulletins", "Contact after the job is done"),
    ):
        assert told in main_of(desk.asks(who, path)), (path, told)


# ---- the supervisor, whose team stands in the simulated force's records

FORCE = """
    staff_id | name  | role      | team_id | supervisor_id | started_on
    S-1      | Small | sergeant  | north   |               | 2015-01-01
    S-2      | Large | sergeant  | south   |               | 2015-01-01
    S-3      | Chief | inspector | south   |               | 2015-01-01
    P-1      | Alder | constable | north   | S-1           | 2015-01-01
    P-2      | Beech | constable | south   | S-2           | 2015-01-01
    P-3      | Cedar | pcso      | south   | S-2           | 2015-01-01
    S-4      | Fern  | sergeant  | south   | S-3           | 2015-01-01
    S-5      | Hazel | sergeant  | south   | S-3           | 2015-01-01
    S-6      | Maple | sergeant  | south   | S-3           | 2015-01-01
"""


def test_the_supervisor_of_the_demonstration_has_a_team_of_the_records_and_something_on_each_page(desk, tmp_path):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.website.supervised_part_way import supervised_part_way, team_of  # noqa: PLC0415

    store = write_people(tmp_path / "store", staff=FORCE)
    team = team_of(store)
    assert (team.staff_id, team.name, [one["name"] for one in team.of]) == ("S-2", "Large", ["Beech", "Cedar"])
    desk.accounts["supervisor"] = Account.objects.create(
        username="supervisor", name="Large", role="staff", staff_id="S-2"
    )
    supervised_part_way(team, desk.accounts["supervisor"], desk.accounts)
    with records_named(store):
        for who, path, told in (
            ("supervisor", "/your-team/health-checks", "Cedar Talked through"),
            ("supervisor", "/your-team/health-checks", "Two visits a week to one address go to a colleague"),
            ("supervisor", "/your-team/welfare", "They took it up"),
            ("supervisor", "/your-team/digest", "Beech"),
            ("vetting", "/workforce/transferees", "Overdue"),
        ):
            assert told in main_of(desk.asks(who, path)), (path, told)


def test_where_there_are_no_records_or_no_sergeant_there_is_no_such_supervisor(desk, tmp_path):
    from upstander.website.supervised_part_way import team_of  # noqa: PLC0415

    assert team_of(None) is None
    assert team_of(write_people(tmp_path / "store")) is None


@pytest.mark.parametrize(
    ("held", "works"),
    [
        ("manager DESK-manager, supervisor S-2", False),  # a demonstration that is opened again
        ("supervisor S-2", True),
        ("manager DESK-manager, ann S-2", True),
    ],
)
def test_no_account_is_made_where_somebody_works(taken_in, held, works):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.website.demonstration import NotForShow, people  # noqa: PLC0415

    with undone():
        for one in filter(None, held.split(", ")):
            username, staff_id = one.split()
            Account.objects.create(username=username, name=username, role="staff", staff_id=staff_id)
        if works:
            with pytest.raises(NotForShow):
                people()
        else:
            assert {one.username for one in people(("S-2", "Large"))} >= {"manager", "supervisor"}


def test_a_page_of_new_partners_that_is_empty_says_how_many_were_compared(desk, taken_in, tmp_path):
    told = "staff_id | kind | name | born_on | declared_at\n" + "\n".join(
        f"P-1 | partner | Somebody {number} | 19{number}-03-04 | 2025-01-01" for number in range(60, 66)
    )
    store = write_people(
        tmp_path / "store", associations=told, nominals="nominal_id | name | born_on\nN-1 | X Y | 1990-01-01"
    )
    with records_named(store):
        assert "Staff told the force of 6 people. Of these, 0 may be somebody on record" in main_of(
            desk.asks("vetting", "/workforce/new-partners")
        )
