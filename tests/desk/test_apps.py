"""Messaging apps on the force's devices: what was seen, what is decided and until when, and what nobody can see."""

import datetime as dt
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import records_named
from tests.desk.force_people import PEOPLE
from tests.leads.telling.scans import write_store

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
PAGE = "/apps"


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def given(after=30, **changed):
    from django.utils import timezone  # noqa: PLC0415

    day = timezone.localdate() + dt.timedelta(days=after)
    about = {"app": "WhatsApp", "standing": "not_allowed", "why": "words are not kept", "unseen": "what was written"}
    return about | {"review_on": f"{day:%d/%m/%Y}"} | changed


@pytest.mark.parametrize("who", EVERYBODY)
def test_those_who_answer_for_prevention_decide_and_the_chief_reads(desk, people_on_record, who):
    assert (desk.asks(who, PAGE).status_code == 200) == (who in {"prevent", "manager", "chief"})
    assert (desk.asks(who, PAGE, given()).status_code == 302) == (who in {"prevent", "manager"})
    assert ("Decide of an app" in main_of(desk.asks(who, PAGE))) == (who in {"prevent", "manager"})
    desk.asks("prevent", PAGE, given())
    reads = {"prevent", "manager", "chief", "authority", "auditor"}  # whoever reads the checklist, which tells of it
    assert bool(desk.sees(who, "SELECT id FROM workforce_appdecision")) == (who in reads)
    if who not in {"prevent", "manager"}:
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, "INSERT INTO workforce_appdecision (at, app, standing, why, unseen, review_on, by_id) VALUES"
                           f" (now(), 'x', 'allowed', '', '', now(), '{desk.accounts[who].pk}')")  # fmt: skip


def test_what_was_seen_and_not_decided_comes_first(desk, people_on_record):
    desk.asks("prevent", PAGE, given(app="Signal"))
    page = main_of(desk.asks("chief", PAGE))
    assert re.search(r"Whatsapp Fewer than 5 since 1 March 2025 Not decided .*Signal Fewer than 5 since 2 March 2025 Not allowed\. words are not kept", page)  # fmt: skip
    assert "Maps" not in page


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"why": ""}, 422), ({"unseen": ""}, 422), ({"standing": ""}, 422), ({"app": "x" * 41}, 422), ({"review_on": ""}, 422),
     ({"after": 0}, 409), ({"after": 367}, 409), ({"after": 366}, 302)],
)  # fmt: skip
def test_a_decision_has_a_reason_says_what_is_unseen_and_ends(desk, people_on_record, changed, status):
    assert desk.asks("prevent", PAGE, given(**changed)).status_code == status


def test_on_the_day_of_review_it_is_told_as_overdue_and_counts_no_more(desk, people_on_record):
    from upstander.workforce.app_decisions import told  # noqa: PLC0415
    from upstander.workforce.models import AppDecision  # noqa: PLC0415

    desk.asks("prevent", PAGE, given())
    [decision] = AppDecision.objects.all()
    seen = [("whatsapp", 2, dt.date(2025, 3, 1))]
    for before, late in ((1, False), (0, True)):
        [one] = told(seen, [decision], decision.review_on - dt.timedelta(days=before))
        assert (one.late, one.lacking) == (late, late)


def test_the_newest_decision_counts_and_the_earlier_stand_below(desk, people_on_record):
    desk.asks("prevent", PAGE, given())
    desk.asks("manager", PAGE, given(standing="under_review", why="a trial in one team"))
    page = main_of(desk.asks("prevent", PAGE))
    assert page.index("Under review. a trial in one team") < page.index("Whatsapp, not allowed. words are not kept")


def test_the_checklist_tells_how_many_are_decided(desk, people_on_record):
    desk.asks("prevent", PAGE, given())
    told = "Of 2, 1 have a decision whose day of review has not come."
    assert told in main_of(desk.asks("chief", "/checklist/apps_monitored")) + main_of(desk.asks("chief", "/checklist/encrypted_apps"))  # fmt: skip


def test_without_apps_on_record_what_was_decided_stands_all_the_same(desk, taken_in, tmp_path):
    (tmp_path / "store" / "loads").mkdir(parents=True)
    desk.asks("prevent", PAGE, given())
    with records_named(write_store(tmp_path / "store", {"staff": PEOPLE["staff"], "training": PEOPLE["training"]})):
        page = main_of(desk.asks("prevent", PAGE))
    assert "cannot be told: no apps of devices are on record" in page
    assert "Not allowed. words are not kept" in page


@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = now()"])
def test_no_decision_is_changed(desk, people_on_record, change):
    desk.asks("prevent", PAGE, given())
    statement = change.format("workforce_appdecision")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees("prevent", statement)
    with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
        desk.run(statement)


def test_each_look_and_each_decision_leaves_a_line(desk, people_on_record):
    desk.asks("chief", PAGE)
    desk.asks("prevent", PAGE, given())
    assert [one[1] for one in desk.log("apps read")] == ["allowed"]
    assert [one[3]["app"] for one in desk.log("app decided")] == ["whatsapp"]


def test_a_name_is_measured_as_it_is_kept(desk, people_on_record):
    """A capital dotted I is two characters when it is small."""
    assert desk.asks("prevent", PAGE, given(app="\u0130" * 40)).status_code == 422
    assert desk.asks("prevent", PAGE, given(app="\u0130" * 20)).status_code == 302
