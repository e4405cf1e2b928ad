"""A small force whose records show nearly every sign: simulated, with the published cases and a few drawn records in it."""

from pathlib import Path

from tests.drawing import draw
from tests.trials.cases.call_about_something_else import call_about_something_else
from tests.trials.cases.chess import chess
from tests.trials.cases.custody_officer import custody_officer
from tests.trials.cases.enquiry_desk import enquiry_desk
from tests.trials.cases.fear_of_crime import fear_of_crime
from tests.trials.cases.lasting_relationship import lasting_relationship
from tests.trials.cases.ten_year_history import ten_year_history
from tests.trials.cases.two_vulnerable_women import two_vulnerable_women
from tests.trials.cases.unofficial_cadets import unofficial_cadets
from tests.trials.cases.worried_daughter import worried_daughter
from upstander.trials.force import Tables, eventful_force
from upstander.trials.planting import plant, with_records

STAFF, DAYS, SEED = 90, 42, 5
CASES = (
    call_about_something_else,
    chess,
    custody_officer,
    enquiry_desk,
    fear_of_crime,
    lasting_relationship,
    ten_year_history,
    two_vulnerable_women,
    unofficial_cadets,
    worried_daughter,
)
# What neither the simulation nor a case of that size shows: a desk's work kept by one person, words, a partner met
# through work, bills that a handset contradicts, contact that grows.
DRAWN = {
    "staff": """
        staff_id | name      | role           | team_id  | started_on
        Mr B     | Bob Brown | radio_operator | the desk | 2015-01-01
        Ms D     | Dee Drew  | radio_operator | the desk | 2015-01-01
        PC 12    | Sam Jones | constable      | team 12  | 2015-01-01
    """,
    "shifts": """
        staff_id | kind | start_at         | end_at
        Mr B     | duty | 2025-03-01 14:00 | 2025-03-01 22:00
        Mr B     | duty | 2025-03-02 14:00 | 2025-03-02 22:00
        Ms D     | duty | 2025-03-01 22:00 | 2025-03-02 06:00
        PC 12    | duty | 2025-02-01 08:00 | 2025-02-01 18:00
    """,
    "incidents": """
        incident_id | kind               | reported_at      | closed_at
        I1          | theft              | 2025-03-01 14:30 | 2025-03-02 19:00
        I2          | theft              | 2025-02-01 09:00 | 2025-02-01 12:00
        I3          | Domestic - assault | 2025-03-01 09:00 | 2025-03-02 12:00
        J1          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J2          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J3          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J4          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J5          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J6          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J7          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J8          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
        J9          | Domestic - assault | 2025-01-01 09:00 | 2025-02-10 12:00
    """,
    "involvements": """
        incident_id | nominal_id | role   | from_at
        I1          | Ms A       | caller | 2025-03-01 14:30
        I1          | Ms A       | victim | 2025-03-01 14:30
        I2          | Ms E       | victim | 2025-02-01 09:00
        I3          | Ms A       | victim | 2025-03-01 09:00
    """,
    "assignments": """
        incident_id | staff_id | role            | from_at
        I3          | PC 12    | officer_in_case | 2025-03-01 09:00
        J1          | PC 12    | investigator    | 2025-01-01 09:00
        J2          | PC 12    | investigator    | 2025-01-01 09:00
        J3          | PC 12    | investigator    | 2025-01-01 09:00
        J4          | PC 12    | investigator    | 2025-01-01 09:00
        J5          | PC 12    | investigator    | 2025-01-01 09:00
        J6          | PC 12    | investigator    | 2025-01-01 09:00
        J7          | PC 12    | investigator    | 2025-01-01 09:00
        J8          | PC 12    | investigator    | 2025-01-01 09:00
        J9          | PC 12    | investigator    | 2025-01-01 09:00
    """,
    "log_entries": """
        incident_id | staff_id | at
        I1          | Mr B     | 2025-03-01 15:00
        I1          | Mr B     | 2025-03-01 21:50
        I1          | Mr B     | 2025-03-02 14:30
        I1          | Mr B     | 2025-03-02 19:00
    """,
    "deployments": """
        incident_id | staff_id | assigned_at      | cleared_at
        I2          | PC 12    | 2025-02-01 09:10 | 2025-02-01 10:00
    """,
    "nominals": """
        nominal_id | name  | born_on
        Ms A       | Ann A | 1990-01-01
        Ms E       | Eve E | 1991-01-01
    """,
    "nominal_phones": """
        nominal_id | number        | from_at
        Ms E       | +447700900777 | 2025-01-01
        Ms A       | +447700900778 | 2025-01-01
    """,
    "device_holders": """
        device_id    | staff_id | kind    | from_at
        PC 12's cell | PC 12    | mobile  | 2025-01-01
    """,
    "phone_events": """
        event_id | device_id    | direction | kind | other_number  | at
        b1       | PC 12's cell | out       | call | +447700900777 | 2025-05-01 10:00
        b2       | PC 12's cell | out       | call | +447700900777 | 2025-05-02 10:00
        b3       | PC 12's cell | out       | call | +447700900777 | 2025-05-03 10:00
        b4       | PC 12's cell | out       | call | +447700900777 | 2025-05-04 10:00
        a1       | PC 12's cell | out       | call | +447700900778 | 2025-05-05 10:00
    """,
    "device_extractions": """
        device_id    | extracted_at     | kind | direction | other_number  | at
        PC 12's cell | 2025-06-01 12:00 | call | out       | +447700900777 | 2025-05-01 10:00
        PC 12's cell | 2025-06-01 12:00 | call | out       | +447700900777 | 2025-05-02 10:00
        PC 12's cell | 2025-06-01 12:00 | call | out       | +447700900777 | 2025-05-03 10:00
        PC 12's cell | 2025-06-01 12:00 | call | out       | +447700900777 | 2025-05-04 10:00
    """,
    "associations": """
        staff_id | kind    | name  | born_on    | declared_at
        PC 12    | partner | Eve E | 1991-01-01 | 2025-06-01
    """,
    "messages": """
        message_id | staff_id | direction | other_party   | at               | text
        W1         | PC 12    | out       | +447700900777 | 2025-02-03 10:00 | you looked amazing
        W2         | PC 12    | out       | +447700900777 | 2025-02-03 11:00 | Text me on my personal number
        W3         | PC 12    | out       | +447700900777 | 2025-02-04 11:00 | Would you like to go for a coffee?
    """,
}


def small_force(folder: Path) -> Tables:
    """The feeds of the force in the store's types."""
    force = eventful_force(folder, STAFF, DAYS, SEED)
    for told in CASES:  # one by one: a force of this size has too few people for a part each
        force = plant(force, [told.story(force)]).tables
    return with_records(force, {feed: draw(feed, text) for feed, text in DRAWN.items()})
