"""Case 6: a special constable, a group of teenagers and a private account (S003, case study 6).

What there was stood on private telephones. The force holds an evening's duty in which the car stopped at a car park and a
restaurant; the girl and her friends are in no record until her father's report.
"""

import datetime as dt

from tests.trials.telling import Told

special_constable = Told(
    name="case 6",
    cast={"special": "special_constable", "second special": "special_constable"},
    places=("the car park", "the restaurant"),
    subject="special",
    person=None,
    found_out=dt.date(2025, 9, 15),
    drawings={
        "duty": """
            staff_id       | day        | from  | to    | vehicle
            special        | 2025-09-12 | 19:00 | 03:00 | car
            second special | 2025-09-12 | 19:00 | 03:00 | car
        """,
        "stays": """
            device_id | at               | minutes | place
            car       | 2025-09-12 20:30 | 25      | the car park
            car       | 2025-09-12 21:20 | 20      | the restaurant
        """,
        "complaints": """
            staff_id | received_at      | source | category
            special  | 2025-09-15 17:00 | public | abuse_of_position_sexual
        """,
    },
)
