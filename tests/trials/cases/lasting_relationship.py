"""Case 3: a response officer returns the next day, and then goes on coming for years (S003, case study 3).

The source gives no dates. Told here are the first months: a minor report, a couple of hours there, a second visit on the
next day that was the officer's own idea, visits on duty "two or three times a week", and a missing-person report to which
the officer came unasked. The force found out years later; within these records it had not.
"""

from tests.trials.telling import Told, days_in, every

VISITS = every("2025-02-18 15:10", 2.8, 62, (0, 2, -1, 3))
MISSING = "2025-07-10"

lasting_relationship = Told(
    name="case 3",
    cast={"officer": "constable", "second officer": "constable", "third officer": "constable"},
    places=("her home",),
    subject="officer",
    person="the woman",
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable    | since
            the woman  | her home | +447700900301 | mental_health | 2025-02-03 20:00
        """,
        "crimes": f"""
            incident_id | kind            | grade     | at               | closed_at        | place    | people
            the eggs    | criminal damage | scheduled | 2025-02-03 17:30 | 2025-02-09 12:00 | her home | the woman
            missing     | missing person  | priority  | {MISSING} 18:00  | {MISSING} 23:50  | her home | the woman
        """,
        "duty": f"""
            staff_id | day                                              | from  | to    | vehicle
            officer  | {days_in(f"2025-02-03, 2025-02-04, {VISITS}, {MISSING}")} | 13:00 | 22:00 | car
        """,
        "sent": f"""
            staff_id       | incident_id | at               | minutes | by
            officer        | the eggs    | 2025-02-03 18:00 | 125     | control
            second officer | the eggs    | 2025-02-03 18:00 | 25      | control
            officer        | the eggs    | 2025-02-04 16:00 | 60      | self
            second officer | missing     | {MISSING} 18:20  | 60      | control
            third officer  | missing     | {MISSING} 18:20  | 60      | control
            officer        | missing     | {MISSING} 18:40  | 30      | self
        """,
        "stays": f"""
            device_id | at               | minutes | place
            car       | 2025-02-03 18:10 | 120     | her home +15m
            car       | 2025-02-04 16:10 | 58      | her home +15m
            car       | {VISITS}         | 35      | her home +40m
        """,
    },
)
