"""Case 8: a community support officer and two vulnerable women (S002; S003, case study 8).

The source gives no dates. Told are contacts "at regular intervals" and "numerous visits" after a neighbour dispute, the
look-up from which her number came, a few months later private messages that no record of the force holds while he goes on
coming, and a second woman with another dispute behind her whom a system audit found afterwards.
"""

import datetime as dt

from tests.trials.telling import Told, days_in, every

VISITS = every("2025-02-24 14:20", 8.5, 22, (0, 3, 1))
OTHER_VISITS = every("2025-04-10 16:00", 13, 9, (0, 2))
LOOK_UPS = every("2025-02-20 13:40", 19, 9)
OTHER_LOOK_UPS = every("2025-04-08 14:30", 15, 7)
TEXTS = every("2025-02-21 13:55", 6, 16, (0, 4, 2))

two_vulnerable_women = Told(
    name="case 8",
    cast={"PCSO B": "pcso", "PCSO E": "pcso"},
    places=("Ms A's home", "Ms C's home"),
    subject="PCSO B",
    person="Ms A",
    others=("Ms C",),
    found_out=dt.date(2025, 10, 6),
    drawings={
        "people": """
            nominal_id | home        | number        | vulnerable          | since
            Ms A       | Ms A's home | +447700900801 | mental_health       | 2025-02-11 11:00
            Ms C       | Ms C's home | +447700900802 | stalking_harassment | 2025-03-18 11:00
        """,
        "crimes": """
            incident_id    | kind              | grade     | at               | closed_at        | place       | people
            the neighbour  | neighbour dispute | scheduled | 2025-02-11 10:30 | 2025-02-17 15:00 | Ms A's home | Ms A
            the harassment | harassment        | priority  | 2025-03-18 10:30 | 2025-03-24 15:00 | Ms C's home | Ms C
        """,
        "duty": f"""
            staff_id | day                                                                              | from  | to    | vehicle
            PCSO B   | {days_in(f"2025-02-11, 2025-03-18, {VISITS}, {OTHER_VISITS}, {LOOK_UPS}, {OTHER_LOOK_UPS}, {TEXTS}")} | 10:00 | 20:00 | car
        """,
        "sent": """
            staff_id | incident_id    | at               | minutes | by
            PCSO B   | the neighbour  | 2025-02-11 12:00 | 40      | control
            PCSO E   | the harassment | 2025-03-18 12:00 | 40      | control
            PCSO B   | the harassment | 2025-03-18 12:00 | 40      | control
        """,
        "accesses": f"""
            staff_id | at               | system  | action | nominal_id
            PCSO B   | {LOOK_UPS}       | records | view   | Ms A
            PCSO B   | {OTHER_LOOK_UPS} | records | view   | Ms C
        """,
        "phones": """
            staff_id | device_id
            PCSO B   | his handset
        """,
        "phone_events": f"""
            device_id   | direction | kind | other_number  | at      | duration_s
            his handset | out       | sms  | +447700900801 | {TEXTS} |
        """,
        "stays": f"""
            device_id | at               | minutes | place
            car       | 2025-02-11 12:10 | 38      | Ms A's home
            car       | 2025-03-18 12:10 | 38      | Ms C's home
            car       | {VISITS}         | 40      | Ms A's home +20m
            car       | {OTHER_VISITS}   | 35      | Ms C's home +30m
        """,
        "complaints": """
            staff_id | nominal_id | received_at      | source | category
            PCSO B   | Ms A       | 2025-10-06 09:00 | public | abuse_of_position_sexual
        """,
    },
)

FEW_VISITS = every("2025-06-03 09:40", 6.5, 9, (0, 1, 6))
FEW_LOOK_UPS = every("2025-06-01 09:10", 11, 5)

two_vulnerable_women_at_another_pace = Told(
    name="case 8 at another pace",
    cast={"officer": "constable", "second officer": "constable"},
    places=("her home",),
    subject="officer",
    person="the woman",
    found_out=dt.date(2025, 9, 22),
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable | since
            the woman  | her home | +447700900811 | bereaved   | 2025-05-12 11:00
        """,
        "crimes": """
            incident_id | kind    | grade     | at               | closed_at        | place    | people
            the threats | threats | scheduled | 2025-05-12 10:30 | 2025-05-16 15:00 | her home | the woman
        """,
        "duty": f"""
            staff_id | day                                                | from  | to    | vehicle
            officer  | 2025-05-12, {days_in(f"{FEW_VISITS}, {FEW_LOOK_UPS}")} | 07:00 | 17:00 | car
        """,
        "sent": """
            staff_id       | incident_id | at               | minutes | by
            officer        | the threats | 2025-05-12 12:00 | 40      | control
            second officer | the threats | 2025-05-12 12:00 | 40      | control
        """,
        "accesses": f"""
            staff_id | at             | system  | action | nominal_id
            officer  | {FEW_LOOK_UPS} | records | view   | the woman
        """,
        "stays": f"""
            device_id | at               | minutes | place
            car       | 2025-05-12 12:10 | 38      | her home
            car       | {FEW_VISITS}     | 18      | her home +50m
        """,
    },
)
