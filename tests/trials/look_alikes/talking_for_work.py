"""Calls and texts that look like pursuit and are work: the records that say so are drawn beside them."""

from tests.trials.telling import Told, days_in, every, table

VICTIMS = range(40)
CALLS = every("2025-02-12 10:20", 4, 60, (0, 3, 5))

domestic_abuse_officer = Told(
    name="a safeguarding officer in long contact with a victim",
    cast={"officer": "safeguarding_officer"},
    places=("her home",),
    subject="officer",
    person="the victim",
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable     | since
            the victim | her home | +447700900620 | domestic_abuse | 2025-02-10 11:00
        """,
        "crimes": """
            incident_id | kind              | grade    | at               | closed_at        | place    | people
            the abuse   | domestic incident | priority | 2025-02-10 10:00 | 2025-11-10 12:00 | her home | the victim
        """,
        "assignments": """
            incident_id | staff_id | role         | from_at          | to_at
            the abuse   | officer  | investigator | 2025-02-11 12:00 | 2025-11-10 12:00
        """,
        "phones": """
            staff_id | device_id
            officer  | handset
        """,
        "duty": f"""
            staff_id | day              | from  | to    | vehicle
            officer  | {days_in(CALLS)} | 08:00 | 18:00 |
        """,
        "phone_events": f"""
            device_id | direction | kind | other_number  | at                                    | duration_s
            handset   | out       | call | +447700900620 | {CALLS}                               | 240
            handset   | out       | sms  | +447700900620 | {every("2025-02-13 12:00", 9, 25)}    |
            handset   | in        | call | +447700900620 | {every("2025-02-16 12:00", 14, 15)}   | 180
        """,
        "accesses": f"""
            staff_id | nominal_id | at                                   | system | action
            officer  | the victim | {every("2025-02-14 11:00", 8, 30)}   | crime  | view
        """,
    },
)

voicemail = Told(
    name="short calls that reach the voicemail of many victims",
    cast={"detective": "detective"},
    places=(),
    subject="detective",
    person="victim 0",
    others=("victim 7",),
    drawings={
        "people": table(
            "nominal_id | home | number",
            (f"victim {n} | | +4477009007{n:02d}" for n in VICTIMS),
        ),
        "crimes": table(
            "incident_id | kind | grade | at | closed_at | place | people",
            (f"fraud {n} | fraud | scheduled | 2025-03-03 10:00 | 2025-08-01 12:00 | | victim {n}" for n in VICTIMS),
        ),
        "assignments": table(
            "incident_id | staff_id | role | from_at | to_at",
            (f"fraud {n} | detective | officer_in_case | 2025-03-04 10:00 | 2025-08-01 12:00" for n in VICTIMS),
        ),
        "duty": """
            staff_id  | day                                            | from  | to    | vehicle
            detective | 2025-03-10, 2025-03-11, 2025-03-17, 2025-03-18 | 08:00 | 18:00 |
        """,
        "phones": """
            staff_id  | device_id
            detective | handset
        """,
        "phone_events": table(
            "device_id | direction | kind | other_number | at | duration_s",
            (
                f"handset | out | call | +4477009007{n:02d} | 2025-03-{day} {9 + n // 12:02d}:{n % 12 * 5:02d} | 3"
                for n in VICTIMS
                for day in (10, 11, 17, 18)
            ),
        ),
    },
)

reassurance_list = Told(
    name="a round of reassurance calls to vulnerable people",
    cast={"PCSO": "pcso"},
    places=(),
    subject="PCSO",
    person="neighbour 0",
    others=(),
    drawings={
        "people": table(
            "nominal_id | home | number | vulnerable | since",
            (f"neighbour {n} | | +4477009008{n:02d} | isolated | 2025-01-01 10:00" for n in VICTIMS),
        ),
        "duty": """
            staff_id | day        | from  | to    | vehicle
            PCSO     | 2025-05-07 | 08:00 | 18:00 |
        """,
        "phones": """
            staff_id | device_id
            PCSO     | handset
        """,
        "phone_events": table(
            "device_id | direction | kind | other_number | at | duration_s",
            (
                f"handset | out | call | +4477009008{n:02d} | 2025-05-07 {9 + n // 12:02d}:{n % 12 * 5:02d} | {60 + n}"
                for n in VICTIMS
            ),
        ),
    },
)

declared = "2025-04-14 09:30"
declared_approach = Told(
    name="a member of staff who declared an approach at once",
    cast={"PC": "constable", "second PC": "constable"},
    places=("her home",),
    subject="PC",
    person="the caller",
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable    | since
            the caller | her home | +447700900621 | mental_health | 2025-04-10 21:00
        """,
        "crimes": """
            incident_id | kind    | grade    | at               | closed_at        | place    | people
            the row     | dispute | priority | 2025-04-10 20:00 | 2025-04-11 12:00 | her home | the caller
        """,
        "sent": """
            staff_id  | incident_id | at               | minutes | by
            PC        | the row     | 2025-04-10 20:10 | 40      | control
            second PC | the row     | 2025-04-10 20:10 | 40      | control
        """,
        "duty": """
            staff_id | day                                            | from  | to    | vehicle
            PC       | 2025-04-10, 2025-04-12, 2025-04-13, 2025-04-14 | 08:00 | 22:00 |
        """,
        "phones": """
            staff_id | device_id
            PC       | handset
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                                   | duration_s
            handset   | in        | sms  | +447700900621 | 2025-04-12 11:00, 2025-04-12 19:00, 2025-04-13 09:00 |
            handset   | out       | sms  | +447700900621 | 2025-04-12 11:20, 2025-04-13 09:40                   |
            handset   | in        | sms  | +447700900621 | 2025-04-16 09:00, 2025-04-20 09:00                   |
        """,
        "declarations": f"""
            staff_id | kind                | nominal_id | declared_at | text
            PC       | contact_from_public | the caller | {declared}  | She keeps writing to my work telephone. I have asked her to ring 101.
        """,
    },
)

on_call = Told(
    name="calls in overtime about open work",
    cast={"detective": "detective"},
    places=("her home",),
    subject="detective",
    person="the victim",
    drawings={
        "people": """
            nominal_id | home     | number
            the victim | her home | +447700900622
        """,
        "crimes": """
            incident_id | kind    | grade    | at               | closed_at        | place    | people
            the robbery | robbery | priority | 2025-06-02 20:00 | 2025-08-20 12:00 | her home | the victim
        """,
        "assignments": """
            incident_id | staff_id  | role            | from_at          | to_at
            the robbery | detective | officer_in_case | 2025-06-03 09:00 | 2025-08-20 12:00
        """,
        "shifts": """
            staff_id  | start_at         | end_at           | kind
            detective | 2025-06-03 20:00 | 2025-06-04 02:00 | overtime
            detective | 2025-06-10 20:00 | 2025-06-11 02:00 | overtime
        """,
        "phones": """
            staff_id  | device_id
            detective | handset
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                                   | duration_s
            handset   | out       | call | +447700900622 | 2025-06-03 21:10, 2025-06-10 21:30, 2025-06-10 23:10 | 300
        """,
    },
)

logged_call_back = Told(
    name="a number looked up and rung back because the caller asked",
    cast={"handler": "call_handler"},
    places=("her home",),
    subject="handler",
    person="the caller",
    drawings={
        "people": """
            nominal_id | home     | number
            the caller | her home | +447700900623
        """,
        "crimes": """
            incident_id | kind       | grade     | at               | closed_at        | place    | people
            the worry   | nuisance   | scheduled | 2025-05-05 10:00 | 2025-05-30 12:00 | her home | the caller
        """,
        "public_calls": """
            staff_id | nominal_id | incident_id | start_at                                             | duration_s | line | recorded
            handler  | the caller | the worry   | 2025-05-05 10:00, 2025-05-12 11:00, 2025-05-19 09:30 | 200        | 101  | yes
        """,
        "accesses": """
            staff_id | nominal_id | at                                                   | system  | action
            handler  | the caller | 2025-05-05 10:05, 2025-05-12 11:05, 2025-05-19 09:35 | records | view
        """,
        "duty": """
            staff_id | day                                | from  | to    | vehicle
            handler  | 2025-05-05, 2025-05-12, 2025-05-19 | 07:00 | 19:00 |
        """,
        "phones": """
            staff_id | device_id
            handler  | desk telephone
        """,
        "phone_events": """
            device_id      | direction | kind | other_number  | at                                                   | duration_s
            desk telephone | out       | call | +447700900623 | 2025-05-05 10:15, 2025-05-12 11:15, 2025-05-19 09:45 | 200
        """,
        "log_entries": """
            incident_id | staff_id | at                                                   | text
            the worry   | handler  | 2025-05-05 10:20, 2025-05-12 11:20, 2025-05-19 09:50 | Rang back as asked.
        """,
    },
)

FAMILY_CALLS = every("2025-03-04 10:00", 3, 60, (0, 2, 7))
family_liaison = Told(
    name="family liaison after a death",
    cast={"liaison": "family_liaison_officer"},
    places=("the family home",),
    subject="liaison",
    person="the mother",
    drawings={
        "people": """
            nominal_id | home            | number        | vulnerable | since
            the mother | the family home | +447700900624 | bereaved   | 2025-03-02 11:00
        """,
        "crimes": """
            incident_id | kind  | grade     | at               | closed_at        | place           | people
            the death   | death | emergency | 2025-03-02 04:00 | 2025-07-10 12:00 | the family home | the mother
        """,
        "assignments": """
            incident_id | staff_id | role           | from_at          | to_at
            the death   | liaison  | victim_liaison | 2025-03-02 10:00 | 2025-07-10 12:00
        """,
        "duty": f"""
            staff_id | day                     | from  | to    | vehicle
            liaison  | {days_in(FAMILY_CALLS)} | 08:00 | 20:00 | car
        """,
        "phones": """
            staff_id | device_id
            liaison  | handset
        """,
        "phone_events": f"""
            device_id | direction | kind | other_number  | at             | duration_s
            handset   | out       | call | +447700900624 | {FAMILY_CALLS} | 400
        """,
        "stays": f"""
            device_id | at                                | minutes | place
            car       | {every("2025-03-04 13:00", 3, 9)} | 90      | the family home
        """,
    },
)

new_incident = Told(
    name="contact after closure because something new was reported",
    cast={"officer": "neighbourhood_officer"},
    places=("her home",),
    subject="officer",
    person="the neighbour",
    drawings={
        "people": """
            nominal_id    | home     | number
            the neighbour | her home | +447700900625
        """,
        "crimes": """
            incident_id | kind    | grade     | at               | closed_at        | place    | people
            the first   | nuisance | scheduled | 2025-03-03 10:00 | 2025-03-20 12:00 | her home | the neighbour
            the second  | nuisance | scheduled | 2025-05-05 10:00 | 2025-06-20 12:00 | her home | the neighbour
        """,
        "assignments": """
            incident_id | staff_id | role            | from_at          | to_at
            the first   | officer  | officer_in_case | 2025-03-03 12:00 | 2025-03-20 12:00
            the second  | officer  | officer_in_case | 2025-05-05 12:00 | 2025-06-20 12:00
        """,
        "duty": """
            staff_id | day                                            | from  | to    | vehicle
            officer  | 2025-03-04, 2025-05-06, 2025-05-09, 2025-05-14 | 08:00 | 18:00 |
        """,
        "phones": """
            staff_id | device_id
            officer  | handset
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                                                     | duration_s
            handset   | out       | call | +447700900625 | 2025-03-04 11:00, 2025-05-06 10:00, 2025-05-09 10:00, 2025-05-14 16:00 | 200
        """,
    },
)

permitted_contact = Told(
    name="contact after an instruction was lifted",
    cast={"PC": "constable"},
    places=("her home",),
    subject="PC",
    person="the witness",
    drawings={
        "people": """
            nominal_id  | home     | number
            the witness | her home | +447700900626
        """,
        "crimes": """
            incident_id | kind    | grade    | at               | closed_at        | place    | people
            the assault | assault | priority | 2025-02-03 20:00 | 2025-09-10 12:00 | her home | the witness
        """,
        "assignments": """
            incident_id | staff_id | role            | from_at          | to_at
            the assault | PC       | officer_in_case | 2025-02-03 21:00 | 2025-09-10 12:00
        """,
        "instructions": """
            staff_id | nominal_id  | kind       | given_at         | ends_at          | text
            PC       | the witness | no_contact | 2025-03-03 10:00 | 2025-04-03 10:00 | While a complaint is looked at.
        """,
        "duty": """
            staff_id | day                                | from  | to    | vehicle
            PC       | 2025-04-20, 2025-05-02, 2025-05-20 | 08:00 | 18:00 |
        """,
        "phones": """
            staff_id | device_id
            PC       | handset
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                                   | duration_s
            handset   | out       | call | +447700900626 | 2025-04-20 11:00, 2025-05-02 10:00, 2025-05-20 10:00 | 200
        """,
    },
)
