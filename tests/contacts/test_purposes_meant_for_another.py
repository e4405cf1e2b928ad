"""Contact put down to the wrong person: one who is on record twice, and numbers and homes that changed hands."""

import pytest

WORK = {
    "staff": "staff_id | role\n PC 12 | constable\n PC 13 | constable",
    "incidents": "incident_id | reported_at | kind\nburglary | 2025-03-01 09:00 | burglary",
    "involvements": "incident_id | nominal_id | from_at\nburglary | Ms A | 2025-03-01 09:00",
    "assignments": "incident_id | staff_id | role | from_at\nburglary | PC 12 | officer_in_case | 2025-03-02 09:00",
}


def messages(number, *times, by="PC 12"):
    rows = "\n".join(f"{n} | {by} | {number} | {time}" for n, time in enumerate(times))
    return {"messages": f"message_id | staff_id | other_party | at\n{rows}"}


def look_ups(of, *times, by="PC 12"):
    rows = "\n".join(f"{n} | {by} | {time} | {of}" for n, time in enumerate(times))
    return {"accesses": f"access_id | staff_id | at | nominal_id\n{rows}"}


@pytest.fixture
def told(ledger):
    """The purpose of each contact with one person, in order of time; None where nothing explains it."""

    def of(person, *drawings):
        records = {name: drawing for each in (WORK, *drawings) for name, drawing in each.items()}
        return [purpose for whom, purpose in ledger(records, "nominal_id", "purpose") if whom == person]

    return of


class TestOnePersonTwice:
    def people(self, name="ANNA ASH", born="1980-01-02", number="+447700900101"):
        return {
            "nominals": f"nominal_id | name | born_on\nMs A | Anna Ash | 1980-01-02\nTwin | {name} | {born}",
            "nominal_phones": f"nominal_id | number\nMs A | +447700900101\nTwin | {number}",
        }

    def test_work_under_the_one_record_explains_look_ups_of_the_other(self, told):
        seen = look_ups("Twin", "2025-03-01 10:00", "2025-03-20 10:00")
        assert told("Twin", self.people(), seen) == [None, "one_person_twice"]

    def test_a_home_in_common_says_as_much_as_a_number(self, told):
        homes = {"nominal_addresses": "nominal_id | lat | lon\nMs A | 53.7 | -1.5\nTwin | 53.7 | -1.5"}
        seen = look_ups("Twin", "2025-03-20 10:00")
        assert told("Twin", self.people(number="+447700900102"), homes, seen) == ["one_person_twice"]

    @pytest.mark.parametrize(
        "other",
        [{"name": "Anna Ashe"}, {"born": "1980-01-03"}, {"born": ""}, {"number": "+447700900102"}],
        ids=["another name", "another birthday", "no birthday", "nothing in common"],
    )
    def test_whoever_may_be_somebody_else_is_somebody_else(self, told, other):
        assert told("Twin", self.people(**other), look_ups("Twin", "2025-03-20 10:00")) == [None]

    def test_a_colleagues_work_explains_nothing(self, told):
        assert told("Twin", self.people(), look_ups("Twin", "2025-03-20 10:00", by="PC 13")) == [None]


class TestChangedHands:
    def numbers(self, entered="2025-04-01 09:00"):
        return {
            "nominal_phones": "nominal_id | number | from_at\nMr Before | +447700900101 | 2020-01-01\n"
            f"Ms A | +447700900102 | 2020-01-01\nMs A | +447700900101 | {entered}"
        }

    def test_a_number_that_is_soon_entered_for_the_person_of_the_work_was_theirs_already(self, told):
        rung = messages("+447700900101", "2025-02-20 10:00", "2025-03-20 10:00")
        assert told("Mr Before", self.numbers(), rung) == [None, "changed_hands"]

    def test_one_that_is_entered_months_later_or_never_was_not(self, told):
        rung = messages("+447700900101", "2025-03-20 10:00")
        assert told("Mr Before", self.numbers("2025-05-16 09:00"), rung) == [None]
        assert told("Mr Before", self.numbers("2025-05-14 09:00"), rung) == ["changed_hands"]
        assert told("Mr Before", self.numbers(), messages("+447700900101", "2025-03-20 10:00", by="PC 13")) == [None]

    def test_what_they_read_of_the_one_before_is_not_meant_for_the_other(self, told):
        assert told("Mr Before", self.numbers(), look_ups("Mr Before", "2025-03-20 10:00")) == [None]

    def test_a_home_that_is_soon_entered_for_the_person_of_the_work_was_theirs_already(self, told):
        stood = "".join(f"car | 2025-03-20 {at} | 53.7 | -1.5\n" for at in ("22:00", "22:04", "22:08"))
        visit = {
            "positions": "device_id | at | lat | lon\n" + stood,
            "device_holders": "device_id | staff_id | from_at\ncar | PC 12 | 2025-03-01 10:00\n",
        }
        homes = {
            "nominal_addresses": "nominal_id | lat | lon | from_at\nMr Before | 53.7 | -1.5 | 2020-01-01\n"
            "Ms A | 53.9 | -1.5 | 2020-01-01\nMs A | 53.7 | -1.5 | 2025-04-01 09:00"
        }
        met = look_ups("Mr Before", "2025-03-10 10:00")
        assert told("Mr Before", homes, visit, met) == [None, "changed_hands"]
        never = {"nominal_addresses": homes["nominal_addresses"].replace("2025-04-01 09:00", "2025-05-20 09:00")}
        assert told("Mr Before", never, visit, met) == [None, None]


class TestCaseloadTakenOver:
    def caseload(self, people=8, owner="PC 13"):
        each = range(people)
        return {
            "incidents": "incident_id | reported_at\n" + "\n".join(f"case {n} | 2025-02-01 09:00" for n in each),
            "involvements": "incident_id | nominal_id | from_at\n"
            + "\n".join(f"case {n} | N{n} | 2025-02-01 09:00" for n in each),
            "assignments": "incident_id | staff_id | role | from_at\n"
            + "\n".join(f"case {n} | {owner} | investigator | 2025-02-01 10:00" for n in each),
        }

    def reads(self, people, *more, days=("2025-03-03", "2025-03-06")):
        rows = [f"PC 12 | {day} 10:{n:02} | N{n}" for n in range(people) for day in days]
        return {"accesses": "staff_id | at | nominal_id\n" + "\n".join([*rows, *more])}

    def test_a_colleagues_people_gone_on_with_where_the_colleague_fell_silent_were_taken_over(self, told):
        before = "PC 13 | 2025-02-20 10:00 | N3"
        assert told("N3", self.caseload(), self.reads(8, before)) == ["assignment", *["caseload_taken_over"] * 2]

    def test_a_few_of_their_people_are_no_caseload(self, told):
        assert told("N3", self.caseload(), self.reads(7)) == [None, None]

    def test_one_look_at_each_is_no_work(self, told):
        assert told("N3", self.caseload(), self.reads(8, days=("2025-03-03",))) == [None]

    def test_somebody_with_whom_the_colleague_goes_on_was_not_put_over(self, told):
        goes_on = "PC 13 | 2025-03-18 10:00 | N3"
        assert told("N3", self.caseload(9), self.reads(9, goes_on)) == [None, None, "assignment"]
        assert told("N4", self.caseload(9), self.reads(9, goes_on)) == ["caseload_taken_over"] * 2

    def test_who_turns_to_as_many_others_again_has_no_caseload_of_that_colleague(self, told):
        others = [f"PC 12 | 2025-03-{day} 11:{n:02} | M{n}" for n in range(9) for day in ("04", "07")]
        assert told("N3", self.caseload(), self.reads(8, *others)) == [None, None]
        assert told("N3", self.caseload(), self.reads(8, *others[:16])) == ["caseload_taken_over"] * 2

    def test_people_of_nobodys_work_stay_unexplained(self, told):
        more = [f"PC 12 | 2025-03-{day} 11:00 | Ms Z" for day in ("04", "07")]
        assert told("Ms Z", self.caseload(), self.reads(8, *more)) == [None, None]
