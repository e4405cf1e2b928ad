"""Contact that a declaration leaves out: one game of chess told, several visits on record."""

from upstander.signs.declaration_missing_or_contradicted import declaration_missing_or_contradicted as sign

TOLD = "PC 12 | conflict_of_interest | Ms A | 2025-03-20 09:00"
ORDER = "PC 12 | no_contact | Ms A | 2025-03-20 10:00"
VISITS = [f"PC 12 | Ms A | visit |  | 2025-03-{day} 19:00 | unexplained | 1" for day in ("05", "09", "14")]


def records(*contacts, told=(), orders=()):
    return {
        "contacts": "\n".join(("staff_id | nominal_id | kind | direction | at | answer | certainty", *contacts)),
        "declarations": "\n".join(("staff_id | kind | nominal_id | declared_at", *told)),
        "instructions": "\n".join(("staff_id | kind | nominal_id | given_at", *orders)),
    }


def seen(observed, *contacts, told=(TOLD,), orders=(), **changed):
    return [row["record_id"] for row in observed(sign, records(*contacts, told=told, orders=orders), **changed)]


def test_days_of_contact_beyond_the_one_that_was_told_are_observed_on_the_day_of_the_telling(observed):
    rows = observed(sign, records(*VISITS, told=[TOLD], orders=[ORDER]))
    assert [(row["staff_id"], row["nominal_id"], row["record_id"]) for row in rows] == [
        ("PC 12", "Ms A", "2"),
        ("PC 12", "Ms A", "3"),
    ]
    assert len({row["at"] for row in rows}) == 1
    assert not seen(observed, *VISITS, as_of="2025-03-20")


def test_a_declaration_for_each_day_of_contact_is_declared_in_full(observed):
    each = [TOLD.replace("2025-03-20", f"2025-03-{day}") for day in ("06", "10", "15")]
    assert not seen(observed, *VISITS, told=each)
    assert seen(observed, *VISITS, told=each[::2]) == ["3"]
    assert seen(observed, *VISITS, told=each[:2]) == ["3"]
    assert seen(observed, *VISITS, told=each, telling=0.1) == ["2", "3"]


def test_an_instruction_about_a_person_of_whom_nothing_was_told_leaves_all_contact_out(observed):
    for kind in ("no_contact", "notice_of_investigation", "condition"):
        assert seen(observed, *VISITS, told=(), orders=[ORDER.replace("no_contact", kind)]) == ["1", "2", "3"]
    assert not seen(observed, *VISITS, told=(), orders=[ORDER.replace("no_contact", "monitoring")])
    assert not seen(observed, *VISITS, told=())


def test_contact_after_the_telling_is_observed_once_a_last_answer_has_had_time_to_cross(observed):
    later = VISITS[0].replace("2025-03-05 19:00", "2025-03-23 09:01")
    assert seen(observed, later) == ["1"]
    assert not seen(observed, later.replace("09:01", "09:00"))
    assert not seen(observed, later, after=4)


def test_calls_and_words_sent_count_and_what_the_person_sent_does_not(observed):
    for kind in ("call", "text", "message"):
        out = [visit.replace("| visit |", f"| {kind} | out") for visit in VISITS]
        assert len(seen(observed, *out)) == 2
        assert not seen(observed, *(contact.replace("out", "in") for contact in out))
    assert not seen(observed, *(visit.replace("visit", "look_up") for visit in VISITS))


def test_explained_contact_contact_with_others_by_others_and_long_before_is_silent(observed):
    for old, new in (
        ("unexplained", "explained"),
        ("unexplained", "self_explained"),
        ("unexplained", "cannot_assess"),
        ("Ms A", "Ms B"),
        ("PC 12", "PC 13"),
        ("2025-03", "2024-03"),
    ):
        assert not seen(observed, *(visit.replace(old, new) for visit in VISITS))
    assert not seen(observed, *VISITS, before=7)


def test_declarations_of_other_kinds_or_that_name_nobody_contradict_nothing(observed):
    for old, new in (("conflict_of_interest", "gift"), ("Ms A", "")):
        assert not seen(observed, *VISITS, told=[TOLD.replace(old, new)])
        assert not seen(observed, *VISITS, told=(), orders=[ORDER.replace("Ms A", "")])
    for kind in ("contact_from_public", "known_nominal"):
        assert seen(observed, *VISITS, told=[TOLD.replace("conflict_of_interest", kind)])


def test_a_day_counts_once_and_a_doubtful_visit_for_less(observed):
    twice = [*VISITS[:2], VISITS[1].replace("19:00", "21:00").replace("| 1", "| 0.5")]
    assert [row["amount"] for row in observed(sign, records(*twice, told=[TOLD]))] == [0.5, 0.25]


def test_a_stop_as_short_as_halts_on_patrol_is_no_contact_to_be_told_of(observed):
    halts = "".join(f"car {n} | PCSO {n} | 2025-02-{n + 1:02d} 10:00 | 2025-02-{n + 1:02d} 10:06\n" for n in range(20))
    stops = {"staff_stops": "device_id | staff_id | start_at | end_at\n" + halts}
    lasting = "staff_id | nominal_id | kind | direction | at | end_at\n" + "".join(
        f"PC 12 | Ms A | {kind} | out | 2025-03-{day} 19:00 | 2025-03-{day} 19:{minutes}\n"
        for kind, day, minutes in (
            ("visit", "05", "04"),
            ("visit", "09", "40"),
            ("visit", "14", "30"),
            ("call", "16", "01"),
        )
    )
    rows = observed(sign, records(told=[TOLD]) | stops | {"contacts": lasting})
    assert [row["record_id"] for row in rows] == ["3", "4"]
    rows = observed(sign, records(told=[TOLD]) | {"contacts": lasting})
    assert [row["record_id"] for row in rows] == ["2", "3", "4"]


def test_it_cannot_be_asked_without_declarations():
    assert {"declarations", "incidents", "involvements"} == set(sign.needs)
