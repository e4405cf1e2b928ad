"""Integrity health checks go on: back into the force's records, and to whoever supervises somebody later."""

import datetime as dt

import pytest

from tests.desk.conftest import records_named
from tests.desk.force_people import talked, write_people
from tests.desk.test_health_checks import KEPT, PAGE, given, main_of
from tests.leads.telling.scans import write_store
from upstander.access.sealed import mark

# The vetting officer supervises both now; the chief officer, an inspector of another team, did before.
STAFF = """
    staff_id  | name   | role      | team_id | supervisor_id | started_on
    D-staff   | Sam    | constable | north   | D-vetting     | 2015-01-01
    D-liaison | Lena   | sergeant  | north   | D-vetting     | 2015-01-01
    D-chief   | Cora   | inspector | south   |               | 2015-01-01
"""


@pytest.fixture
def taken_over(taken_in, tmp_path):
    with records_named(write_people(tmp_path / "store", staff=STAFF, health_checks=KEPT)):
        yield


@pytest.fixture
def earlier(desk, taken_over):
    """A check that the chief officer held with the account of ordinary staff, whom another supervises now."""
    return talked(desk.accounts["staff"], by=desk.accounts["chief"], agreed="yes")


def functions(desk, who, whose="D-staff"):
    return desk.sees(who, f"SELECT id FROM workforce_earlier_checks(ARRAY['{mark(whose)}'])")


def both_walls(desk, who, check):
    """Whether somebody who supervises them now may know of it: the policy and the database say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415 - Django is set up by the desk
    from upstander.workforce import policy  # noqa: PLC0415

    account = desk.accounts[who]
    marks = (account.mark, check.staff_mark, check.supervisor_mark)
    answers = {not policy.against_earlier_check(asker_of(account), *marks), functions(desk, who) == [check.pk]}
    assert len(answers) == 1, answers
    return answers.pop()


# ---- to whoever supervises them later


def test_who_takes_somebody_over_reads_that_there_was_a_talk_and_what_was_agreed_and_no_other_word(desk, earlier):
    for path in (PAGE, f"{PAGE}/{mark('D-staff')}"):
        page = main_of(desk.asks("vetting", path))
        assert "Inspector Talked through They did not say whether it is right canary of what was said: agreed" in page
        assert page.count("canary of what was said") == 1
        assert "The chief" not in page
    assert desk.asks("vetting", f"/health-checks/{earlier.pk}").status_code == 404
    assert desk.sees("vetting", "SELECT id FROM workforce_healthcheck") == []


def test_what_was_held_before_counts_in_how_the_team_stands(desk, taken_over):
    assert "Sam Never" in main_of(desk.asks("vetting", PAGE))
    talked(desk.accounts["staff"], by=desk.accounts["chief"])
    assert "Sam Talked through" in main_of(desk.asks("vetting", PAGE))


def test_that_whoever_was_asked_disagrees_stays_with_the_two_of_them(desk, earlier):
    desk.asks("staff", f"/health-checks/{earlier.pk}", {"agrees": "no", "words": "I did not say that"})
    page = main_of(desk.asks("vetting", PAGE))
    assert "did not say whether" not in page
    assert "did not say that" not in page


@pytest.mark.parametrize("tie", ["D-staff", "D-chief"])
def test_nothing_of_it_exists_where_a_tie_is_to_whoever_was_asked_or_to_whoever_asked(desk, earlier, tie):
    assert both_walls(desk, "vetting", earlier)
    desk.shut_out("vetting", tie)
    assert not both_walls(desk, "vetting", earlier)
    assert "Held by others" not in main_of(desk.asks("vetting", PAGE))
    assert ("Sam Talked through" in main_of(desk.asks("vetting", PAGE))) is False


def test_nobody_outside_the_team_reads_it(desk, earlier):
    for who in ("chief", "manager", "prevent"):
        assert "Held by others" not in main_of(desk.asks(who, PAGE))
        assert desk.asks(who, f"{PAGE}/{mark('D-staff')}").status_code == 404
    assert functions(desk, "staff") == []  # who asks of themselves reads the check itself
    type(desk.accounts["vetting"]).objects.filter(pk=desk.accounts["vetting"].pk).update(is_active=False)
    assert functions(desk, "vetting") == []


def test_reading_it_leaves_the_check_in_the_log(desk, earlier):
    for path, action in ((PAGE, "team health checks read"), (f"{PAGE}/{mark('D-staff')}", "health check begun")):
        desk.asks("vetting", path)
        [(_about, _outcome, _purpose, details)] = desk.log(action)
        assert details["earlier"] == [str(earlier.pk)]


# ---- back into the records


def test_a_check_goes_back_as_of_its_writing_with_whether_anything_was_talked_through_and_no_word(desk, earlier):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    assert feeds()["health_checks"] == [
        {
            "staff_id": "D-staff",
            "supervisor_id": "D-chief",
            "completed_at": earlier.at.isoformat(),
            "discussed": "yes",
        }
    ]


def test_checks_that_were_ticked_here_are_seen_by_the_sign_of_checks_without_substance(desk, taken_over, tmp_path):
    ticked = {name: "x" for name in given() if name.endswith("_words")}
    for who, whose in (("vetting", "D-staff"), ("vetting", "D-liaison")):
        assert desk.asks(who, f"{PAGE}/{mark(whose)}", given(**ticked)).status_code == 302
    talked(desk.accounts["liaison"], by=desk.accounts["chief"])
    assert seen(tmp_path) == ["D-liaison", "D-staff"]


def seen(folder):
    """Whose checks the sign takes for ticked, once what the desk knows was loaded beside the records."""
    from upstander.casework.records_back import write  # noqa: PLC0415 - Django is set up by the desk
    from upstander.contacts.join_up import join_up  # noqa: PLC0415
    from upstander.engines import DuckDBEngine  # noqa: PLC0415
    from upstander.records.loading import load_source  # noqa: PLC0415
    from upstander.records.store import open_records  # noqa: PLC0415
    from upstander.signs.health_check_without_substance import health_check_without_substance as sign  # noqa: PLC0415
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    write(folder / "files", feeds())
    with DuckDBEngine() as engine:
        report = load_source(folder / "files", write_store(folder / "loaded", {"staff": STAFF}), engine, None)
        assert not report.nothing_read
        as_of = int((dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=1)).timestamp()) * 1_000_000
        known = join_up(open_records(folder / "loaded", engine), engine, as_of)
        return sorted(engine.rows(sign.observations(known, {}))["staff_id"])


def test_a_check_that_went_back_is_told_once_as_of_the_day_of_the_talk(desk, taken_over, tmp_path):
    from django.utils import timezone  # noqa: PLC0415

    ago = timezone.localdate() - dt.timedelta(days=9)
    assert desk.asks("vetting", f"{PAGE}/{mark('D-staff')}", given(held_on=f"{ago:%d/%m/%Y}")).status_code == 302
    now = timezone.now()
    back = f"staff_id | completed_at | discussed\nD-staff | {now:%Y-%m-%d %H:%M} | yes"
    with records_named(write_people(tmp_path / "after", staff=STAFF, health_checks=back)):
        assert f"Sam Talked through {ago:%-d %B %Y}, held here" in main_of(desk.asks("vetting", PAGE))
