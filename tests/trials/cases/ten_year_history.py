"""Case 5: a community support officer of whom concerns had been on file for ten years (S003, case study 5).

The source gives no dates. Before the day of the burglary the force held two intelligence reports years apart, about two
women, a promise to monitor, and yearly health checks that were signed as instructed; there was no complaint.
"""

import datetime as dt

from tests.trials.telling import Told

ten_year_history = Told(
    name="case 5",
    cast={"PCSO": "pcso", "supervisor": "sergeant"},
    places=("their home",),
    subject="PCSO",
    person=None,
    found_out=dt.date(2025, 9, 20),
    drawings={
        "people": """
            nominal_id         | home       | number        | vulnerable | since
            the woman          | their home | +447700900501 |            |
            her husband        | their home | +447700900502 |            |
            the one who texted |            | +447700900503 |            |
            the traffic warden |            | +447700900504 |            |
        """,
        "intelligence": """
            received_at      | staff_id | nominal_id         | source     | text
            2014-06-03 10:00 | PCSO     | the one who texted | supervisor | A friendly texting episode. She threatened to complain of harassment. He undertook not to contact her.
            2018-03-12 10:00 | PCSO     | the traffic warden | colleague  | Inappropriate behaviour towards a traffic warden, he said he loved her. Advised about harassment.
        """,
        "instructions": """
            staff_id | kind       | given_at         | text
            PCSO     | monitoring | 2018-03-20 10:00 | His future conduct will be closely monitored.
        """,
        "health_checks": """
            staff_id | supervisor_id | completed_at     | seconds_spent | discussed
            PCSO     | supervisor    | 2023-04-04 09:00 | 40            | no
            PCSO     | supervisor    | 2024-04-04 09:00 | 35            | no
            PCSO     | supervisor    | 2025-04-04 09:00 | 42            | no
        """,
        "crimes": """
            incident_id  | kind     | grade    | at               | closed_at        | place      | people
            the burglary | burglary | priority | 2025-09-10 08:00 | 2025-09-14 12:00 | their home | her husband & the woman
        """,
        "duty": """
            staff_id | day        | from  | to    | vehicle
            PCSO     | 2025-09-10 | 08:00 | 17:00 | car
        """,
        "sent": """
            staff_id | incident_id  | at               | minutes | by
            PCSO     | the burglary | 2025-09-10 09:00 | 50      | control
        """,
        "stays": """
            device_id | at               | minutes | place
            car       | 2025-09-10 09:10 | 48      | their home
        """,
        "complaints": """
            staff_id | nominal_id | received_at      | source | category
            PCSO     | the woman  | 2025-09-20 10:00 | public | abuse_of_position_sexual
        """,
    },
)
