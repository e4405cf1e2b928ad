"""Case S004: look-ups after a disturbance, and a remark in a 999 call about something else (S004, case 3).

The source gives days and no dates: two officers attend, one of them reads the records of the friend and two other parties,
"earlier that week" than the call in which it is said. The four know one another from an earlier report of the force.
"""

import datetime as dt

from tests.trials.telling import Told

call_about_something_else = Told(
    name="case S004",
    cast={
        "officer D": "constable",
        "second officer": "constable",
        "officer before": "constable",
        "handler C": "call_handler",
    },
    places=("Ms B's home", "the friend's home", "another street"),
    subject="officer D",
    person="Ms B",
    others=("the friend",),
    found_out=dt.date(2025, 8, 9),
    drawings={
        "people": """
            nominal_id   | home              | number        | vulnerable | since
            Ms B         | Ms B's home       | +447700900041 |            |
            the friend   | the friend's home | +447700900042 |            |
            second party | the friend's home | +447700900043 |            |
            third party  | another street    | +447700900044 |            |
        """,
        "crimes": """
            incident_id     | kind         | grade     | at               | closed_at        | place          | people
            the garden      | disturbance  | scheduled | 2025-02-02 21:00 | 2025-02-05 12:00 | another street | Ms B & the friend & second party & third party
            the disturbance | disturbance  | priority  | 2025-08-04 21:00 | 2025-08-05 12:00 | Ms B's home    | Ms B
        """,
        "sent": """
            staff_id       | incident_id     | at               | minutes | by
            officer before | the garden      | 2025-02-02 21:10 | 40      | control
            officer D      | the disturbance | 2025-08-04 21:10 | 50      | control
            second officer | the disturbance | 2025-08-04 21:10 | 50      | control
        """,
        "duty": """
            staff_id  | day                                | from  | to    | vehicle
            officer D | 2025-08-04, 2025-08-05, 2025-08-06 | 16:00 | 02:00 |
        """,
        "accesses": """
            staff_id  | at               | system  | action | nominal_id
            officer D | 2025-08-05 17:02 | records | view   | the friend
            officer D | 2025-08-05 17:09 | records | view   | second party
            officer D | 2025-08-06 18:31 | records | view   | third party
        """,
        "public_calls": """
            staff_id  | other_number | start_at         | duration_s | line | recorded | transcript
            handler C |              | 2025-08-09 22:15 | 540        | 999  | yes      | An officer who came earlier this week had sent her friend sexually explicit pictures. One hundred percent.
        """,
    },
)
