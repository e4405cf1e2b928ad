"""Work of a shared desk kept by one person: the form of the radio allocator's case, and what looks like it."""

from upstander.signs.work_kept_by_one_person import work_kept_by_one_person as sign

LOG = """
    incident_id | staff_id | at
    I1          | Mr B     | 2025-03-01 15:00
    I1          | Mr B     | 2025-03-01 21:50
    I1          | Mr B     | 2025-03-02 14:30
    I1          | Mr B     | 2025-03-02 19:00
"""
DESK = """
    staff_id | role           | team_id
    Mr B     | radio_operator | desk
    Ms D     | radio_operator | desk
    Mr E     | call_handler   | desk
"""
SHIFTS = """
    staff_id | kind | start_at         | end_at
    Mr B     | duty | 2025-03-01 14:00 | 2025-03-01 22:00
    Mr B     | duty | 2025-03-02 14:00 | 2025-03-02 22:00
    Ms D     | duty | 2025-03-01 22:00 | 2025-03-02 06:00
"""
INCIDENT = """
    incident_id | reported_at      | closed_at
    I1          | 2025-03-01 14:30 | 2025-03-02 19:00
"""
CALLER = """
    incident_id | nominal_id | role   | from_at
    I1          | Ms A       | caller | 2025-03-01 14:30
    I1          | Ms A       | victim | 2025-03-01 14:30
"""


def records(**changed):
    return {
        "log_entries": LOG,
        "staff": DESK,
        "shifts": SHIFTS,
        "incidents": INCIDENT,
        "involvements": CALLER,
    } | changed


def total(observed, **changed):
    settings = {name: changed.pop(name) for name in ("finishing",) if name in changed}
    return round(sum(row["amount"] for row in observed(sign, records(**changed), **settings)), 6)


def test_a_log_left_to_their_own_next_shift_and_closed_by_them_is_observed_in_two_steps(observed):
    rows = observed(sign, records())
    assert [(row["staff_id"], row["nominal_id"], row["feed"], round(row["amount"], 6)) for row in rows] == [
        ("Mr B", "Ms A", "log_entries", 0.6),
        ("Mr B", "Ms A", "incidents", 0.4),
    ]
    assert rows[0]["record_id"].startswith("I1|Mr B|")
    assert [round(row["amount"], 6) for row in observed(sign, records(), as_of="2025-03-02 18:00")] == [0.6]


def test_work_still_open_or_closed_after_somebody_else_wrote_counts_for_less(observed):
    assert total(observed, incidents=INCIDENT.replace("| 2025-03-02 19:00", "|")) == 0.6
    assert total(observed, log_entries=LOG + "I1 | Ms D | 2025-03-02 18:00\n") == 0.6
    assert total(observed, log_entries=LOG + "I1 | Ms D | 2025-03-03 18:00\n") == 1
    assert total(observed, log_entries=LOG + "I2 | Ms D | 2025-03-02 18:00\n") == 1


def test_work_that_a_colleague_or_a_supervisor_touched_overnight_is_silent(observed):
    assert not total(observed, log_entries=LOG + "I1 | Ms D | 2025-03-02 03:00\n")


def test_an_entry_of_the_same_shift_or_soon_after_it_is_no_wait(observed):
    same_shift = LOG.replace("2025-03-02 14:30", "2025-03-01 21:55").replace("2025-03-02 19:00", "2025-03-01 22:30")
    assert not total(observed, log_entries=same_shift)
    assert total(observed, log_entries=same_shift.replace("22:30", "22:31"), finishing=30) > 0


def test_what_they_finish_after_a_shift_belongs_to_it(observed):
    late = LOG.replace("21:50", "22:30")
    assert total(observed, log_entries=late) == 1


def test_a_wait_in_which_nobody_else_of_the_desk_was_on_duty_is_silent(observed):
    for old, new in (
        ("Ms D     | duty", "Ms D     | leave"),
        ("Ms D     | duty", "Mr E     | duty"),
        ("2025-03-01 22:00 | 2025-03-02 06:00", "2025-03-01 14:00 | 2025-03-01 22:00"),
        ("2025-03-01 22:00 | 2025-03-02 06:00", "2025-03-02 14:30 | 2025-03-02 22:00"),
    ):
        assert not total(observed, shifts=SHIFTS.replace(old, new))


def test_another_team_is_another_desk_and_a_force_without_teams_has_one(observed):
    other = DESK.replace("Ms D     | radio_operator | desk", "Ms D     | radio_operator | far")
    assert not total(observed, staff=other)
    assert total(observed, staff=other.replace("| far", "|")) == 1
    assert total(observed, staff=other.replace("Mr B     | radio_operator | desk", "Mr B     | radio_operator |")) == 1


def test_work_that_belongs_to_one_person_by_rule_is_silent(observed):
    detective = DESK.replace("radio_operator", "detective")
    assert not total(observed, staff=detective)
    owner = """
        incident_id | staff_id | role            | from_at
        I1          | Mr B     | officer_in_case | 2025-03-01
    """
    assert not total(observed, assignments=owner)
    assert total(observed, assignments=owner.replace("officer_in_case", "radio_operator")) == 1


def test_work_given_to_an_owner_or_a_patrol_is_no_longer_the_desks_to_keep(observed):
    owner = """
        incident_id | staff_id | role         | from_at
        I1          | PC 12    | investigator | 2025-03-02 14:30
    """
    sent = """
        incident_id | staff_id | assigned_at
        I1          | PC 12    | 2025-03-02 14:30
    """
    assert not total(observed, assignments=owner)
    assert not total(observed, deployments=sent)
    assert total(observed, assignments=owner.replace("14:30", "14:31")) == 1
    assert total(observed, deployments=sent.replace("14:30", "14:31")) == 1
    assert total(observed, deployments=sent.replace("I1", "I2")) == 1


def test_one_piece_of_work_counts_once_however_long_it_is_kept(observed):
    third = (
        SHIFTS
        + "Mr B | duty | 2025-03-03 14:00 | 2025-03-03 22:00\nMs D | duty | 2025-03-02 22:00 | 2025-03-03 06:00\n"
    )
    longer = LOG + "I1 | Mr B | 2025-03-03 15:00\n"
    open_still = INCIDENT.replace("| 2025-03-02 19:00", "|")
    assert total(observed, shifts=third, log_entries=longer, incidents=open_still) == 0.6


def test_it_cannot_be_asked_without_logs_and_shifts():
    assert {"log_entries", "incidents", "involvements", "shifts", "staff"} <= set(sign.needs)
