"""What explains single contacts: namesakes, several people of one record, briefings, big news, analysis, corrections."""

import pytest

PEOPLE = {
    "staff": """
        staff_id | role      | team_id | supervisor_id
        PC 12    | constable | blue    |
        PC 13    | constable | blue    |
        PC 14    | constable | blue    |
        PC 15    | constable | red     |
        Analyst  | analyst   | desk    |
        Data     | other     | desk    |
        """,
    "nominals": """
        nominal_id | name
        Ms A       | Anna Ash
        Ms A2      | Anna Ashe
        Ms B       | Bea Birch
        """,
    "incidents": """
        incident_id | reported_at      | kind
        burglary    | 2025-03-01 09:00 | burglary
        profile     | 2025-03-01 09:00 | Problem profile: doorstep fraud
        """,
    "involvements": """
        incident_id | nominal_id | from_at
        burglary    | Ms A       | 2025-03-01 09:00
        """,
    "deployments": """
        incident_id | staff_id | tasked_by | assigned_at      | cleared_at
        burglary    | PC 12    | control   | 2025-03-01 10:00 | 2025-03-01 11:00
        """,
}


@pytest.fixture
def explained(ledger):
    """What explains the look-ups of somebody, by person and then time: None where nothing does."""

    def of(look_ups, *more, by="PC 12"):
        records = PEOPLE | {"accesses": look_ups}
        for each in more:
            records |= each
        found = ledger(records, "staff_id", "nominal_id", "at", "purpose", kind="look_up")
        return [purpose for staff, _, _, purpose in sorted(found, key=str) if staff == by]

    return of


class TestWrongNameResult:
    def test_a_namesake_opened_minutes_before_the_right_person_is_a_slip(self, explained):
        slip = """
        staff_id | at               | nominal_id
        PC 12    | 2025-03-01 10:30 | Ms A2
        PC 12    | 2025-03-01 10:32 | Ms A
        """
        assert explained(slip) == ["deployment", "wrong_name_result"]

    @pytest.mark.parametrize(
        ("other", "at"), [("Ms B ", "2025-03-01 10:30"), ("Ms A2", "2025-03-01 10:45"), ("Ms A2", "2025-03-01 10:15")]
    )
    def test_another_name_or_another_time_is_none(self, explained, other, at):
        no_slip = f"""
        staff_id | at               | nominal_id
        PC 12    | {at}             | {other}
        PC 12    | 2025-03-01 10:30 | Ms A
        """
        assert explained(no_slip) == ["deployment", None]

    def test_nobody_slips_for_a_colleague(self, explained):
        two = """
        staff_id | at               | nominal_id
        PC 13    | 2025-03-01 10:30 | Ms A2
        PC 12    | 2025-03-01 10:32 | Ms A
        """
        assert explained(two, by="PC 13") == [None]


class TestMeantForAnother:
    def test_a_search_that_names_a_stranger_too_was_for_the_person_of_the_work(self, explained):
        homes = {
            "nominal_addresses": """
            nominal_id | lat  | lon  | postcode
            Ms A       | 53.7 | -1.5 | LS1 4AP
            Ms B       | 53.7 | -1.5 | LS1 4AP
            """
        }
        search = "staff_id | at | search_text \n PC 12 | 2025-03-01 10:30 | LS1 4AP"
        assert explained(search, homes) == ["deployment", "meant_for_another"]

    def test_two_look_ups_are_two_questions(self, explained):
        apart = """
        staff_id | at               | nominal_id
        PC 12    | 2025-03-01 10:30 | Ms A
        PC 12    | 2025-03-01 10:30 | Ms B
        """
        assert explained(apart) == ["deployment", None]


def seen(*rows):
    return "staff_id | at | nominal_id\n" + "\n".join(f"{staff} | {at} | Ms B" for staff, at in rows)


class TestTeamBriefing:
    TEAM = (("PC 13", "2025-03-05 06:00"), ("PC 14", "2025-03-05 06:10"), ("PC 12", "2025-03-05 07:00"))

    def test_three_of_a_team_in_a_day_were_briefed(self, explained):
        assert explained(seen(*self.TEAM)) == ["team_briefing"]

    def test_two_of_a_team_were_not(self, explained):
        assert explained(seen(*self.TEAM[1:])) == [None]

    def test_somebody_of_another_team_was_not(self, explained):
        assert explained(seen(*self.TEAM[:2], ("PC 15", "2025-03-05 07:00")), by="PC 15") == [None]

    def test_a_day_later_is_too_late(self, explained):
        assert explained(seen(*self.TEAM[:2], ("PC 12", "2025-03-06 07:00"))) == [None]

    def test_whoever_looked_first_was_not_briefed_by_those_who_followed(self, explained):
        led = seen(("PC 12", "2025-03-05 05:00"), *self.TEAM)
        assert explained(led) == [None, None]


class TestWidelyKnownIncident:
    def force(self, staff, teams):
        rows = "\n".join(f"Off {n:02} | constable | team {n % teams}" for n in range(staff))
        return {"staff": f"staff_id | role | team_id\n{rows}"}

    def looks(self, staff, nominal="Ms A", day="2025-03-05"):
        rows = "\n".join(f"Off {n:02} | {day} {n + 1:02}:00 | {nominal}" for n in range(staff))
        return f"staff_id | at | nominal_id\n{rows}"

    def test_what_many_of_many_teams_looked_up_was_big_news(self, explained):
        assert explained(self.looks(10), self.force(10, 5), by="Off 03") == ["widely_known_incident"]

    def test_fewer_staff_or_fewer_teams_are_no_big_news(self, explained):
        assert explained(self.looks(9), self.force(9, 5), by="Off 03") == [None]
        assert explained(self.looks(10), self.force(10, 3), by="Off 03") != ["widely_known_incident"]

    def test_without_an_incident_before_it_there_is_no_news(self, explained):
        assert explained(self.looks(10, "Ms B"), self.force(10, 5), by="Off 03") == [None]
        assert explained(self.looks(10, day="2025-03-20"), self.force(10, 5), by="Off 03") == [None]


class TestAnalystWork:
    def assigned(self, staff, incident):
        return {
            "assignments": f"""
            incident_id | staff_id | role         | from_at          | to_at
            {incident}  | {staff}  | investigator | 2025-03-04 00:00 | 2025-03-10 00:00
            """
        }

    @pytest.mark.parametrize(
        ("staff", "incident", "purpose"),
        [("PC 15", "profile", "analyst_work"), ("Analyst", "burglary", "analyst_work"), ("PC 15", "burglary", None)],
    )
    def test_a_problem_profile_or_an_analysts_task_reads_anybodys_records(self, explained, staff, incident, purpose):
        read = seen((staff, "2025-03-05 10:00"), (staff, "2025-03-12 10:00"))
        assert explained(read, self.assigned(staff, incident), by=staff) == [purpose, None]


class TestDataCorrection:
    def day(self, people, staff="Data"):
        edits = "\n".join(f"{staff} | 2025-03-05 10:{n:02} | edit | N{n}" for n in range(people))
        return f"staff_id | at | action | nominal_id\n{edits}\n{staff} | 2025-03-05 15:00 | view | Ms B"

    def test_a_day_of_edits_by_data_staff_explains_it(self, explained):
        assert set(explained(self.day(5), by="Data")) == {"data_correction"}

    def test_a_few_edits_or_another_post_do_not(self, explained):
        assert set(explained(self.day(4), by="Data")) == {None}
        assert set(explained(self.day(5, "PC 15"), by="PC 15")) == {None}


class TestWantedPerson:
    SHIFT = "staff_id | start_at | end_at | kind\nPC 15 | 2025-03-05 06:00 | 2025-03-05 14:00 | {kind}"

    def suspected(self, role="suspect", at="2025-03-01 09:00", kind="duty"):
        part = f"incident_id | nominal_id | role | from_at\nburglary | Ms B | {role} | {at}"
        return {"involvements": part, "shifts": self.SHIFT.format(kind=kind)}

    def test_a_suspect_of_the_last_days_is_read_about_in_the_first_hour_of_a_shift(self, explained):
        read = seen(*(("PC 15", f"2025-03-05 {at}") for at in ("05:59", "06:01", "06:59", "07:01")))
        assert explained(read, self.suspected(), by="PC 15") == [None, "wanted_person", "wanted_person", None]

    @pytest.mark.parametrize("role", ["victim", "witness", "detainee"])
    def test_nobody_is_briefed_about_victims_and_witnesses(self, explained, role):
        assert explained(seen(("PC 15", "2025-03-05 06:10")), self.suspected(role), by="PC 15") == [None]

    def test_two_weeks_later_or_before_anybody_was_suspected_there_is_no_briefing(self, explained):
        read = seen(("PC 15", "2025-03-05 06:10"))
        earlier = {"incidents": "incident_id | reported_at\nburglary | 2025-02-18 09:00"}
        assert explained(read, earlier, self.suspected(at="2025-02-18 09:00"), by="PC 15") == [None]
        assert explained(read, self.suspected(at="2025-03-05 06:20"), by="PC 15") == [None]

    def test_a_day_off_has_no_briefing(self, explained):
        assert explained(seen(("PC 15", "2025-03-05 06:10")), self.suspected(kind="leave"), by="PC 15") == [None]
