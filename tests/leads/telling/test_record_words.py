"""What a record says, in words."""

import pytest

from tests.drawing import draw
from upstander.leads.telling.record_words import LONGEST_QUOTE, Known, how_long, in_words, quoted
from upstander.records.catalogue import all_feeds

KNOWN = Known({"P-41": "Ashby Rourke", "N-1": "Maris Penhallow"}, "Europe/London")


def told(feed: str, drawing: str) -> str:
    return in_words(feed, draw(feed, drawing).to_pylist()[0], KNOWN)


@pytest.mark.parametrize(
    ("feed", "drawing", "words"),
    [
        (
            "accesses",
            """
            staff_id | system | action | nominal_id | search_text
            P-41     | RMS    | search | N-1        | penhallow
            """,
            (
                "Ashby Rourke (P-41): search in RMS about Maris Penhallow (N-1), typed “penhallow”, no incident named, "
                "no reason given."
            ),
        ),
        (
            "accesses",
            """
            staff_id | system | action | nominal_id | incident_id | reason
            P-9      | RMS    | view   |            | I-1         | new crime
            """,
            "P-9: view in RMS, under incident I-1, reason given “new crime”.",
        ),
        (
            "phone_events",
            """
            device_id | direction | kind | other_number  | duration_s
            M7        | out       | call | +447700900123 | 0
            """,
            "Call to +447700900123 on device M7, not connected.",
        ),
        (
            "phone_events",
            """
            device_id | direction | kind | other_number
            M7        | in        | sms  | +447700900123
            """,
            "Text from +447700900123 on device M7.",
        ),
        (
            "messages",
            """
            channel | direction | other_party | text
            email   | in        | a@example   | Thanks
            """,
            "E-mail from a@example: “Thanks”",
        ),
        (
            "public_calls",
            """
            staff_id | nominal_id | duration_s | line         | recorded
            P-41     | N-1        | 125        | enquiry_desk | no
            """,
            "Ashby Rourke (P-41) answered Maris Penhallow (N-1) on enquiry desk, 2 min 5 s, not recorded.",
        ),
        (
            "deployments",
            """
            incident_id | staff_id | tasked_by | on_scene_at      | cleared_at
            I-1         | P-41     | self      | 2025-07-04 18:30 | 2025-07-04 19:10
            """,
            (
                "Ashby Rourke (P-41) sent to incident I-1 of their own motion, there from 4 Jul 2025, 19:30 BST "
                "until 4 Jul 2025, 20:10 BST."
            ),
        ),
        (
            "incidents",
            """
            incident_id | kind     | grade
            I-1         | burglary | priority
            """,
            "Incident I-1 (burglary, priority) reported; not closed.",
        ),
        (
            "log_entries",
            """
            incident_id | staff_id | text
            I-1         | P-41     | Visited
            """,
            "Ashby Rourke (P-41) wrote in the log of incident I-1: “Visited”",
        ),
        (
            "custody_contacts",
            """
            custody_id | nominal_id | staff_id | kind       | start_at         | end_at
            C-1        | N-1        | P-41     | cell_check | 2025-03-04 18:30 | 2025-03-04 18:36
            """,
            "Cell check in custody C-1: Ashby Rourke (P-41) with Maris Penhallow (N-1), 6 min.",
        ),
        (
            "complaints",
            """
            staff_id | source     | category   | summary
            P-41     | supervisor | incivility |
            """,
            "Complaint about Ashby Rourke (P-41) from supervisor, incivility: (no words)",
        ),
        (
            "intelligence",
            """
            source      | grading | text
            crimestoppers | B2    | Seen often
            """,
            "Intelligence from crimestoppers, graded B2: “Seen often”",
        ),
        (
            "declarations",
            """
            staff_id | kind                | nominal_id | text
            P-41     | contact_from_public | N-1        | one meeting
            """,
            "Ashby Rourke (P-41) declared contact from public about Maris Penhallow (N-1): “one meeting”",
        ),
    ],
)
def test_a_record_is_told_in_a_sentence(feed: str, drawing: str, words: str) -> None:
    assert told(feed, drawing) == words


def test_a_feed_without_a_sentence_of_its_own_is_told_column_by_column() -> None:
    vetting = """
        staff_id | level      | granted_on | expires_on | designated_post
        P-41     | management | 2020-01-01 | 2025-01-01 | yes
    """
    assert told("vetting", vetting) == (
        "Vetting: staff id Ashby Rourke (P-41); level management; granted on 1 Jan 2020; expires on 1 Jan 2025; "
        "designated post yes."
    )


@pytest.mark.parametrize("feed", sorted(set(all_feeds()) - {"positions"}))
def test_every_feed_can_be_told_even_where_all_that_may_be_empty_is(feed: str) -> None:
    key = all_feeds()[feed].key[0]
    assert told(feed, f"{key}\nX").strip()


def test_words_that_are_very_long_are_cut_and_said_to_be() -> None:
    assert quoted("x" * (LONGEST_QUOTE + 1)).endswith("…” (cut; the record holds the rest)")
    assert quoted("x" * LONGEST_QUOTE) == f"“{'x' * LONGEST_QUOTE}”"


@pytest.mark.parametrize(
    ("seconds", "words"), [(4, "4 s"), (60, "1 min"), (125, "2 min 5 s"), (3600, "1 h"), (4800, "1 h 20 min")]
)
def test_a_length_of_time_is_told_in_the_unit_a_person_would_use(seconds: int, words: str) -> None:
    assert how_long(seconds) == words
