"""What the desk knows goes back to the records: its own people's reading, and what two of them accepted as explained."""

import datetime as dt

import pytest

from tests.desk.days import as_typed, today
from tests.desk.force_people import declared, on_the_watchlist
from tests.desk.letters import report_from
from tests.leads.telling.scans import write_store
from upstander.audit.event import Event


@pytest.fixture
def feeds(desk):
    """The feeds that the desk gives back now, from its log as the superuser reads it."""
    from upstander.casework.records_back import feeds_of  # noqa: PLC0415

    def of():
        with desk.cursor() as cursor:
            cursor.execute(
                "SELECT number, (extract(epoch FROM at) * 1000000)::bigint, actor, action, object_kind, object_id,"
                " purpose, outcome, details::text, previous, digest FROM audit.event ORDER BY number"
            )
            return feeds_of(Event(*row) for row in cursor.fetchall())

    return of


def explained(desk, lead, who="manager", **changed):
    given = {
        "words": "both are in one choir",
        "first": as_typed(),
        "last": as_typed(300),
    }
    return desk.asks(who, f"/leads/{lead.pk}/explain", given | changed)


@pytest.fixture
def dismissed(desk):
    lead = desk.lead()
    desk.asks(
        "analyst", f"/leads/{lead.pk}/move", {"what": "dismissed", "because": "explained by a declared tie", "why": "x"}
    )
    return lead


# ---- explanations


def test_a_second_person_accepts_an_explanation_and_it_goes_back_as_a_feed(desk, dismissed, feeds):
    assert "Let the explanation hold" in desk.asks("manager", f"/leads/{dismissed.pk}?").content.decode()
    assert explained(desk, dismissed).status_code == 302
    ((row),) = feeds()["accepted_explanations"]
    assert (row["staff_id"], row["nominal_id"], row["accepted_by"]) == ("P-41", dismissed.affected_id, "D-manager")
    assert "choir" not in str(feeds())
    assert "both are in one choir" in desk.asks("analyst", f"/leads/{dismissed.pk}").content.decode()


def test_nobody_accepts_the_explanation_of_what_they_dismissed(desk, feeds):
    lead = desk.lead()
    desk.asks(
        "manager", f"/leads/{lead.pk}/move", {"what": "dismissed", "because": "the records are wrong", "why": "x"}
    )
    answer = explained(desk, lead)
    assert (answer.status_code, "second person" in answer.content.decode()) == (422, True)
    assert feeds()["accepted_explanations"] == []


@pytest.mark.parametrize("days", [0, -3, 400])
def test_an_explanation_holds_for_a_year_at_most(desk, dismissed, days):
    answer = explained(desk, dismissed, last=as_typed(days))
    assert (answer.status_code, "a year apart at most" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who", ["analyst", "investigator", "a friend", "the subject", "auditor"])
def test_an_explanation_is_accepted_by_nobody_else(desk, dismissed, who):
    assert explained(desk, dismissed, who).status_code == 404
    assert "Let the explanation hold" not in desk.asks(who, f"/leads/{dismissed.pk}").content.decode()


def test_only_what_was_dismissed_is_explained_and_only_once(desk, dismissed):
    assert explained(desk, desk.lead("P-77")).status_code == 422
    assert explained(desk, dismissed).status_code == 302
    assert explained(desk, dismissed).status_code == 422


def test_a_lead_that_is_opened_again_takes_its_explanation_back(desk, dismissed, feeds):
    explained(desk, dismissed)
    desk.asks("analyst", f"/leads/{dismissed.pk}/move", {"what": "opened again", "why": "a second report"})
    assert feeds()["accepted_explanations"] == []


def test_the_last_day_of_an_explanation_is_explained_as_a_whole(desk, dismissed, feeds):
    explained(desk, dismissed)
    ((row),) = feeds()["accepted_explanations"]
    assert row["to_at"].startswith(f"{today() + dt.timedelta(301)}T00:00:00")  # a load takes no day for an instant


# ---- the unit's own reading


def test_each_reading_of_somebody_is_a_look_up_of_who_read(desk, feeds):
    lead = desk.lead()
    desk.asks("analyst", f"/leads/{lead.pk}")
    desk.asks("a friend", f"/leads/{lead.pk}")
    looked = feeds()["accesses"]
    assert [(row["staff_id"], row["nominal_id"], row["action"]) for row in looked] == [
        ("D-analyst", lead.affected_id, "view")
    ]


def test_a_claim_and_a_part_are_the_work_that_explains_reading(desk, feeds):
    lead = desk.lead("P-77")
    desk.asks("analyst", f"/leads/{lead.pk}/move", {"what": "claimed"})
    matter = desk.matter("investigator")
    work = {(row["incident_id"], row["staff_id"]): row for row in feeds()["assignments"]}
    assert set(work) == {(str(lead.pk), "D-analyst"), (str(matter.pk), "D-investigator")}
    desk.asks("analyst", f"/leads/{lead.pk}/move", {"what": "let go"})
    assert [bool(row.get("to_at")) for row in feeds()["assignments"] if row["staff_id"] == "D-analyst"] == [True]


def test_who_browses_is_told_apart_from_who_works_by_the_audit_of_look_ups(desk, feeds, tmp_path):
    """The same question that is asked of the force's systems: what policing purpose explains this look-up?"""
    lead = desk.lead()
    for who in ("analyst", "manager"):
        if who == "analyst":
            desk.asks(who, f"/leads/{lead.pk}/move", {"what": "claimed"})
        desk.asks(who, f"/leads/{lead.pk}")
    looked = audited(feeds(), tmp_path)
    told = set(zip(looked["staff_id"].to_list(), looked["purpose"].to_list(), strict=True))
    assert ("D-manager", None) in told
    assert ("D-analyst", "assignment") in told


def test_reading_of_reports_intelligence_and_the_watchlist_goes_back_with_what_was_done_of_them(desk, feeds):
    door_report = report_from(desk)
    entry = on_the_watchlist("P-41", why="x", by=desk.accounts["analyst"], allowed=desk.accounts["manager"])
    for path in (f"/reports/{door_report.pk}", f"/watchlist/{entry.pk}"):
        desk.asks("authority" if "watchlist" in path else "analyst", path)
    desk.asks("manager", f"/reports/{door_report.pk}/triage", {"why": "it can be judged"})
    desk.asks("manager", f"/reports/{door_report.pk}")
    given = feeds()
    looked = {(row["staff_id"], row["nominal_id"]) for row in given["accesses"]}
    work = {(row["staff_id"], row["incident_id"]) for row in given["assignments"]}
    person, watched = f"desk:{door_report.pk}", f"desk:{entry.pk}"
    assert {("D-analyst", person), ("D-manager", person), ("D-authority", watched)} <= looked
    assert ("D-manager", str(door_report.pk)) in work
    assert ("D-analyst", str(door_report.pk)) not in work
    assert {(row["incident_id"], row["nominal_id"]) for row in given["involvements"]} >= {(str(door_report.pk), person)}


def test_who_did_something_with_a_report_has_read_it_for_that_on_that_day_and_for_four_weeks(desk):
    from upstander.casework.unit_work import worked  # noqa: PLC0415

    account = desk.accounts["analyst"]
    said = """
        2026-03-05 14:00 | report read    | allowed
        2026-03-05 14:10 | report triaged | done
        2026-03-09 09:00 | report closed  | done
        2026-03-20 09:00 | report read    | allowed
        """
    events = [event(account, *map(str.strip, row.split("|"))) for row in said.strip().split("\n")]
    (one,) = worked(events, {str(account.pk): account})
    assert (f"{one.first:%d %B %H:%M}", f"{one.until:%d %B %H:%M}") == ("05 March 00:00", "06 April 09:00")


def event(account, at, action, outcome):
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    return Event(
        1, int(moment.timestamp() * 1_000_000), str(account.pk), action, "report", "R-1", "", outcome, "{}", b"", b""
    )


def test_who_browses_reports_is_told_apart_from_who_works_on_them(desk, feeds, tmp_path):
    """Threat T1, by the question that is asked of the force's own systems. Nothing is written for the unit alone."""
    reports = [report_from(desk) for _number in range(12)]
    for number, report in enumerate(reports):
        desk.asks("analyst", f"/reports/{report.pk}")
        desk.asks("manager", f"/reports/{report.pk}")
        desk.asks("manager", f"/reports/{report.pk}/triage", {"why": f"judged, number {number}"})
    looked = audited(feeds(), tmp_path)
    for_nothing = looked.filter(looked["purpose"].is_null())
    assert set(for_nothing["staff_id"]) == {"D-analyst"}
    assert for_nothing["nominal_id"].n_unique() == len(reports)


def test_who_only_reads_declarations_is_told_apart_from_who_decides_on_them(desk, feeds, tmp_path):
    from upstander.workforce.models import DeclarationStanding  # noqa: PLC0415

    keys = [declared(by=desk.accounts["staff"]).pk for _number in range(2)]
    for key in keys:
        desk.asks("manager", f"/declarations/{key}")
        desk.asks("staff", f"/declarations/{key}")  # which is their own, and nobody's look-up
    decided = {"standing": DeclarationStanding.NOTED.value, "words": "thank you"}
    desk.asks("manager", f"/declarations/{keys[0]}/decide", decided)
    looked = audited(feeds(), tmp_path)
    assert set(looked["staff_id"]) == {"D-manager"}
    assert set(looked.filter(looked["purpose"].is_null())["nominal_id"]) == {f"desk:{keys[1]}"}


def audited(given, folder):
    """Every look-up that goes back, with the purpose that the records know for it, where they know one."""
    from upstander.casework.records_back import write  # noqa: PLC0415
    from upstander.contacts.audit import audit_of  # noqa: PLC0415
    from upstander.engines import DuckDBEngine  # noqa: PLC0415
    from upstander.records.loading import load_source  # noqa: PLC0415
    from upstander.records.store import open_records  # noqa: PLC0415

    write(folder / "files", given)
    with DuckDBEngine() as engine:
        report = load_source(folder / "files", write_store(folder / "store", {"staff": STAFF}), engine, None)
        assert not report.nothing_read
        records = open_records(folder / "store", engine)
        now = int(dt.datetime.now(tz=dt.UTC).timestamp() * 1_000_000) + 86_400_000_000
        return engine.rows(audit_of(records, engine, records.staff, 0, now))


STAFF = """
    staff_id  | name | role    | team_id | started_on
    D-analyst | A    | analyst | CCU     | 2015-01-01
    D-manager | M    | other   | CCU     | 2015-01-01
    """
