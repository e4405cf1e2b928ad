"""Which policing purposes explain a contact, for how long, and who recorded them."""

import pytest

WORK = {
    "staff": """
        staff_id | role             | team_id | supervisor_id
        PC 12    | constable        | blue    | Sgt 1
        PC 13    | constable        | blue    | Sgt 1
        PC 14    | constable        | blue    | Sgt 1
        PC 15    | constable        | red     |
        FLO      | family_liaison_officer | red |
        DO 1     | detention_officer | cells  |
        Analyst  | analyst          | desk    |
        Data     | other            | desk    |
        Sgt 1    | sergeant         | blue    |
        """,
    "incidents": """
        incident_id | reported_at      | closed_at        | kind
        burglary    | 2025-03-01 09:00 | 2025-03-20 12:00 | burglary
        profile     | 2025-03-01 09:00 |                  | Problem profile: doorstep fraud
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        burglary    | Mr Late    | 2025-03-03 12:00
        """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 12    | control   | 2025-03-01 10:00 | 2025-03-01 11:00
        """,
}
NUMBER = {"nominal_phones": "nominal_id | number \n Ms A | +447700900101"}


def look_ups(*times, by="PC 12", of="Ms A"):
    rows = "\n".join(f"{n} | {by} | {time} | {of}" for n, time in enumerate(times))
    return {"accesses": f"access_id | staff_id | at | nominal_id\n{rows}"}


def messages(*times, by="PC 12"):
    rows = "\n".join(f"{n} | {by} | +447700900101 | {time}" for n, time in enumerate(times))
    return NUMBER | {"messages": f"message_id | staff_id | other_party | at\n{rows}"}


@pytest.fixture
def purposes(ledger):
    """What explains each look-up or message of the records, in order of time; None where nothing does."""

    def of(*drawings):
        records = {name: drawing for each in (WORK, *drawings) for name, drawing in each.items()}
        kind = "look_up" if "accesses" in records else "message"
        found = ledger(records, "answer", "purpose", kind=kind)
        return [name and (name if answer == "explained" else f"{answer}: {name}") for answer, name in found]

    return of


class TestDeployment:
    def test_reaches_from_a_little_before_until_the_writing_up_is_done(self, purposes):
        times = "2025-03-01 09:25", "2025-03-01 09:35", "2025-03-11 10:00", "2025-03-11 12:00"
        assert purposes(look_ups(*times)) == [None, "deployment", "deployment", None]

    def test_talk_ends_before_records_do(self, purposes):
        assert purposes(messages("2025-03-06 10:00", "2025-03-06 12:00")) == ["deployment", None]

    def test_a_person_written_in_by_the_end_of_the_shift_was_part_of_it(self, purposes):
        times = "2025-03-02 23:00", "2025-03-03 01:00"
        assert purposes(look_ups(*times, of="Mr Late")) == [None, "deployment"]

    def test_one_that_nobody_closed_ends_with_the_shift(self, purposes):
        left_open = {
            "deployments": """
            incident_id | staff_id | tasked_by | assigned_at
            burglary    | PC 12    | control   | 2025-03-01 10:00
            """
        }
        assert purposes(left_open, look_ups("2025-03-11 21:00", "2025-03-11 23:00")) == ["deployment", None]


def assigned(role="officer_in_case", staff="PC 15", to=""):
    return {
        "assignments": f"""
        incident_id | staff_id | role   | from_at          | to_at
        burglary    | {staff}  | {role} | 2025-03-05 10:00 | {to}
        """
    }


ALONE = {
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 15    | self      | 2025-03-01 10:00 | 2025-03-01 11:00
        """
}
LOOKED = look_ups("2025-03-18 10:00", by="PC 15")


class TestAssignment:
    def test_does_not_explain_what_came_before_it(self, purposes):
        times = "2025-03-05 09:59", "2025-03-05 10:01"
        assert purposes(assigned(), look_ups(*times, by="PC 15")) == [None, "assignment"]

    @pytest.mark.parametrize(
        ("role", "staff", "last", "over"),
        [
            ("radio_operator", "PC 15", "2025-03-22 11:00", "2025-03-22 13:00"),
            ("officer_in_case", "PC 15", "2025-04-17 11:00", "2025-04-17 13:00"),
            ("victim_liaison", "PC 15", "2025-05-30 11:00", None),
            ("officer_in_case", "FLO", "2025-05-30 11:00", None),
        ],
    )
    def test_ends_with_the_incident_and_reaches_on_as_its_part_or_post_needs(self, purposes, role, staff, last, over):
        times = [time for time in (last, over) if time]  # the incident closed on 20 March at noon
        expected = ["assignment", None][: len(times)]
        assert purposes(assigned(role, staff), look_ups(*times, by=staff)) == expected

    def test_what_is_left_to_say_is_said_within_two_weeks_of_the_closing(self, purposes):
        times = "2025-04-03 11:00", "2025-04-03 13:00"
        assert purposes(assigned(), messages(*times, by="PC 15")) == ["assignment", None]

    def test_liaison_goes_on_talking_for_as_long_as_it_reaches(self, purposes):
        assert purposes(assigned("victim_liaison"), messages("2025-05-30 11:00", by="PC 15")) == ["assignment"]

    def test_ends_when_it_was_taken_away(self, purposes):
        over = assigned(to="2025-03-08 10:00")
        assert purposes(over, look_ups("2025-04-04 10:00", "2025-04-06 10:00", by="PC 15")) == ["assignment", None]

    def shared(self, part):
        own = assigned()["assignments"].rstrip()
        return {"assignments": f"{own}\n        burglary    | PC 13  | {part} | 2025-03-02 10:00 |"}

    def test_in_an_incident_nobody_else_touched_it_is_the_subjects_own_word(self, purposes):
        assert purposes(ALONE, assigned(), LOOKED) == ["self_explained: assignment"]

    @pytest.mark.parametrize("part", ["supervisor", "officer_in_case", "investigator"])
    def test_a_colleague_who_has_a_part_in_the_work_has_touched_it(self, purposes, part):
        assert purposes(ALONE, self.shared(part), LOOKED) == ["assignment"]

    @pytest.mark.parametrize("part", ["call_handler", "radio_operator"])
    def test_whoever_passed_on_what_they_reported_by_radio_has_not(self, purposes, part):
        assert purposes(ALONE, self.shared(part), LOOKED) == ["self_explained: assignment"]

    def test_a_call_about_it_that_a_colleague_took_shows_that_it_was_no_invention(self, purposes):
        rang_in = {"public_calls": "staff_id | incident_id | start_at\nPC 13 | burglary | 2025-03-01 08:55"}
        assert purposes(ALONE, assigned(), LOOKED, rang_in) == ["assignment"]
        own = {"public_calls": rang_in["public_calls"].replace("PC 13", "PC 15")}
        assert purposes(ALONE, assigned(), LOOKED, own) == ["self_explained: assignment"]


def rang(line):
    return {
        "public_calls": f"""
        staff_id | nominal_id | line   | start_at         | duration_s
        PC 15    | Ms A       | {line} | 2025-03-25 10:00 | 600
        """
    }


class TestCallTaken:
    def test_explains_look_ups_while_the_line_is_held_and_for_an_hour_after(self, purposes):
        times = "2025-03-25 09:50", "2025-03-25 10:05", "2025-03-25 11:05", "2025-03-25 11:15"
        assert purposes(rang("enquiry_desk"), look_ups(*times, by="PC 15")) == [None, "call_taken", "call_taken", None]

    def test_a_direct_line_may_be_given_to_one_person_and_explains_nothing(self, purposes):
        assert purposes(rang("direct"), look_ups("2025-03-25 10:05", by="PC 15")) == [None]


DETAINED = {
    "custody_contacts": """
        custody_id | nominal_id | staff_id | kind       | start_at         | end_at
        C1         | Ms A       | PC 15    | booking_in | 2025-03-25 10:00 | 2025-03-25 10:20
        C1         | Ms A       | DO 9     | release    | 2025-03-25 20:00 | 2025-03-25 20:10
        """,
    "shifts": """
        staff_id | start_at         | end_at           | kind
        DO 1     | 2025-03-25 18:00 | 2025-03-26 04:00 | duty
        PC 14    | 2025-03-25 18:00 | 2025-03-26 04:00 | duty
        """,
}


class TestCustodyDuty:
    def test_explains_look_ups_by_those_who_dealt_with_the_detainee(self, purposes):
        times = "2025-03-25 15:00", "2025-03-27 15:00"
        assert purposes(DETAINED, look_ups(*times, by="PC 15")) == ["custody_duty", None]

    def test_explains_look_ups_by_custody_staff_on_duty_at_the_time(self, purposes):
        times = "2025-03-25 12:00", "2025-03-25 19:00"
        assert purposes(DETAINED, look_ups(*times, by="DO 1")) == [None, "custody_duty"]
        assert purposes(DETAINED, look_ups(*times, by="PC 14")) == [None, None]


class TestSupervision:
    def test_explains_looking_at_the_work_of_those_led_until_it_is_reviewed(self, purposes):
        assert purposes(look_ups("2025-03-20 10:00", "2025-03-26 10:00", by="Sgt 1")) == ["supervision", None]

    def test_does_not_explain_looking_at_the_work_of_others(self, purposes):
        assert purposes(look_ups("2025-03-02 10:00", by="PC 15")) == [None]


class TestCaseFileWork:
    def log(self, writer):
        return {"log_entries": f"incident_id | staff_id | at \n burglary | {writer} | 2025-05-10 10:00"}

    def test_a_colleagues_entry_shows_that_the_work_is_live(self, purposes):
        times = "2025-05-20 10:00", "2025-05-25 10:00"
        assert purposes(self.log("PC 15"), look_ups(*times)) == ["case_file_work", None]

    def test_nobodys_own_entry_does(self, purposes):
        assert purposes(self.log("PC 12"), look_ups("2025-05-20 10:00")) == [None]

    def test_it_explains_nothing_for_those_who_never_worked_on_it(self, purposes):
        assert purposes(self.log("PC 12"), look_ups("2025-05-20 10:00", by="PC 15")) == [None]


SAID = "self_explained: declared_approach"
DECLARED = {
    "declarations": """
    staff_id | kind                | nominal_id | declared_at
    PC 12    | contact_from_public | Ms A       | 2025-05-10 10:00
    """
}


class TestDeclaredApproach:
    def told_not_to(self, nominal):
        return {
            "instructions": f"""
            staff_id | nominal_id | kind       | given_at
            PC 12    | {nominal}  | no_contact | 2025-05-09 10:00
            """
        }

    def test_explains_by_ones_own_word_what_was_said_shortly_before_and_after(self, purposes):
        times = "2025-04-20 10:00", "2025-05-01 10:00", "2025-05-12 10:00", "2025-05-14 10:00"
        assert purposes(DECLARED, messages(*times)) == [None, SAID, SAID, None]

    def test_explains_no_look_ups(self, purposes):
        assert purposes(DECLARED, look_ups("2025-05-09 10:00")) == [None]

    @pytest.mark.parametrize("nominal", ["Ms A", ""])
    def test_explains_nothing_once_contact_was_forbidden(self, purposes, nominal):
        times = "2025-05-09 09:00", "2025-05-09 11:00"
        assert purposes(DECLARED, self.told_not_to(nominal), messages(*times)) == [SAID, None]

    def test_another_persons_instruction_changes_nothing(self, purposes):
        told = self.told_not_to("Mr B")
        assert purposes(DECLARED, told, messages("2025-05-09 11:00")) == [SAID]
