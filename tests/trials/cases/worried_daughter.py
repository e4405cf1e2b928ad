"""Case 4: a radio operator keeps a worried caller for himself (S000; S003, case study 4).

The source gives the sequence of two days and no dates. Calls are told on the bill of the desk he rang from; what he said
on Facebook is in no record of the force. The force knew when her advocate complained: four days later, a choice.
"""

import datetime as dt

from tests.trials.telling import Told

worried_daughter = Told(
    name="case 4",
    cast={"Mr B": "radio_operator", "call handler": "call_handler"},
    places=("the mother's home",),
    subject="Mr B",
    person="Ms A",
    found_out=dt.date(2025, 5, 17),
    drawings={
        "people": """
            nominal_id | home              | number        | vulnerable | since
            Ms A       |                   | +447700900401 | autism     | 2025-05-12 17:30
            her mother | the mother's home | +447700900402 | other      | 2025-05-12 15:20
        """,
        "crimes": """
            incident_id | kind               | grade     | at               | closed_at        | place             | people
            the worry   | concern for safety | scheduled | 2025-05-12 15:00 | 2025-05-13 18:10 | the mother's home | her mother
        """,
        "involvements": """
            incident_id | nominal_id | role   | from_at
            the worry   | Ms A       | caller | 2025-05-12 15:00
        """,
        "public_calls": """
            staff_id     | other_number  | incident_id | start_at         | duration_s | line | recorded
            call handler | +447700900401 | the worry   | 2025-05-12 14:55 | 600        | 101  | yes
        """,
        "assignments": """
            incident_id | staff_id     | role           | from_at          | to_at
            the worry   | call handler | call_handler   | 2025-05-12 14:55 | 2025-05-12 15:10
            the worry   | Mr B         | radio_operator | 2025-05-12 15:20 | 2025-05-13 18:10
        """,
        "duty": """
            staff_id | day                    | from  | to    | vehicle
            Mr B     | 2025-05-12, 2025-05-13 | 07:00 | 19:00 |
        """,
        "phones": """
            staff_id | device_id
            Mr B     | his desk
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                 | duration_s
            his desk  | out       | call | +447700900401 | 2025-05-12 15:40, 2025-05-12 16:05 | 0
            his desk  | out       | call | +447700900401 | 2025-05-12 16:50                   | 1500
            his desk  | out       | call | +447700900402 | 2025-05-12 17:20                   | 40
            his desk  | out       | sms  | +447700900402 | 2025-05-12 17:25                   |
            his desk  | out       | call | +447700900401 | 2025-05-13 10:10                   | 2100
            his desk  | out       | call | +447700900401 | 2025-05-13 13:30                   | 1300
            his desk  | out       | call | +447700900401 | 2025-05-13 17:50                   | 900
        """,
        "log_entries": """
            incident_id | staff_id     | at               | text
            the worry   | call handler | 2025-05-12 15:00 | Call received, details taken.
            the worry   | Mr B         | 2025-05-12 15:20 | Accepted.
            the worry   | Mr B         | 2025-05-12 17:30 | Spoken to caller, autism and OCD noted.
            the worry   | Mr B         | 2025-05-12 18:20 | Call to be held over to tomorrow when I am back on shift. Caller asks for me.
            the worry   | Mr B         | 2025-05-13 10:50 | Spoken to caller.
            the worry   | Mr B         | 2025-05-13 14:00 | I am off for a few days, a colleague will pick this up.
            the worry   | Mr B         | 2025-05-13 18:10 | Agreed with caller to close.
        """,
        "complaints": """
            staff_id | nominal_id | received_at      | source         | category
            Mr B     | Ms A       | 2025-05-17 11:00 | partner_agency | abuse_of_position_sexual
        """,
    },
)
