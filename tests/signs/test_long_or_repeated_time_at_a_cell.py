"""Long or repeated time at a cell."""

from upstander.signs.long_or_repeated_time_at_a_cell import long_or_repeated_time_at_a_cell as sign


def contact(staff, began, ended, kind="cell_check", *, custody="D1", nominal="Mr M", day="2025-03-01"):
    return f"{custody} | {nominal} | {staff} | {kind} | {day} {began} | {day} {ended}"


def rounds(custody="D1", nominal="Mr M", hours=range(8, 16)):
    """Checks every hour, of one to three minutes, by two colleagues by turns."""
    return [
        contact(f"DO {h % 2}", f"{h:02}:00", f"{h:02}:{1 + h % 3:02}", custody=custody, nominal=nominal) for h in hours
    ]


def records(*rows):
    return {"custody_contacts": "\n".join(("custody_id | nominal_id | staff_id | kind | start_at | end_at", *rows))}


def seen(observed, *rows, **changed):
    return [
        (row["staff_id"], row["nominal_id"], round(row["amount"], 6))
        for row in observed(sign, records(*rows), **changed)
    ]


LONG = contact("CO 5", "11:31", "11:40")


def test_a_check_far_longer_than_checks_are_is_observed_when_it_ended(observed):
    assert seen(observed, *rounds(), LONG) == [("CO 5", "Mr M", 1)]
    assert observed(sign, records(*rounds(), LONG))[0]["feed"] == "custody_contacts"


def test_checks_of_ordinary_length_at_the_ordinary_round_are_silent(observed):
    assert not seen(observed, *rounds())


def test_beyond_the_spread_and_beyond_some_minutes_are_both_asked(observed):
    assert not seen(observed, *rounds(), LONG, spreads=200)
    assert not seen(observed, *rounds(), LONG, beyond=8)
    wide = [contact("CO 1", f"{h:02}:00", f"{h:02}:{2 * h}") for h in range(8, 16)]
    assert not seen(observed, *wide, contact("CO 5", "16:20", "16:55"))


def test_a_detainee_whom_a_colleague_watched_as_long_is_silent(observed):
    assert not seen(observed, *rounds(), LONG, contact("DO 7", "12:31", "12:41"))
    other_detainee = contact("DO 7", "12:31", "12:41", custody="D2", nominal="Ms N")
    assert len(seen(observed, *rounds(), LONG, other_detainee)) == 2
    own = contact("CO 5", "12:31", "12:41")
    assert len(seen(observed, *rounds(), LONG, own)) == 2


def test_a_colleagues_long_contact_of_another_kind_says_nothing_of_this_one(observed):
    tests = [contact("DO 7", f"{h:02}:20", f"{h:02}:25", "drug_test") for h in range(8, 12)]
    long_test = contact("DO 7", "13:20", "13:59", "drug_test")
    assert len(seen(observed, *rounds(), *tests, LONG, long_test)) == 2


def test_medical_care_interviews_and_moves_are_silent_and_each_kind_has_its_own_usual(observed):
    for kind in ("medical", "interview", "escort", "release"):
        assert not seen(observed, *rounds(), *[row.replace("cell_check", kind) for row in (*rounds(), LONG)])
    for kind in ("drug_test", "meal", "booking_in"):
        assert seen(observed, *[row.replace("cell_check", kind) for row in (*rounds(), LONG)])
    assert not seen(observed, *rounds(), *[contact("CO 5", f"{h}:30", f"{h}:45", "drug_test") for h in (10, 11, 12)])


def test_a_check_soon_after_the_last_one_by_anybody_is_observed_for_less(observed):
    early = contact("CO 5", "11:10", "11:11")
    assert seen(observed, *rounds(), early) == [("CO 5", "Mr M", 0.3)]
    assert not seen(observed, *rounds(), early.replace("11:10", "11:30").replace("11:11", "11:31"))
    assert not seen(observed, *rounds(), early, soon=0.1)
    assert not seen(observed, *rounds(), early.replace("D1", "D2").replace("cell_check", "meal"))


def test_a_long_early_check_is_one_contact(observed):
    assert seen(observed, *rounds(), contact("CO 5", "11:10", "11:20")) == [("CO 5", "Mr M", 1)]


def test_a_detainee_checked_often_by_everybody_is_silent(observed):
    often = [
        contact(f"DO {m % 2}", f"{h}:{m:02}", f"{h}:{m + 1:02}", custody="D2", nominal="Ms N")
        for h in (10, 11)
        for m in range(0, 60, 10)
    ]
    others = [row for k in range(3, 7) for row in rounds(f"D{k}", f"Mr {k}")]
    assert not seen(observed, *others, *often)


def test_it_cannot_be_asked_without_custody_contacts():
    assert sign.needs == ("custody_contacts",)
