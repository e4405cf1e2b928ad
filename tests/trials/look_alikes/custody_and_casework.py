"""Custody, shared desks and casework that look kept or hurried: the records that say why are drawn beside them."""

from tests.trials.telling import Told, table

constant_observation = Told(
    name="a detainee who is watched all the time",
    cast={"first": "detention_officer", "second": "detention_officer", "third": "custody_officer"},
    places=(),
    subject="first",
    person="the detainee",
    drawings={
        "people": """
            nominal_id   | home | vulnerable        | since
            the detainee |      | self_harm_suicide | 2025-04-14 20:00
        """,
        "crimes": """
            incident_id | kind    | grade     | at               | closed_at        | place | people
            the arrest  | assault | emergency | 2025-04-14 19:00 | 2025-04-15 14:00 |       |
        """,
        "involvements": """
            incident_id | nominal_id   | role    | from_at
            the arrest  | the detainee | suspect | 2025-04-14 19:00
        """,
        "duty": """
            staff_id | day        | from  | to    | vehicle
            first    | 2025-04-14 | 18:00 | 06:00 |
            second   | 2025-04-14 | 18:00 | 06:00 |
            third    | 2025-04-14 | 18:00 | 06:00 |
        """,
        "custody_contacts": """
            custody_id | nominal_id   | staff_id | kind       | start_at         | end_at
            the night  | the detainee | third    | booking_in | 2025-04-14 19:50 | 2025-04-14 20:10
            the night  | the detainee | first    | cell_check | 2025-04-14 20:15 | 2025-04-14 21:15
            the night  | the detainee | second   | cell_check | 2025-04-14 21:15 | 2025-04-14 22:15
            the night  | the detainee | first    | cell_check | 2025-04-14 22:15 | 2025-04-14 23:15
            the night  | the detainee | second   | cell_check | 2025-04-14 23:15 | 2025-04-15 00:15
            the night  | the detainee | first    | cell_check | 2025-04-15 00:15 | 2025-04-15 01:15
            the night  | the detainee | third    | release    | 2025-04-15 05:30 | 2025-04-15 05:45
        """,
    },
)

medical_in_custody = Told(
    name="a long medical contact in custody",
    cast={"officer": "detention_officer"},
    places=(),
    subject="officer",
    person="the detainee",
    drawings={
        "people": """
            nominal_id   | home | vulnerable      | since
            the detainee |      | physical_health | 2025-05-14 20:00
        """,
        "duty": """
            staff_id | day        | from  | to    | vehicle
            officer  | 2025-05-14 | 18:00 | 06:00 |
        """,
        "custody_contacts": """
            custody_id | nominal_id   | staff_id | kind       | start_at         | end_at
            the night  | the detainee | officer  | booking_in | 2025-05-14 19:50 | 2025-05-14 20:10
            the night  | the detainee | officer  | medical    | 2025-05-14 20:30 | 2025-05-14 22:10
            the night  | the detainee | officer  | medical    | 2025-05-15 00:30 | 2025-05-15 01:20
            the night  | the detainee | officer  | release    | 2025-05-15 05:30 | 2025-05-15 05:45
        """,
    },
)

continuity = Told(
    name="a log that a supervisor gave back to the same operator",
    cast={"operator": "radio_operator", "colleague": "radio_operator", "supervisor": "supervisor of operator"},
    places=("the home",),
    subject="operator",
    person="the caller",
    drawings={
        "people": """
            nominal_id | home     | number
            the caller | the home | +447700900660
        """,
        "crimes": """
            incident_id | kind               | grade     | at               | closed_at        | place    | people
            the worry   | concern for safety | scheduled | 2025-05-12 15:00 | 2025-05-13 18:10 | the home | the caller
        """,
        "assignments": """
            incident_id | staff_id | role           | from_at          | to_at
            the worry   | operator | radio_operator | 2025-05-12 15:20 | 2025-05-13 18:10
        """,
        "duty": """
            staff_id  | day                    | from  | to    | vehicle
            operator  | 2025-05-12, 2025-05-13 | 07:00 | 19:00 |
            colleague | 2025-05-12             | 19:00 | 07:00 |
        """,
        "phones": """
            staff_id | device_id
            operator | desk
        """,
        "phone_events": """
            device_id | direction | kind | other_number  | at                                 | duration_s
            desk      | out       | call | +447700900660 | 2025-05-12 16:50, 2025-05-13 10:10 | 200
        """,
        "log_entries": """
            incident_id | staff_id   | at               | text
            the worry   | operator   | 2025-05-12 15:20 | Accepted.
            the worry   | operator   | 2025-05-12 17:30 | Spoken to caller.
            the worry   | supervisor | 2025-05-12 18:20 | No unit free tonight. Operator to ring back in the morning, for continuity.
            the worry   | operator   | 2025-05-13 10:20 | Spoken to caller.
            the worry   | supervisor | 2025-05-13 18:00 | Reviewed, to be closed.
        """,
    },
)

withdrawn = Told(
    name="domestic abuse closed in days because the victim withdrew, reviewed by a supervisor",
    cast={"PC": "constable", "DS": "supervisor of PC"},
    places=("her home",),
    subject="PC",
    person="the victim",
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable     | since
            the victim | her home | +447700900661 | domestic_abuse | 2025-05-02 20:30
        """,
        "crimes": """
            incident_id | kind              | grade    | at               | closed_at        | place    | people
            the abuse   | domestic incident | priority | 2025-05-02 20:00 | 2025-05-03 12:00 | her home | the victim
        """,
        "assignments": """
            incident_id | staff_id | role            | from_at          | to_at
            the abuse   | PC       | officer_in_case | 2025-05-02 20:00 | 2025-05-03 12:00
        """,
        "sent": """
            staff_id | incident_id | at               | minutes | by
            PC       | the abuse   | 2025-05-02 20:10 | 60      | control
        """,
        "log_entries": """
            incident_id | staff_id | at               | text
            the abuse   | PC       | 2025-05-02 21:30 | Victim does not support a prosecution, reasons taken in a statement.
            the abuse   | DS       | 2025-05-03 11:30 | Reviewed with the safeguarding unit, agreed to close.
        """,
    },
)

one_repeat_source = Told(
    name="five complaints by the same person",
    cast={"PC": "constable"},
    places=("his home",),
    subject="PC",
    person=None,
    others=("the complainant",),
    drawings={
        "people": """
            nominal_id      | home     | number
            the complainant | his home | +447700900662
        """,
        "complaints": table(
            "staff_id | nominal_id | received_at | source | category",
            (
                f"PC | the complainant | 2025-0{month}-10 10:00 | public | abuse_of_position_sexual"
                for month in range(3, 8)
            ),
        ),
    },
)

met_socially = Told(
    name="a partner met socially and declared before any police record",
    cast={"PC": "constable"},
    places=("her home",),
    subject="PC",
    person="the partner",
    drawings={
        "people": """
            nominal_id  | home     | number        | name
            the partner | her home | +447700900663 | Petra Longfellow
        """,
        "associations": """
            staff_id | kind    | name             | born_on | number        | declared_at
            PC       | partner | Petra Longfellow |         | +447700900663 | 2024-06-01 09:00
        """,
        "declarations": """
            staff_id | kind          | nominal_id  | declared_at      | text
            PC       | known_nominal | the partner | 2025-05-20 09:00 | My partner has reported a theft today. I have nothing to do with the case.
        """,
        "crimes": """
            incident_id | kind  | grade     | at               | closed_at        | place    | people
            the theft   | theft | scheduled | 2025-05-19 10:00 | 2025-05-27 12:00 | her home | the partner
        """,
    },
)

declared_in_full = Told(
    name="every meeting declared",
    cast={"PC": "constable", "second PC": "constable"},
    places=("her home",),
    subject="PC",
    person="the neighbour",
    drawings={
        "people": """
            nominal_id    | home     | number
            the neighbour | her home | +447700900664
        """,
        "crimes": """
            incident_id | kind  | grade     | at               | closed_at        | place    | people
            the theft   | theft | scheduled | 2025-05-19 10:00 | 2025-05-27 12:00 | her home | the neighbour
        """,
        "sent": """
            staff_id  | incident_id | at               | minutes | by
            PC        | the theft   | 2025-05-19 11:00 | 30      | control
            second PC | the theft   | 2025-05-19 11:00 | 30      | control
        """,
        "declarations": """
            staff_id | kind          | nominal_id    | declared_at      | text
            PC       | known_nominal | the neighbour | 2025-05-19 13:00 | Her son plays in my daughter's team, I see her every Saturday.
            PC       | known_nominal | the neighbour | 2025-06-30 13:00 | As before: every Saturday at the club, nothing else.
        """,
    },
)
