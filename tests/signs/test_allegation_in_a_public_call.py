"""An allegation told in a call about something else."""

import pytest

from upstander.detection.words.excerpt import sentences_with_mentions
from upstander.detection.words.finder import Finder
from upstander.detection.words.keyword_set import keyword_sets
from upstander.signs.allegation_in_a_public_call import allegation_in_a_public_call as sign

S004 = "An officer who came earlier this week had sent her friend sexually explicit pictures. One hundred percent."
DEPLOYED = """
    staff_id | nominal_id | kind       | at               | feed        | record_id
    PC 12    | Ms B       | deployment | 2025-08-04 21:20 | deployments | D1
    PC 13    | Ms B       | deployment | 2025-08-04 21:20 | deployments | D2
"""
PLACES = {"Ms B's home": (53.7, -1.5), "another street": (53.75, -1.5)}


def drawn(text=S004, *, contacts=DEPLOYED, who="Ms B", incident="", by="handler C", more=None):
    return {
        "contacts": contacts,
        "public_calls": "call_id | staff_id | nominal_id | incident_id | start_at | transcript\n"
        f"C1 | {by} | {who} | {incident} | 2025-08-09 22:15 | {text}",
    } | (more or {})


def seen(observed, drawings, **changed):
    rows = observed(sign, drawings, places=PLACES, **changed)
    assert {row["nominal_id"] for row in rows} <= {None}
    return {(row["staff_id"], row["record_id"]): round(row["amount"], 6) for row in rows}


BOTH = {("PC 12", "C1"): 0.5, ("PC 13", "C1"): 0.5}


def test_the_call_of_s004_is_about_the_two_officers_who_had_been_there_that_week(observed):
    assert seen(observed, drawn()) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "I want to report a fight. Yes I am safe. The police officer who came on Monday has been texting her with kisses. Bye.",
        "Police officer D, at her friend's earlier that week regarding a different disturbance, had sent her explicit pictures",
        "A policeman came round on Tuesday. He keeps sending my friend explicit pics.",
        "She has been getting explicit messages from the officer who dealt with it.",
        "one of your lot asked her for sex",
        "The PCSO tried to kiss me, and can you tell me about my bike",
        "THE OFFICER WHO TOOK MY STATEMENT HAS BEEN MESSAGING ME ON SNAPCHAT",
        "the oficer 'sent' her  nudes",
        "an officer whocame sentexplicitpictures to her",
        "Mae'r plismon wedi anfon lluniau noeth ati",
        "Cefais luniau noeth gan y plismon",
        "Mae swyddog wedi gofyn i fi fynd allan gyda fe",
        "The officer asked if I was well, and then he asked me for sex",
        "He said he was due to go to the custody officer's house that night",
        "I stayed the night at that policeman's house",
        "She had an affair with a PCSO",
    ],
)
def test_the_allegation_is_found_among_other_matters_and_in_damaged_text(observed, text):
    assert seen(observed, drawn(text)) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "The officer was rude.",
        "My ex sent me explicit pictures.",
        "An officer took pictures of the damage.",
        "The officer said my ex had sent me explicit pictures.",
        "I told the officer that he sent me explicit pictures.",
        "An officer came about my ex who had sent explicit pictures.",
        "An officer came. My ex sent me explicit pictures again. He is sending explicit pictures to everybody.",
        "I spoke to the officer. He sent explicit pictures again last night.",
        "The officer told me to stop sending explicit pictures.",
        "A security officer asked me for sex.",
        "A man pretending to be a police officer asked me for sex.",
        "My ex police officer husband kissed her.",
        "No officer has ever kissed me.",
        "The officer never asked me for sex.",
        "On the news an officer had sent explicit pictures.",
        "Seen kissing his wife at the station.",
        "An officer sent me the pictures of the car.",
        "The officer asked if my ex had asked me for sex",
        "The officer arrested him and then he asked me for sex",
        "The explicit pictures are with the officer in the case",
        "I was due to go to the officer when he rang",
        "Cefais luniau noeth gan fy nghariad",
    ],
)
def test_complaints_about_other_things_and_other_people_are_silent(observed, text):
    assert not seen(observed, drawn(text))


def test_of_several_matters_in_one_call_the_sentence_that_says_so_is_shown(observed):
    call = (
        "My car was stolen last night. I am safe, yes. And the bins have not been emptied. The police officer who came "
        "on Monday has been messaging my friend on Snapchat. My neighbour is loud again. When will I get a crime number?"
    )
    assert seen(observed, drawn(call)) == BOTH
    shown = sentences_with_mentions(call, Finder(keyword_sets()))
    assert shown == "The police officer who came on Monday has been messaging my friend on Snapchat."


def test_a_report_that_names_somebody_is_about_them_alone(observed):
    complaint = (
        "complaint_id | staff_id | received_at | summary\nR1 | PC 9 | 2025-08-10 10:00 | The officer kissed her."
    )
    report = "report_id | staff_id | received_at | text\nI1 | PC 8 | 2025-08-10 10:00 | The PCSO is sleeping with a woman he met"
    found = seen(observed, drawn("", more={"complaints": complaint, "intelligence": report}))
    assert found == {("PC 9", "R1"): 1, ("PC 8", "I1"): 1}


def test_a_report_that_names_nobody_is_about_those_who_had_been_with_the_person(observed):
    report = "report_id | nominal_id | received_at | text\nI1 | Ms B | 2025-08-10 10:00 | An officer kissed her"
    assert set(seen(observed, drawn("", more={"intelligence": report}))) == {("PC 12", "I1"), ("PC 13", "I1")}


def test_a_line_of_the_log_is_read_and_whoever_wrote_it_is_not_meant(observed):
    more = {
        "log_entries": "incident_id | staff_id | at | text\nthe scrap | PC 13 | 2025-08-09 22:20 | Caller says an officer kissed her",
        "involvements": "incident_id | nominal_id | from_at\nthe scrap | Ms B | 2025-08-09 22:00",
    }
    assert {staff for staff, _record in seen(observed, drawn("", more=more))} == {"PC 12"}


def test_the_person_may_be_known_by_the_calls_incident_by_number_or_not_at_all(observed):
    part = {"involvements": "incident_id | nominal_id | from_at\nthe scrap | Ms B | 2025-08-09 22:00"}
    assert seen(observed, drawn(who="", incident="the scrap", more=part)) == BOTH
    later = {"involvements": part["involvements"].replace("22:00", "23:00")}
    assert not seen(observed, drawn(who="", incident="the scrap", more=later))
    rang = DEPLOYED + "    handler C | Ms B | answered_call | 2025-08-09 22:15 | public_calls | C1\n"
    assert seen(observed, drawn(who="", contacts=rang)) == BOTH
    assert not seen(observed, drawn(who=""))  # it leads to nobody


def test_those_sent_to_the_place_may_be_meant_whoever_was_part_of_it(observed):
    more = {
        "incidents": """
            incident_id     | reported_at      | place
            the scrap       | 2025-08-09 22:00 | Ms B's home +60m
            the disturbance | 2025-08-04 21:00 | Ms B's home
            the burglary    | 2025-08-05 21:00 | another street
        """,
        "deployments": """
            incident_id     | staff_id | assigned_at      | on_scene_at
            the disturbance | PC 20    | 2025-08-04 21:10 | 2025-08-04 21:20
            the disturbance | PC 21    | 2025-08-04 21:10 |
            the burglary    | PC 22    | 2025-08-05 21:10 | 2025-08-05 21:20
        """,
    }
    call = drawn(who="", contacts="staff_id\n", incident="the scrap", more=more)
    assert seen(observed, call) == {("PC 20", "C1"): 1}
    assert not seen(observed, call, metres=50)


def test_only_who_came_in_the_days_before_may_be_meant(observed):
    assert not seen(observed, drawn(contacts=DEPLOYED.replace("2025-08-04", "2025-07-25")))
    assert seen(observed, drawn(contacts=DEPLOYED.replace("2025-08-04", "2025-07-25")), before=20)
    assert not seen(observed, drawn(contacts=DEPLOYED.replace("2025-08-04", "2025-08-10")))
    assert not seen(observed, drawn(contacts=DEPLOYED.replace("| deployment |", "| look_up |")))
    assert seen(observed, drawn(contacts=DEPLOYED.replace("| deployment |", "| custody |")))


def test_whoever_took_the_call_is_not_meant(observed):
    assert seen(observed, drawn(by="PC 13")) == {("PC 12", "C1"): 1}


def test_a_call_and_the_report_made_of_it_are_one_matter(observed):
    complaint = (
        "complaint_id | staff_id | received_at | summary\nR1 | PC 12 | 2025-08-10 10:00 | The officer kissed her."
    )
    found = seen(observed, drawn(more={"complaints": complaint}))
    assert sum(amount for (staff, _), amount in found.items() if staff == "PC 12") == pytest.approx(1, abs=1e-4)
    assert found["PC 13", "C1"] == 0.5
    apart = seen(observed, drawn(more={"complaints": complaint.replace("2025-08", "2025-10")}), matter=7)
    assert (apart["PC 12", "C1"], apart["PC 12", "R1"]) == (0.5, 1)


def test_it_is_off_until_somebody_allows_it_and_needs_the_calls():
    assert sign.content
    assert "public_calls" in sign.needs
