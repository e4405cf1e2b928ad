"""Case 9: a community support officer waits on a girl's way home (S003, case study 9).

The source gives no dates: "often two or three times a week", by the park and around the corner from her house, in a police
vehicle. She is in no record of the force, so this is about the member of staff alone. Her parents reported it in July.
"""

import datetime as dt

from tests.trials.telling import Told, days_in, every

WAITS = every("2025-02-25 15:20", 2.4, 44, (0, 0.3, 0.15))

unofficial_cadets = Told(
    name="case 9",
    cast={"PCSO": "pcso"},
    places=("around the corner",),
    subject="PCSO",
    person=None,
    found_out=dt.date(2025, 7, 14),
    drawings={
        "people": """
            nominal_id | home                   | number
            neighbour  | around the corner +90m | +447700900901
        """,
        "duty": f"""
            staff_id | day              | from  | to    | vehicle
            PCSO     | {days_in(WAITS)} | 12:00 | 20:00 | car
        """,
        "stays": f"""
            device_id | at      | minutes | place
            car       | {WAITS} | 25      | around the corner
        """,
        "complaints": """
            staff_id | received_at      | source | category
            PCSO     | 2025-07-14 18:00 | public | abuse_of_position_sexual
        """,
    },
)
