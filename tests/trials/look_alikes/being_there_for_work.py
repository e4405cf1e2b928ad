"""Presence that looks like waiting for somebody and is not: the records that say so are drawn beside it."""

from tests.trials.telling import Told, days_in, every, table

DAILY = every("2025-03-03 10:15", 1.4, 60, (0, 2, 4))
EVENINGS = every("2025-02-20 22:05", 6, 30)
COLLEAGUES = tuple(f"colleague {n}" for n in range(7))

MET = """
    nominal_id | home     | number        | vulnerable | since
    resident   | her home | {number}      | isolated   | 2025-02-03 12:00
"""
FIRST = """
    incident_id | kind     | grade     | at               | closed_at        | place    | people
    the theft   | theft    | scheduled | 2025-02-03 10:00 | 2025-02-07 12:00 | her home | resident
"""
SENT = """
    staff_id | incident_id | at               | minutes | by
    officer  | the theft   | 2025-02-03 11:00 | 30      | control
"""
FIRST_DAY = "2025-02-03"


def _met(number: str) -> str:
    return MET.replace("{number}", number)


patrol_plan = Told(
    name="a community support officer sent to one street every day",
    cast={"officer": "pcso"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900640"),
        "crimes": FIRST
        + "the plan | patrol plan | scheduled | 2025-03-01 09:00 | 2025-08-01 12:00 | her home +90m |\n",
        "sent": SENT + f"officer | the plan | {DAILY} | 40 | supervisor\n",
        "duty": f"""
            staff_id | day                           | from  | to    | vehicle
            officer  | {FIRST_DAY}, {days_in(DAILY)} | 09:00 | 19:00 | car
        """,
        "stays": f"""
            device_id | at      | minutes | place
            car       | {DAILY} | 45      | her home +60m
        """,
    },
)

own_home_near_by = Told(
    name="an officer who lives near a victim",
    cast={"officer": "constable"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900641"),
        "crimes": FIRST,
        "sent": SENT,
        "staff_addresses": """
            staff_id | place         | from_at
            officer  | her home +70m | 2019-01-01 00:00
        """,
        "duty": f"""
            staff_id | day                              | from  | to    | vehicle
            officer  | {FIRST_DAY}, {days_in(EVENINGS)} | 13:00 | 23:00 | car
        """,
        "stays": f"""
            device_id | at         | minutes | place
            car       | {EVENINGS} | 30      | her home +65m
        """,
    },
)

shared_vehicle = Told(
    name="a vehicle whose keys were not given back",
    cast={"officer": "constable", "driver": "constable"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900642"),
        "crimes": FIRST
        + "the visits | aftercare | scheduled | 2025-02-10 10:00 | 2025-06-30 12:00 | her home | resident\n",
        "sent": SENT + f"driver | the visits | {every('2025-02-24 17:10', 10, 10)} | 40 | supervisor\n",
        "shifts": table(
            "staff_id | start_at | end_at | kind",
            (
                f"officer | {day} 06:00 | {day} 15:00 | duty"
                for day in days_in(every("2025-02-24 17:10", 10, 10)).split(", ")
            ),
        ),
        "duty": f"""
            staff_id | day                                          | from  | to    | vehicle
            driver   | {days_in(every("2025-02-24 17:10", 10, 10))} | 15:00 | 23:00 | car
        """,
        "device_holders": table(
            "device_id | kind | staff_id | from_at | to_at",
            (
                f"car | vehicle | officer | {day} 06:10 | {day} 21:00"
                for day in days_in(every("2025-02-24 17:10", 10, 10)).split(", ")
            ),
        ),
        "stays": f"""
            device_id | at                                  | minutes | place
            car       | {every("2025-02-24 17:15", 10, 10)} | 40      | her home
        """,
    },
)

refreshment_stop = Told(
    name="a refreshment stop next door to a victim",
    cast={"officer": "constable"} | dict.fromkeys(COLLEAGUES[:3], "constable") | dict.fromkeys(COLLEAGUES[3:], "pcso"),
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900643"),
        "crimes": FIRST,
        "sent": SENT,
        "duty": f"""
            staff_id | day                                                         | from  | to    | vehicle
            officer  | {FIRST_DAY}, {days_in(every("2025-02-20 13:00", 7, 20))}    | 08:00 | 18:00 | car
        """
        + "".join(
            f"{name} | {days_in(every(f'2025-02-{10 + n} 13:00', 21, 8))} | 08:00 | 18:00 | car {n}\n"
            for n, name in enumerate(COLLEAGUES)
        ),
        "stays": f"""
            device_id | at                                 | minutes | place
            car       | {every("2025-02-20 13:00", 7, 20)} | 20      | her home +30m
        """
        + "".join(
            f"car {n} | {every(f'2025-02-{10 + n} 13:00', 21, 8)} | 20 | her home +{25 + n}m\n"
            for n in range(len(COLLEAGUES))
        ),
    },
)

PLAN_CALLS = every("2025-02-17 11:00", 7, 24)
repeat_victim_plan = Told(
    name="a plan for somebody who is a victim again and again",
    cast={"officer": "neighbourhood_officer"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900644"),
        "crimes": FIRST
        + "the plan | repeat victim plan | scheduled | 2025-02-10 10:00 | 2025-09-30 12:00 | her home | resident\n",
        "assignments": """
            incident_id | staff_id | role          | from_at          | to_at
            the plan    | officer  | neighbourhood | 2025-02-10 12:00 | 2025-09-30 12:00
        """,
        "sent": SENT + f"officer | the plan | {every('2025-02-18 15:00', 7, 24)} | 40 | supervisor\n",
        "duty": f"""
            staff_id | day                                                                     | from  | to    | vehicle
            officer  | {FIRST_DAY}, {days_in(PLAN_CALLS)}, {days_in(every("2025-02-18 15:00", 7, 24))} | 09:00 | 19:00 | car
        """,
        "phones": """
            staff_id | device_id
            officer  | handset
        """,
        "phone_events": f"""
            device_id | direction | kind | other_number  | at           | duration_s
            handset   | out       | call | +447700900644 | {PLAN_CALLS} | 180
        """,
        "stays": f"""
            device_id | at                                 | minutes | place
            car       | {every("2025-02-18 15:10", 7, 24)} | 40      | her home
        """,
    },
)

school_patrol = Told(
    name="a patrol outside a school that a supervisor asked for",
    cast={"officer": "schools_officer"},
    places=("the school",),
    subject="officer",
    person=None,
    drawings={
        "places": """
            place_id   | kind   | place
            the school | school | the school
        """,
        "crimes": """
            incident_id | kind        | grade     | at               | closed_at        | place      | people
            the patrol  | patrol plan | scheduled | 2025-03-01 09:00 | 2025-07-20 12:00 | the school |
        """,
        "sent": f"""
            staff_id | incident_id | at                                   | minutes | by
            officer  | the patrol  | {every("2025-03-03 15:00", 2, 40)}   | 40      | supervisor
        """,
        "duty": f"""
            staff_id | day                                         | from  | to    | vehicle
            officer  | {days_in(every("2025-03-03 15:00", 2, 40))} | 08:00 | 17:00 | car
        """,
        "stays": f"""
            device_id | at                                 | minutes | place
            car       | {every("2025-03-03 15:12", 2, 40)} | 35      | the school +60m
        """,
    },
)

nearest_unit = Told(
    name="back-up to incidents of somebody met before",
    cast={"officer": "constable", "other": "constable"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900645"),
        "crimes": FIRST
        + "".join(
            f"call {month} | domestic incident | emergency | 2025-0{month}-12 21:00 | 2025-0{month}-14 12:00 | her home | resident\n"
            for month in (3, 5, 6)
        ),
        "sent": SENT
        + "".join(
            f"{name} | call {month} | 2025-0{month}-12 21:05 | 40 | control\n"
            for month in (3, 5, 6)
            for name in ("officer", "other")
        ),
        "duty": """
            staff_id | day                                            | from  | to    | vehicle
            officer  | 2025-02-03, 2025-03-12, 2025-05-12, 2025-06-12 | 11:00 | 23:00 | car
            other    | 2025-03-12, 2025-05-12, 2025-06-12             | 14:00 | 23:00 | car
        """,
        "stays": """
            device_id | at                                                   | minutes | place
            car       | 2025-03-12 21:15, 2025-05-12 21:15, 2025-06-12 21:15 | 38      | her home
        """,
    },
)

cordon = Told(
    name="a car left at a cordon round the corner",
    cast={"officer": "constable"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900646"),
        "crimes": FIRST + "the fire | fire | emergency | 2025-04-01 10:00 | 2025-04-08 12:00 | her home | resident\n",
        "sent": SENT + "officer | the fire | 2025-04-01 10:05, 2025-04-02 10:05, 2025-04-03 10:05 | 300 | control\n",
        "duty": """
            staff_id | day                                            | from  | to    | vehicle
            officer  | 2025-02-03, 2025-04-01, 2025-04-02, 2025-04-03 | 08:00 | 18:00 | car
        """,
        "stays": """
            device_id | at                                                   | minutes | place
            car       | 2025-02-03 11:10                                     | 28      | her home
            car       | 2025-04-01 10:15, 2025-04-02 10:15, 2025-04-03 10:15 | 290     | her home +130m
        """,
    },
)

diversion = Told(
    name="one break near the home of somebody met before, on the way to a task",
    cast={"officer": "constable"},
    places=("her home", "elsewhere"),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900647"),
        "crimes": FIRST + "the alarm | alarm | scheduled | 2025-05-06 14:00 | 2025-05-06 20:00 | elsewhere |\n",
        "sent": SENT + "officer | the alarm | 2025-05-06 14:10 | 90 | control\n",
        "duty": """
            staff_id | day                    | from  | to    | vehicle
            officer  | 2025-02-03, 2025-05-06 | 08:00 | 18:00 | car
        """,
        "stays": """
            device_id | at               | minutes | place
            car       | 2025-05-06 14:20 | 15      | her home +90m
        """,
    },
)

statement = Told(
    name="a return alone to take a statement, sent by a supervisor",
    cast={"officer": "constable", "other": "constable"},
    places=("her home",),
    subject="officer",
    person="resident",
    drawings={
        "people": _met("+447700900648"),
        "crimes": FIRST,
        "sent": SENT
        + "other | the theft | 2025-02-03 11:00 | 30 | control\n"
        + "officer | the theft | 2025-02-04 15:00, 2025-02-06 12:00 | 60 | supervisor\n",
        "duty": """
            staff_id | day                                | from  | to    | vehicle
            officer  | 2025-02-03, 2025-02-04, 2025-02-06 | 08:00 | 18:00 | car
        """,
        "stays": """
            device_id | at                                 | minutes | place
            car       | 2025-02-03 11:10                   | 28      | her home
            car       | 2025-02-04 15:10, 2025-02-06 12:10 | 58      | her home
        """,
    },
)
