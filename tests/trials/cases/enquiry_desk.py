"""Case 1: a call to the victim enquiry desk, and a text from a private telephone (S001; S003, case study 1).

Nothing in the records of the force shows it before the complaint on the third day: the desk may read the report, the line
is not recorded, the text came from a telephone of the officer's own.
"""

import datetime as dt

from tests.trials.telling import Told

enquiry_desk = Told(
    name="case 1",
    cast={"PC B": "enquiry_desk_officer", "officer before": "constable"},
    places=("Miss A's home",),
    subject="PC B",
    person="Miss A",
    found_out=dt.date(2025, 5, 22),
    drawings={
        "people": """
            nominal_id | home          | number        | vulnerable     | since
            Miss A     | Miss A's home | +447700900101 | domestic_abuse | 2025-01-08 11:00
        """,
        "crimes": """
            incident_id | kind              | grade     | at               | closed_at        | place         | people
            years ago   | domestic incident | scheduled | 2017-05-02 20:10 | 2017-07-20 12:00 | Miss A's home | Miss A
        """,
        "duty": """
            staff_id | day                    | from  | to    | vehicle
            PC B     | 2025-05-19, 2025-05-22 | 08:00 | 16:00 |
        """,
        "public_calls": """
            staff_id | other_number  | incident_id | start_at         | duration_s | line         | recorded
            PC B     | +447700900101 | years ago   | 2025-05-19 10:00 | 900        | enquiry_desk | no
        """,
        "accesses": """
            staff_id | at               | system | action | nominal_id | incident_id
            PC B     | 2025-05-19 10:03 | crime  | search | Miss A     |
            PC B     | 2025-05-19 10:04 | crime  | view   | Miss A     | years ago
        """,
        "complaints": """
            staff_id | nominal_id | received_at      | source | category
            PC B     | Miss A     | 2025-05-22 11:20 | public | abuse_of_position_sexual
        """,
    },
)
