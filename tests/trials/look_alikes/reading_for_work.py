"""Look-ups that look like browsing and are work: the records that say so are drawn beside them."""

from tests.trials.telling import Told, every, table

CALLERS = range(120)
EDITED = range(45)
PROFILE = range(30)
NEWS_CAST = {
    "reader": "constable",
    "second constable": "constable",
    **dict.fromkeys(("first detective", "second detective", "third detective"), "detective"),
    **dict.fromkeys(("first PCSO", "second PCSO", "third PCSO"), "pcso"),
    **dict.fromkeys(("first handler", "second handler"), "call_handler"),
    "radio": "radio_operator",
    "neighbourhood": "neighbourhood_officer",
}


def _rung(caller: int) -> str:
    return f"2025-{1 + caller % 11:02d}-{2 + caller // 11 * 2:02d} 10:{caller % 60:02d}"


victim_desk = Told(
    name="an officer on the victim desk with hundreds of look-ups",
    cast={"PC": "enquiry_desk_officer"},
    places=(),
    subject="PC",
    person="caller 0",
    others=("caller 1",),
    drawings={
        "people": table(
            "nominal_id | home | vulnerable | since",
            (f"caller {n} | | domestic_abuse | 2025-01-01 10:00" for n in CALLERS),
        ),
        "public_calls": table(
            "staff_id | nominal_id | start_at | duration_s | line | recorded",
            (f"PC | caller {n} | {at} | 600 | enquiry_desk | no" for n in CALLERS for at in {_rung(n), _rung(n % 7)}),
        ),
        "accesses": table(
            "staff_id | nominal_id | at | system | action",
            (
                f"PC | caller {n} | {at[:-2]}{int(at[-2:]):02d} | crime | {action}"
                for n in CALLERS
                for at in {_rung(n), _rung(n % 7)}
                for action in ("search", "view", "view")
            ),
        ),
    },
)

OLD_CASE = "2025-11-03 10:10, 2025-11-05 14:00, 2025-11-11 09:30"
court_preparation = Told(
    name="court preparation long after the work",
    cast={"PC": "constable", "case worker": "detective"},
    places=("her home",),
    subject="PC",
    person="the witness",
    drawings={
        "people": """
            nominal_id  | home     | number
            the witness | her home | +447700900601
        """,
        "crimes": """
            incident_id | kind    | grade    | at               | closed_at        | place    | people
            the assault | assault | priority | 2025-02-03 20:00 | 2025-03-10 12:00 | her home | the witness
        """,
        "sent": """
            staff_id | incident_id | at               | minutes | by
            PC       | the assault | 2025-02-03 20:10 | 50      | control
        """,
        "log_entries": """
            incident_id | staff_id    | at                                 | text
            the assault | case worker | 2025-11-03 09:10, 2025-11-10 09:00 | Trial on the 14th. Witness needs and pocket notes wanted.
        """,
        "accesses": f"""
            staff_id | nominal_id  | at         | system | action
            PC       | the witness | {OLD_CASE} | crime  | view
        """,
    },
)

big_news = Told(
    name="somebody in the news whom half the force looked up",
    cast=NEWS_CAST,
    places=("the place",),
    subject="reader",
    person="in the news",
    drawings={
        "people": """
            nominal_id  | home      | number
            in the news | the place | +447700900602
        """,
        "crimes": """
            incident_id | kind   | grade     | at               | closed_at | place     | people
            the murder  | murder | emergency | 2025-06-02 04:00 |           | the place | in the news
        """,
        "accesses": table(
            "staff_id | nominal_id | at | system | action",
            (
                f"{name} | in the news | 2025-06-0{2 + n % 3} {10 + n % 7}:{n:02d} | crime | view"
                for n, name in enumerate(NEWS_CAST)
            ),
        )
        + "\nreader | in the news | 2025-06-03 14:00 | crime | view\nreader | in the news | 2025-06-04 09:40 | crime | view",
    },
)

wrong_name = Told(
    name="the wrong person of a like name opened first",
    cast={"PC": "constable"},
    places=("her home", "another street"),
    subject="PC",
    person="the namesake",
    drawings={
        "people": """
            nominal_id   | home           | number        | name
            the victim   | her home       | +447700900603 | Annabel Thorncroft
            the namesake | another street | +447700900604 | Annabell Thorncroft
        """,
        "crimes": """
            incident_id | kind     | grade     | at               | closed_at        | place    | people
            the fraud   | fraud    | scheduled | 2025-04-01 10:00 | 2025-08-10 12:00 | her home | the victim
        """,
        "assignments": """
            incident_id | staff_id | role            | from_at          | to_at
            the fraud   | PC       | officer_in_case | 2025-04-01 12:00 | 2025-08-10 12:00
        """,
        "sent": """
            staff_id | incident_id | at               | minutes | by
            PC       | the fraud   | 2025-04-01 13:00 | 40      | supervisor
        """,
        "accesses": """
            staff_id | nominal_id   | at                                                   | system  | action
            PC       | the namesake | 2025-04-03 10:00, 2025-05-06 11:00, 2025-06-20 15:00 | records | view
            PC       | the victim   | 2025-04-03 10:02, 2025-05-06 11:01, 2025-06-20 15:03 | records | view
        """,
    },
)

data_correction = Told(
    name="data staff who correct many records",
    cast={"clerk": "other"},
    places=(),
    subject="clerk",
    person="person 0",
    drawings={
        "people": table(
            "nominal_id | home | vulnerable | since",
            (f"person {n} | | mental_health | 2025-01-01 10:00" for n in EDITED),
        ),
        "accesses": table(
            "staff_id | nominal_id | at | system | action",
            (
                f"clerk | person {n} | 2025-0{month}-14 1{n // 20}:{n % 20 * 3:02d} | records | edit"
                for n in EDITED
                for month in (3, 4, 6)
            ),
        ),
    },
)

supervisor = Told(
    name="a supervisor who reviews a long investigation",
    cast={"DC": "detective", "DS": "supervisor of DC"},
    places=("her home",),
    subject="DS",
    person="the victim",
    drawings={
        "people": """
            nominal_id | home     | number        | vulnerable     | since
            the victim | her home | +447700900605 | domestic_abuse | 2025-02-10 11:00
        """,
        "crimes": """
            incident_id | kind              | grade    | at               | closed_at        | place    | people
            the abuse   | domestic incident | priority | 2025-02-10 10:00 | 2025-10-10 12:00 | her home | the victim
        """,
        "assignments": """
            incident_id | staff_id | role            | from_at          | to_at
            the abuse   | DC       | officer_in_case | 2025-02-10 12:00 | 2025-10-10 12:00
        """,
        "accesses": f"""
            staff_id | nominal_id | at                                  | system | action
            DS       | the victim | {every("2025-02-20 09:20", 24, 10)} | crime  | view
        """,
    },
)

analyst = Told(
    name="an analyst on a problem profile",
    cast={"analyst": "analyst", "manager": "inspector"},
    places=(),
    subject="analyst",
    person="person 0",
    drawings={
        "people": table(
            "nominal_id | home | vulnerable | since",
            (f"person {n} | | stalking_harassment | 2025-01-01 10:00" for n in PROFILE),
        ),
        "crimes": """
            incident_id | kind            | grade     | at               | closed_at        | place | people
            the profile | problem profile | scheduled | 2025-03-03 09:00 | 2025-06-30 12:00 |       |
        """,
        "assignments": """
            incident_id | staff_id | role         | from_at          | to_at
            the profile | analyst  | investigator | 2025-03-03 10:00 | 2025-06-30 12:00
        """,
        "accesses": table(
            "staff_id | nominal_id | at | system | action",
            (
                f"analyst | person {n} | 2025-0{month}-1{n % 9} 1{n % 7}:{n:02d} | crime | view"
                for n in PROFILE
                for month in (3, 4, 5)
            ),
        ),
    },
)

missing_person = Told(
    name="a search for somebody missing among family and friends",
    cast={"PC": "constable", "second PC": "constable"},
    places=("the home", "a friend's home"),
    subject="PC",
    person="the missing",
    others=("the sister", "the friend", "the uncle"),
    drawings={
        "people": """
            nominal_id  | home            | number        | vulnerable      | since
            the missing | the home        | +447700900606 | self_harm_suicide | 2025-05-01 11:00
            the sister  | the home        | +447700900607 |                 |
            the friend  | a friend's home | +447700900608 |                 |
            the uncle   | a friend's home | +447700900609 |                 |
        """,
        "crimes": """
            incident_id | kind           | grade     | at               | closed_at        | place           | people
            the party   | disturbance    | scheduled | 2025-03-01 22:00 | 2025-03-02 12:00 | a friend's home | the missing & the friend & the uncle & the sister
            missing     | missing person | priority  | 2025-05-03 20:00 | 2025-05-05 12:00 | the home        | the missing
        """,
        "sent": """
            staff_id  | incident_id | at               | minutes | by
            PC        | missing     | 2025-05-03 20:10 | 300     | control
            second PC | missing     | 2025-05-03 20:10 | 300     | control
        """,
        "accesses": """
            staff_id | nominal_id  | at               | system  | action
            PC       | the missing | 2025-05-03 20:20 | records | view
            PC       | the sister  | 2025-05-03 20:40 | records | view
            PC       | the friend  | 2025-05-03 20:44 | records | view
            PC       | the uncle   | 2025-05-03 20:47 | records | view
        """,
    },
)

same_surname = Told(
    name="a victim who has the surname of an officer's relative",
    cast={"PC": "constable", "second PC": "constable"},
    places=("her home",),
    subject="PC",
    person="the victim",
    drawings={
        "people": """
            nominal_id | home     | number        | name
            the victim | her home | +447700900610 | Marion Silverwright
        """,
        "associations": """
            staff_id | kind     | name                | born_on    | number        | declared_at
            PC       | relative | Marion Silverwright | 1951-04-02 | +447700900611 | 2024-02-01 09:00
            PC       | relative | Adam Silverwright   | 1975-04-02 | +447700900612 | 2024-02-01 09:00
        """,
        "crimes": """
            incident_id | kind     | grade     | at               | closed_at        | place    | people
            the theft   | theft    | scheduled | 2025-03-04 10:00 | 2025-04-10 12:00 | her home | the victim
        """,
        "sent": """
            staff_id  | incident_id | at               | minutes | by
            PC        | the theft   | 2025-03-04 11:00 | 30      | control
            second PC | the theft   | 2025-03-04 11:00 | 30      | control
        """,
        "accesses": """
            staff_id | nominal_id | at                                                   | system | action
            PC       | the victim | 2025-03-04 11:20, 2025-03-05 12:00, 2025-03-09 10:30 | crime  | view
        """,
    },
)
