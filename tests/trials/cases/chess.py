"""Case 10: a game of chess after a domestic incident was handed over (S003, case study 10).

The source gives no dates. Told are the visit, the vulnerability the officer wrote down, the hand-over to safeguarding, the
terminal "in the vicinity of the woman's address on several occasions" in two weeks without deployment there, the
declaration to an inspector of the first meeting only, the instruction, and the terminal near the address once more.
"""

import datetime as dt

from tests.trials.telling import Told, days_in

STOPS = "2025-06-07 19:10, 2025-06-10 16:30, 2025-06-12 20:15, 2025-06-16 18:05, 2025-06-19 15:40"
LATER = "2025-07-03 17:20"

chess = Told(
    name="case 10",
    cast={"officer": "constable", "second officer": "constable", "DC": "safeguarding_officer"},
    places=("her home", "elsewhere"),
    subject="officer",
    person="the woman",
    found_out=dt.date(2025, 6, 26),
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable     | since
            the woman  | her home | +447700900031 | domestic_abuse | 2025-06-02 21:30
        """,
        "crimes": """
            incident_id  | kind              | grade    | at               | closed_at        | place     | people
            the domestic | domestic incident | priority | 2025-06-02 20:10 | 2025-07-20 12:00 | her home  | the woman
            the fight    | public order      | priority | 2025-06-12 20:00 | 2025-06-13 12:00 | elsewhere |
        """,
        "assignments": """
            incident_id  | staff_id | role            | from_at          | to_at
            the domestic | officer  | officer_in_case | 2025-06-02 20:20 | 2025-06-04 10:00
            the domestic | DC       | investigator    | 2025-06-04 10:00 | 2025-07-20 12:00
        """,
        "duty": f"""
            staff_id | day                                      | from  | to    | vehicle
            officer  | {days_in(f"2025-06-02, {STOPS}, {LATER}")} | 14:00 | 23:00 | terminal
        """,
        "sent": """
            staff_id       | incident_id  | at               | minutes | by
            officer        | the domestic | 2025-06-02 20:20 | 70      | control
            second officer | the domestic | 2025-06-02 20:20 | 70      | control
            officer        | the fight    | 2025-06-12 20:05 | 55      | control
            second officer | the fight    | 2025-06-12 20:05 | 55      | control
        """,
        "stays": f"""
            device_id | at               | minutes | place
            terminal  | 2025-06-02 20:30 | 68      | her home
            terminal  | {STOPS}          | 45      | her home +60m
            terminal  | {LATER}          | 20      | her home +60m
        """,
        "declarations": """
            staff_id | kind                | nominal_id | declared_at      | text
            officer  | contact_from_public | the woman  | 2025-06-26 14:00 | Met her once for a game of chess.
        """,
        "instructions": """
            staff_id | nominal_id | kind       | given_at         | text
            officer  | the woman  | no_contact | 2025-06-26 15:00 | Not to contact her again under any circumstances.
        """,
    },
)

FEW_STOPS = "2025-09-04 10:30, 2025-09-13 09:10, 2025-09-22 12:45, 2025-09-25 11:00"

chess_at_another_pace = Told(
    name="case 10 at another pace",
    cast={"officer": "neighbourhood_officer", "second officer": "neighbourhood_officer"},
    places=("her home",),
    subject="officer",
    person="the woman",
    found_out=dt.date(2025, 10, 20),
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable          | since
            the woman  | her home | +447700900051 | stalking_harassment | 2025-08-27 13:00
        """,
        "crimes": """
            incident_id    | kind       | grade     | at               | closed_at        | place    | people
            the harassment | harassment | scheduled | 2025-08-27 11:10 | 2025-08-31 12:00 | her home | the woman
        """,
        "duty": f"""
            staff_id | day                              | from  | to    | vehicle
            officer  | {days_in(f"2025-08-27, {FEW_STOPS}")} | 07:00 | 16:00 | terminal
        """,
        "sent": """
            staff_id       | incident_id    | at               | minutes | by
            officer        | the harassment | 2025-08-27 11:30 | 50      | control
            second officer | the harassment | 2025-08-27 11:30 | 50      | control
        """,
        "stays": f"""
            device_id | at               | minutes | place
            terminal  | 2025-08-27 11:40 | 48      | her home
            terminal  | {FEW_STOPS}      | 20      | her home +90m
        """,
        "declarations": """
            staff_id | kind          | nominal_id | declared_at      | text
            officer  | known_nominal | the woman  | 2025-10-20 14:00 | I met her once, by chance.
        """,
    },
)
