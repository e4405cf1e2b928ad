"""Case 7: a member of custody staff and a detainee (S003, case study 7).

The source gives days after the first ("around a month", "five days after") and no dates. Told are the long time in the
drug test room, the cell door, no declaration, and the remark to officers at a hotel, about day 35.
"""

import datetime as dt

from tests.trials.telling import Told

custody_officer = Told(
    name="case 7",
    cast={"custody officer": "detention_officer", "second officer": "detention_officer"},
    places=("his home",),
    subject="custody officer",
    person="the man",
    found_out=dt.date(2025, 5, 19),
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable           | since
            the man    | his home | +447700900701 | substance_dependency | 2025-04-14 20:00
        """,
        "crimes": """
            incident_id | kind   | grade     | at               | closed_at        | place    | people
            the arrest  | assault | emergency | 2025-04-14 19:00 | 2025-04-15 14:00 | his home |
        """,
        "involvements": """
            incident_id | nominal_id | role    | from_at
            the arrest  | the man    | suspect | 2025-04-14 19:00
        """,
        "duty": """
            staff_id        | day                    | from  | to    | vehicle
            custody officer | 2025-04-14             | 18:00 | 06:00 |
            second officer  | 2025-04-14             | 18:00 | 06:00 |
        """,
        "custody_contacts": """
            custody_id | nominal_id | staff_id        | kind       | start_at         | end_at
            the night  | the man    | second officer  | booking_in | 2025-04-14 19:50 | 2025-04-14 20:10
            the night  | the man    | custody officer | drug_test  | 2025-04-14 20:30 | 2025-04-14 21:12
            the night  | the man    | custody officer | cell_check | 2025-04-14 21:40 | 2025-04-14 21:51
            the night  | the man    | second officer  | cell_check | 2025-04-14 22:30 | 2025-04-14 22:31
            the night  | the man    | custody officer | cell_check | 2025-04-14 23:05 | 2025-04-14 23:13
            the night  | the man    | second officer  | cell_check | 2025-04-15 00:00 | 2025-04-15 00:01
            the night  | the man    | custody officer | cell_check | 2025-04-15 00:40 | 2025-04-15 00:48
            the night  | the man    | second officer  | release    | 2025-04-15 05:30 | 2025-04-15 05:45
        """,
        "intelligence": """
            received_at      | staff_id        | nominal_id | source    | text
            2025-05-19 23:00 | custody officer | the man    | colleague | A man at an incident told two officers that he was due that night at the house of a member of custody staff.
        """,
    },
)
