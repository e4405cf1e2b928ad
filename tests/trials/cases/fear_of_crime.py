"""Case 2: a community support officer exploits a woman's fear of burglars (S003, case study 2).

The source gives no dates: the days, the spread of the calls, and which of the calls came before which stop are choices.
From the source: the crime report and the text that ends in a kiss, the kit fitted two weeks later, 38 calls out of which
30 were shorter than five seconds and none came back, four stops in the vicinity with the car parked away, texts to two
further vulnerable women, a referral almost a year after the incident, messages after notice, and a handset on which one
text was found.
"""

import datetime as dt

from tests.trials.telling import Told, days_in, every

SHORT = every("2025-01-24 19:10", 9.7, 30, (0, 2, 1, 3))
LONGER = every("2025-01-29 16:30", 36, 8, (0, 3))
STOPS = "2025-01-28 17:05, 2025-02-14 18:20, 2025-03-27 16:40, 2025-06-19 17:30"
DUTY = days_in(f"2025-01-14, 2025-01-17, 2025-01-19, {STOPS}")

fear_of_crime = Told(
    name="case 2",
    cast={"PCSO": "pcso", "another PCSO": "pcso", "DC": "detective"},
    places=("Ms A's home", "Ms B's home", "Ms C's home"),
    subject="PCSO",
    person="Ms A",
    others=("Ms B", "Ms C"),
    found_out=dt.date(2025, 12, 20),
    drawings={
        "people": """
            nominal_id | home        | number        | vulnerable          | since
            Ms A       | Ms A's home | +447700900201 | learning_difficulty | 2025-01-14 10:00
            Ms B       | Ms B's home | +447700900202 | mental_health       | 2025-01-21 12:00
            Ms C       | Ms C's home | +447700900203 | isolated            | 2025-02-04 12:00
        """,
        "crimes": """
            incident_id  | kind         | grade     | at               | closed_at        | place       | people
            the burglary | burglary     | scheduled | 2025-01-14 09:10 | 2025-01-18 16:00 | Ms A's home | Ms A
            the windows  | damage       | scheduled | 2025-01-21 11:00 | 2025-01-25 16:00 | Ms B's home | Ms B
            the noise    | anti-social  | scheduled | 2025-02-04 11:00 | 2025-02-08 16:00 | Ms C's home | Ms C
        """,
        "assignments": """
            incident_id  | staff_id | role            | from_at          | to_at
            the burglary | DC       | officer_in_case | 2025-01-14 12:00 | 2025-01-18 16:00
        """,
        "duty": f"""
            staff_id | day                    | from  | to    | vehicle
            PCSO     | {DUTY}                 | 13:00 | 22:00 | car
            PCSO     | 2025-01-21, 2025-02-04 | 10:00 | 20:00 |
            another PCSO | 2025-01-14         | 08:00 | 18:00 | other car
        """,
        "sent": """
            staff_id     | incident_id  | at               | minutes | by
            another PCSO | the burglary | 2025-01-14 09:30 | 50      | control
            PCSO         | the burglary | 2025-01-17 18:00 | 45      | supervisor
            PCSO         | the windows  | 2025-01-21 12:00 | 30      | control
            PCSO         | the noise    | 2025-02-04 12:00 | 30      | control
        """,
        "phones": """
            staff_id | device_id
            PCSO     | PCSO's handset
        """,
        "phone_events": f"""
            device_id      | direction | kind | other_number  | at                                 | duration_s
            PCSO's handset | out       | sms  | +447700900201 | 2025-01-19 14:20                   |
            PCSO's handset | out       | call | +447700900201 | {SHORT}                            | 3
            PCSO's handset | out       | call | +447700900201 | {LONGER}                           | 280
            PCSO's handset | out       | sms  | +447700900202 | {every("2025-02-12 15:00", 17, 9)} |
            PCSO's handset | out       | sms  | +447700900203 | {every("2025-02-20 15:30", 21, 7)} |
            PCSO's handset | in        | sms  | +447700900201 | 2025-12-29 09:10, 2025-12-29 21:40 |
        """,
        "messages": """
            staff_id | channel | direction | other_party   | at               | text
            PCSO     | sms     | out       | +447700900201 | 2025-01-19 14:20 | Your crime number is on its way X
            PCSO     | sms     | in        | +447700900201 | 2025-01-19 14:31 | Thank you X
        """,
        "stays": f"""
            device_id | at               | minutes | place
            other car | 2025-01-14 09:41 | 47      | Ms A's home
            car       | 2025-01-17 18:11 | 43      | Ms A's home
            car       | {STOPS}          | 45      | Ms A's home +110m
        """,
        "intelligence": """
            received_at      | staff_id | source       | text
            2025-12-20 10:00 | PCSO     | crimestoppers | A community support officer is seeing a woman he met through a report.
        """,
        "instructions": """
            staff_id | nominal_id | kind                    | given_at         | text
            PCSO     | Ms A       | notice_of_investigation | 2025-12-27 11:00 | Notice served.
        """,
        "device_extractions": """
            device_id      | extracted_at     | kind | direction | other_number  | at
            PCSO's handset | 2025-12-30 10:00 | sms  | in        | +447700900201 | 2025-12-29 09:10
        """,
    },
)

QUICK = every("2025-04-22 12:05", 2.3, 13, (0, 5, 2, 8))
QUICK_STOPS = "2025-04-30 10:20, 2025-05-09 11:45, 2025-05-20 09:30"

fear_of_crime_at_another_pace = Told(
    name="case 2 at another pace",
    cast={"officer": "neighbourhood_officer", "another officer": "neighbourhood_officer"},
    places=("her home",),
    subject="officer",
    person="the woman",
    found_out=dt.date(2025, 8, 1),
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable    | since
            the woman  | her home | +447700900211 | mental_health | 2025-04-07 10:00
        """,
        "crimes": """
            incident_id | kind                  | grade    | at               | closed_at        | place    | people
            the noise   | anti-social behaviour | priority | 2025-04-07 09:10 | 2025-04-15 16:00 | her home | the woman
        """,
        "duty": f"""
            staff_id | day                                             | from  | to    | vehicle
            officer  | 2025-04-07, {days_in(f"{QUICK}, {QUICK_STOPS}")} | 07:00 | 21:00 | van
        """,
        "sent": """
            staff_id        | incident_id | at               | minutes | by
            officer         | the noise   | 2025-04-07 09:30 | 35      | control
            another officer | the noise   | 2025-04-07 09:30 | 35      | control
        """,
        "phones": """
            staff_id | device_id
            officer  | handset
        """,
        "phone_events": f"""
            device_id | direction | kind | other_number  | at                                 | duration_s
            handset   | out       | call | +447700900211 | {QUICK}                            | 2
            handset   | out       | call | +447700900211 | 2025-05-03 18:10, 2025-05-28 18:40 | 620
        """,
        "stays": f"""
            device_id | at            | minutes | place
            van       | {QUICK_STOPS} | 25      | her home +80m
        """,
    },
)
