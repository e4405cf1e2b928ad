"""A lead on the desk: read with its evidence and its innocent explanations, moved on with a reason, traced throughout."""

import html
import re
import shutil

import pytest

from tests.desk.conftest import DAY, OTHER_SUBJECT, SUBJECT
from tests.leads.telling.scans import case_2, contact, write_scan
from upstander.records.loading import load_source


def test_the_list_says_why_each_stands_there_and_in_what_order(desk):
    page = desk.asks("analyst", "/leads").content.decode()
    assert "went on calling Maris Penhallow" in page
    assert page.index("Ashby Rourke") < page.index("Other Canary")


def test_a_lead_shows_what_was_seen_and_expected_and_what_would_make_it_innocent(desk):
    page = desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode()
    for words in ("Four calls under five seconds", "Calls that went to voicemail", "Timeline as a table", "<svg"):
        assert words in page, words


def test_the_timeline_stands_as_a_table_contact_by_contact_and_day_by_day(desk):
    rows = cells(desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode(), "What the timeline draws")
    unexplained = ["21 Mar 2025, 22:05 GMT", "Call to the person, off duty", "Nothing on record explains it"]
    gathered = ["3 Mar 2025, 14:00–15:00 GMT", "2 look-ups, on duty", "Assignment, recorded by Wren Castellane"]
    assert (unexplained in rows, gathered in rows) == (True, True)


def test_a_long_timeline_is_read_a_page_at_a_time_and_each_page_leaves_a_line(desk, tmp_path):
    minutes = [contact("call", f"2025-03-03 {n // 60:02}:{n % 60:02}") for n in range(130)]
    lead = told_by(desk, write_scan(tmp_path, {"L-1": case_2() | {"contacts": minutes}}, {"L-1": EVIDENCE}))
    first, last = (desk.asks("analyst", f"/leads/{lead.pk}{page}").content.decode() for page in ("", "?page=2"))
    assert "Lines 1 to 100 of 130" in first
    assert f'href="/leads/{lead.pk}?page=2#timeline"' in first
    assert [row[0] for row in cells(last, "What the timeline draws")] == [
        f"3 Mar 2025, {n // 60:02}:{n % 60:02} GMT" for n in range(100, 130)
    ]
    assert ('id="timeline" open' in first, 'id="timeline" open' in last) == (False, True)
    assert len(desk.log("lead read")) == 2


def test_a_record_behind_a_lead_is_followed_to_the_file_that_was_sent_and_its_row(desk, tmp_path, engine):
    store = loaded(tmp_path, engine)
    lead = told_by(desk, write_scan(tmp_path / "out", {"L-1": case_2()}, {"L-1": EVIDENCE}, store=str(store)))
    (row,) = records_of(desk, lead)
    (load,) = store.glob("loads/*.json")
    assert row[2] == "phone_events B2"
    assert row[3].startswith("phone_events/march.csv, row 3, loaded on ")
    assert row[3].endswith(f"(load {load.stem})")


def test_where_an_old_store_cannot_say_which_row_that_is_said(desk, tmp_path, engine):
    store = loaded(tmp_path, engine)
    shutil.rmtree(store / "rows")
    lead = told_by(desk, write_scan(tmp_path / "out", {"L-1": case_2()}, {"L-1": EVIDENCE}, store=str(store)))
    (row,) = records_of(desk, lead)
    assert row[3].startswith("phone_events/march.csv, row not known: the store was loaded before rows were kept")


EVIDENCE = {"short_calls_one_way": [("phone_events", "B2")]}


def loaded(folder, engine):
    """A store that a file of the telephone bill was loaded into."""
    bill = "event_id,device_id,direction,kind,other_number,at,duration_s\n"
    bill += "".join(f"{n},M7,out,call,+447700900123,2025-03-21T22:05:00Z,4\n" for n in ("B1", "B2"))
    (folder / "source" / "phone_events").mkdir(parents=True)
    (folder / "source" / "phone_events" / "march.csv").write_text(bill)
    load_source(folder / "source", folder / "store", engine, None)
    return folder / "store"


def told_by(desk, scan):
    """The lead, as another scan tells it."""
    from upstander.casework.models import Lead  # noqa: PLC0415

    Lead.objects.filter(pk=desk.lead().pk).update(scan=str(scan), lead_id="L-1")
    return desk.lead()


def records_of(desk, lead):
    page = desk.asks("analyst", f"/leads/{lead.pk}/records", {"purpose": "to judge the calls of April"})
    return cells(page.content.decode(), "Records, oldest first")


def cells(page, caption):
    """The rows of the table with that caption, each cell as its words."""
    (table,) = [one for one in re.findall(r"<table.*?</table>", page, re.DOTALL) if f">{caption}" in one]
    rows = re.findall(r"<tr.*?</tr>", table.split("<tbody")[1], re.DOTALL)
    return [
        [html.unescape(re.sub("<[^>]+>", "", one)).strip() for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def test_a_lead_whose_scan_is_gone_says_so_and_shows_what_the_desk_kept(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    Lead.objects.filter(pk=desk.lead().pk).update(scan="/nowhere")
    page = desk.asks("analyst", f"/leads/{desk.lead().pk}").content.decode()
    assert "does not hold a scan" in page
    assert "went on calling" in page


def test_other_leads_about_the_subject_are_named_on_its_page(desk):

    other = desk.lead(OTHER_SUBJECT)
    lead = desk.lead()
    other.subject_id, other.subject_name = SUBJECT, "The same again"
    other.save()
    assert "The same again" in desk.asks("analyst", f"/leads/{lead.pk}").content.decode()


def test_the_records_behind_a_lead_are_read_for_a_purpose_that_is_kept(desk):
    from upstander.access.models import Purpose  # noqa: PLC0415

    path = f"/leads/{desk.lead().pk}/records"
    assert "PHONE" not in desk.asks("analyst", path).content.decode().upper()
    assert "Say why in a sentence" in desk.asks("analyst", path, {"purpose": "work"}).content.decode()
    assert desk.log("records read") == []
    assert len(desk.log("records named")) == 2
    page = desk.asks("analyst", path, {"purpose": "to judge the calls of April"}).content.decode()
    assert "phone_events" in page
    (given,) = Purpose.objects.all()
    assert given.words == "to judge the calls of April"
    assert [line[1:3] for line in desk.log("records read")] == [("allowed", f"purpose {given.pk}")]


# what is done, from which state, with what reason: where it then stands
MOVES = [
    ("open", "claimed", "", "", "claimed"),
    ("claimed", "let go", "", "", "open"),
    ("claimed", "dismissed", "the records are wrong", "", "dismissed"),
    ("dismissed", "opened again", "", "a second report", "open"),
]


@pytest.mark.parametrize("move", MOVES)
def test_a_lead_is_moved_on_by_a_person_with_a_reason(desk, move):
    at, what, because, why, to = move
    lead = stood(desk, at)
    answer = desk.asks("analyst", f"/leads/{lead.pk}/move", {"what": what, "because": because, "why": why})
    assert answer.status_code == 302
    lead.refresh_from_db()
    assert (lead.state, lead.entries.last().why) == (to, because or why)
    assert desk.log(f"lead {what}")[-1][:2] == (str(lead.pk), "done")


@pytest.mark.parametrize(
    "refused",
    [
        ("dismissed", "claimed", "", "", "is dismissed now"),
        ("open", "dismissed", "", "no", "Choose what explains this lead"),
        ("dismissed", "dismissed", "", "", "is dismissed now"),
        ("open", "more asked for", "", "x", "Choose one of those offered"),
        ("dismissed", "opened again", "", "", "Say why"),
        ("open", "burnt", "", "", "Choose one of those offered"),
        ("open", "", "", "", "Choose what you do with this lead"),
    ],
)
def test_what_cannot_be_done_is_said_and_not_done(desk, refused):
    at, what, because, why, said = refused
    lead = stood(desk, at)
    answer = desk.asks("analyst", f"/leads/{lead.pk}/move", {"what": what, "because": because, "why": why})
    assert (answer.status_code in {409, 422}, said in answer.content.decode()) == (True, True)
    lead.refresh_from_db()
    assert (lead.state, lead.entries.count()) == (at, 0)


# at | what was sent | what is said, and at which field
FAILED = [
    ("open", {"what": "dismissed", "why": "I rang the sergeant"}, "Choose what explains this lead", "because"),
    ("open", {"why": "I rang the sergeant"}, "Choose what you do with this lead", "what"),
    ("dismissed", {"what": "opened again", "why": " "}, "Say why", "why"),
]


@pytest.mark.parametrize(("at", "given", "said", "field"), FAILED)
def test_what_was_typed_stays_and_the_error_stands_at_its_field_and_leads_there(desk, at, given, said, field):
    page = desk.asks("analyst", f"/leads/{stood(desk, at).pk}/move", given).content.decode()
    assert "<title>Error: " in page
    assert f'<a href="#move_{field}">{said}</a>' in page
    assert len(re.findall(rf'id="move_{field}"', page)) == 1
    assert f'id="move_{field}_error"><span class="govuk-visually-hidden">Error:</span> {said}' in page
    assert given["why"].strip() in page
    chosen = re.findall(r'name="what" value="([^"]+)"[^>]* checked', page)
    assert chosen == [value for name, value in given.items() if name == "what"]


def test_who_was_slower_reads_so_and_keeps_what_they_typed(desk):
    lead = stood(desk, "dismissed")
    given = {"what": "claimed", "why": "I rang the sergeant"}
    page = desk.asks("analyst", f"/leads/{lead.pk}/move", given).content.decode()
    assert "somebody was quicker" in page
    assert "I rang the sergeant</textarea>" in page
    assert re.findall(r'name="what" value="([^"]+)"', page) == ["opened again"]


def stood(desk, state):
    lead = desk.lead()
    type(lead).objects.filter(pk=lead.pk).update(state=state)
    return lead


@pytest.mark.parametrize("who", ["investigator", "administrator", "a friend", "the subject"])
def test_a_lead_is_moved_by_nobody_who_may_not_see_it(desk, who):
    lead = desk.lead()
    assert desk.asks(who, f"/leads/{lead.pk}/move", {"what": "claimed"}).status_code == 404
    lead.refresh_from_db()
    assert lead.state == "open"


def test_a_filter_stands_in_the_address(desk):
    lead = stood(desk, "dismissed")
    assert str(lead.pk) not in desk.asks("analyst", "/leads").content.decode()
    assert str(lead.pk) in desk.asks("analyst", "/leads?state=dismissed").content.decode()
    assert str(lead.pk) not in desk.asks("analyst", "/leads?state=dismissed&mine=1").content.decode()
    assert desk.asks("analyst", "/leads?state=%00&page=-3&standing=x").status_code == 200


def test_every_reading_leaves_a_line_that_names_what_was_shown(desk):
    desk.asks("analyst", "/leads")
    desk.asks("analyst", f"/leads/{desk.lead().pk}")
    assert len(desk.log("leads listed")[0][3]["ids"]) == 2
    assert desk.log("lead read")[0][:3] == (str(desk.lead().pk), "allowed", "triage of leads")


def test_an_attempt_to_read_what_is_hidden_leaves_a_line(desk):
    desk.asks("a friend", f"/leads/{desk.lead().pk}")
    (asked,) = desk.log("asked")
    assert asked[:2] == (str(desk.lead().pk), "refused")


def test_a_scan_taken_in_again_keeps_what_people_decided(desk, scan):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415

    stood(desk, "dismissed")
    assert take_in(scan, DAY) == (0, 2)
    assert desk.lead().state == "dismissed"


def test_a_folder_without_a_scan_is_refused(desk, tmp_path):
    from upstander.casework.taking_in import take_in  # noqa: PLC0415
    from upstander.leads.telling.lead import NotAScanError  # noqa: PLC0415

    with pytest.raises(NotAScanError, match="run `upstander scan` into it first"):
        take_in(tmp_path, DAY)


def test_records_whose_scan_is_gone_are_not_read_and_that_is_said(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    Lead.objects.filter(pk=desk.lead().pk).update(scan="/nowhere")
    answer = desk.asks("analyst", f"/leads/{desk.lead().pk}/records", {"purpose": "to judge the calls of April"})
    assert (answer.status_code, "does not hold a scan" in answer.content.decode()) == (409, True)
    assert desk.log("records read")[0][1] == "refused"


def test_the_log_holds_ids_and_never_what_somebody_wrote_of_a_person(desk):
    """It can never be shortened: what stands in it stands for ever."""
    lead, canary = desk.lead(), "wrote of a person"
    desk.asks(
        "analyst", f"/leads/{lead.pk}/move", {"what": "dismissed", "because": "the records are wrong", "why": canary}
    )
    desk.asks("analyst", "/ties", {"subject_id": "P-9", "name": "Ask Nobody", "tie": canary})
    desk.asks("analyst", f"/leads/{lead.pk}")
    desk.asks("analyst", f"/leads/{lead.pk}/records", {"purpose": canary})
    with desk.cursor() as cursor:
        cursor.execute("SELECT details::text || object_id || purpose FROM audit.event")
        lines = [row[0] for row in cursor.fetchall()]
    assert len(lines) >= 4
    assert [line for line in lines for word in (canary, "Ashby", "Penhallow") if word in line] == []


def test_no_answer_shows_a_lead_without_a_line_not_even_one_that_refuses(desk):
    lead = stood(desk, "dismissed")
    for given in ({"what": "burnt"}, {"what": "claimed"}, {"what": "opened again"}):
        before = len(desk.log("lead read"))
        assert "Ashby Rourke" in desk.asks("analyst", f"/leads/{lead.pk}/move", given).content.decode()
        assert len(desk.log("lead read")) == before + 1
    assert [outcome for _, outcome, _, _ in desk.log("lead claimed")] == ["refused"]
