"""Samples of contact with the public: drawn once, by a seed from before, and nobody sees one of their own or a friend's."""

import datetime as dt
import hashlib
import re

import pytest
from django.db import DatabaseError, transaction

from tests.desk.conftest import SUBJECT, records_named
from tests.desk.force_people import sample_drawn, write_people

EVERYBODY = ("analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting", "chief", "staff")  # fmt: skip
KEEP = {"prevent", "manager"}
TABLES = ("sampleplan", "sampledraw", "sampledcontact", "samplecheck", "linestanding")
GIVEN = {"recorded": "yes", "within": "no", "words": "They did not ring back."}
CALLS = """
    call_id | staff_id | start_at         | line   | recorded
    C-1     | P-1      | 2025-02-01 10:00 | 101    | yes
    C-2     | P-1      | 2025-02-02 10:00 | 101    | yes
    C-3     | P-41     | 2025-03-20 10:00 | direct | no
    C-4     | P-2      | 2025-03-20 10:00 | direct | no
    C-5     | P-1      | 2025-04-02 10:00 | 101    | yes
"""


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def day(after):
    from django.utils import timezone  # noqa: PLC0415

    return f"{timezone.localdate() + dt.timedelta(days=after):%d/%m/%Y}"


@pytest.fixture
def called(taken_in, tmp_path):
    """A store with calls of the first quarter of 2025, whose newest records are of May."""
    with records_named(write_people(tmp_path / "store", public_calls=CALLS)):
        yield


@pytest.fixture
def of_subject(desk):
    """A call of the subject that was drawn."""
    return sample_drawn(SUBJECT, by=desk.accounts["prevent"])


def there(desk, held, who):
    """Whether a drawn contact is there for somebody: page, policy and database say the same."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.workforce import policy  # noqa: PLC0415

    answers = {
        desk.asks(who, f"/sampled-contacts/{held.pk}").status_code == 200,
        not policy.against_sampled(asker_of(desk.accounts[who]), held.staff_mark, held.held_by_mark),
        held.pk in desk.sees(who, "SELECT id FROM workforce_sampledcontact"),
    }
    assert len(answers) == 1, answers
    return answers.pop()


# ---- who reads and who writes


@pytest.mark.parametrize("who", EVERYBODY)
def test_it_is_the_prevent_officers_and_the_managers(desk, called, of_subject, who):
    assert there(desk, of_subject, who) == (who in KEEP)
    for path in (
        "/contact-checks",
        "/contact-checks/new",
        "/contact-checks/lines",
        f"/contact-checks/{of_subject.plan_id}",
    ):
        assert (desk.asks(who, path).status_code == 200) == (who in KEEP), path
    for table in TABLES:
        assert who in KEEP or desk.sees(who, f"SELECT id FROM workforce_{table}") == []


@pytest.mark.parametrize("who", ["chief", "staff", "vetting", "analyst"])
def test_nobody_else_writes_on_any_page_and_not_in_the_database(desk, called, of_subject, who):
    for path, given in (
        (f"/sampled-contacts/{of_subject.pk}", GIVEN),
        ("/contact-checks/new", {"kind": "calls", "quarter": "2025-01-01", "many": "2"}),
        ("/contact-checks/lines", {"name": "101", "recorded": "yes", "why": "x"}),
    ):
        assert desk.asks(who, path, given).status_code == 404
    by, plan = desk.accounts[who].pk, of_subject.plan_id
    for statement in (
        f"INSERT INTO workforce_sampleplan (id, at, kind, first_day, per_team, seed, by_id) VALUES (gen_random_uuid(), now(), 'cases', '2025-01-01', 1, '', '{by}')",
        f"INSERT INTO workforce_sampledraw (at, population, by_id, plan_id) VALUES (now(), '', '{by}', '{plan}')",
        f"INSERT INTO workforce_samplecheck (at, recorded, within, found, by_id, sampled_id) VALUES (now(), 'yes', 'yes', '', '{by}', '{of_subject.pk}')",
        f"INSERT INTO workforce_linestanding (at, name, recorded, why, by_id) VALUES (now(), 'x', true, '', '{by}')",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="row-level security"):
            desk.sees(who, statement)


def test_whose_it_is_and_who_has_a_tie_to_them_find_nothing_of_it(desk, of_subject):
    desk.asks("manager", f"/sampled-contacts/{of_subject.pk}", GIVEN)
    for who in ("the subject", "a friend"):  # managers
        assert not there(desk, of_subject, who)
        page = main_of(desk.asks(who, f"/contact-checks/{of_subject.plan_id}"))
        assert "canary" not in page
        assert "Nothing that you may see was drawn" in page
        assert " 0 checked" in main_of(desk.asks(who, "/contact-checks"))
        assert desk.sees(who, "SELECT id FROM workforce_samplecheck") == []
        assert desk.asks(who, f"/sampled-contacts/{of_subject.pk}", GIVEN).status_code == 404


@pytest.mark.parametrize("table", ["sampleplan", "sampledraw", "sampledcontact", "samplecheck"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET at = now()"])
def test_nothing_that_was_written_is_changed(desk, of_subject, table, change):
    desk.asks("manager", f"/sampled-contacts/{of_subject.pk}", GIVEN)
    statement = change.format(f"workforce_{table}")
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.sees("manager", statement)
    with pytest.raises(DatabaseError, match="added to and never changed"), transaction.atomic():
        desk.run(statement)  # not even as the owner of everything


def test_nothing_is_added_to_a_draw_afterwards(desk, of_subject):
    by, plan = desk.accounts["manager"].pk, of_subject.plan_id
    columns = "id, at, place, contact_id, staff_id, staff_mark, name, team, on_day, line, by_id, checker_id, plan_id"
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.sees(
            "manager",
            f"INSERT INTO workforce_sampledcontact ({columns}) VALUES (gen_random_uuid(), now(), 9, '', '', 'x', '', '',"
            f" now(), '', '{by}', '{by}', '{plan}')",
        )


# ---- the plan and the draw


def planned(desk, many="1", kind="calls", quarter="2025-01-01"):
    return desk.asks("prevent", "/contact-checks/new", {"kind": kind, "quarter": quarter, "many": many})


def test_a_quarter_is_planned_once_and_its_seed_is_in_the_log_as_a_hash_from_then_on(desk, called):
    from upstander.workforce.models import SamplePlan  # noqa: PLC0415

    plan = SamplePlan.objects.get(pk=planned(desk).url.rpartition("/")[2])
    [(_about, outcome, _purpose, details)] = desk.log("sample planned")
    assert outcome == "done"
    assert details["sha256_of_seed"] == hashlib.sha256(plan.seed.encode()).hexdigest()
    assert plan.seed not in str(details)
    assert plan.seed not in desk.asks("prevent", f"/contact-checks/{plan.pk}").content.decode()
    again = planned(desk, many="2")
    assert again.status_code == 409
    assert "planned already" in main_of(again)
    assert planned(desk, kind="cases").status_code == 302


@pytest.mark.parametrize(
    ("many", "quarter"), [("0", "2025-01-01"), ("51", "2025-01-01"), ("2", "2024-01-01"), ("", "")]
)
def test_no_other_plan_is_taken(desk, called, many, quarter):
    assert planned(desk, many, quarter=quarter).status_code == 422


def test_what_is_drawn_is_what_the_seed_gives_and_it_is_drawn_once(desk, called):
    from upstander.workforce.models import SampledContact, SamplePlan  # noqa: PLC0415

    path = planned(desk).url
    plan = SamplePlan.objects.get(pk=path.rpartition("/")[2])
    checkers = {"checkers": [str(desk.accounts[who].pk) for who in ("prevent", "manager")]}
    assert desk.asks("prevent", path, checkers).status_code == 302
    calls = {"C-1": "P-1", "C-2": "P-1"}
    first = min(calls, key=lambda call: hashlib.sha256(f"{plan.seed}|{call}|{calls[call]}".encode()).hexdigest())
    drawn = SampledContact.objects.filter(plan=plan)
    assert {one.contact_id for one in drawn if one.team == "north"} == {first}
    assert {one.team for one in drawn} == {"north", "south"}
    assert {one.checker.username for one in drawn} == {"prevent", "manager"}
    again = desk.asks("prevent", path, checkers)
    assert again.status_code == 409
    assert "drawn already" in main_of(again)
    assert plan.seed in desk.asks("prevent", path).content.decode()


def test_a_quarter_that_the_records_do_not_reach_the_end_of_is_not_drawn(desk, called):
    path = planned(desk, quarter="2025-04-01").url
    answer = desk.asks("prevent", path, {"checkers": [str(desk.accounts["prevent"].pk)]})
    assert answer.status_code == 409
    assert "do not reach past the end of the quarter" in main_of(answer)


def test_a_quarter_that_is_not_over_is_not_drawn_whatever_day_the_records_name(desk):
    from django.utils import timezone  # noqa: PLC0415

    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.workforce.models import Sampled, SampledContact  # noqa: PLC0415
    from upstander.workforce.sampling import keeping  # noqa: PLC0415
    from upstander.workforce.sampling.draw import Candidate, quarter_of  # noqa: PLC0415

    by, now = desk.accounts["prevent"], quarter_of(timezone.localdate())
    plan = keeping.plan(kind=Sampled.CALLS, quarter=now, many=1, by=by)
    there = [Candidate("C-1", "P-1", "x", "north", now.first)]
    with pytest.raises(NotNow, match="not over"):
        keeping.draw(plan=plan, candidates=there, checkers=[by], until=now.after, by=by)
    assert not SampledContact.objects.exists()


def test_who_draws_a_contact_of_a_friend_does_not_see_it(desk, called):
    desk.shut_out("prevent", "P-2")
    desk.shut_out("prevent", SUBJECT)
    path = planned(desk, many="5").url
    desk.asks("prevent", path, {"checkers": [str(desk.accounts["prevent"].pk)]})
    assert "C-4" not in (page := main_of(desk.asks("prevent", path)))
    assert "C-3" not in page
    assert "C-1" in page
    assert "C-4" in main_of(desk.asks("manager", path))


def test_nobody_is_given_a_contact_of_their_own(desk):
    one = sample_drawn(
        "D-manager", by=desk.accounts["prevent"], checkers=("manager", "prevent"), accounts=desk.accounts
    )
    assert one.checker == desk.accounts["prevent"]


@pytest.mark.parametrize("drawn_of", ["D-manager", "P-1"])
def test_whoever_had_contacts_in_the_quarter_does_not_check_alone_whosoever_is_drawn(desk, drawn_of):
    """The answer is the same whether one of theirs was drawn or not, so that it tells them nothing of the draw."""
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415
    from upstander.workforce.models import Sampled, SampledContact  # noqa: PLC0415
    from upstander.workforce.sampling import keeping  # noqa: PLC0415
    from upstander.workforce.sampling.draw import Candidate, Quarter, drawn  # noqa: PLC0415

    by, first = desk.accounts["prevent"], dt.date(2025, 1, 1)
    plan = keeping.plan(kind=Sampled.CALLS, quarter=Quarter(first), many=1, by=by)
    numbers = (f"C-{number}" for number in range(1000))
    for number in numbers:
        there = [Candidate(number, who, "x", "north", first) for who in ("D-manager", "P-1")]
        if drawn(there, plan.seed, 1)[0].staff_id == drawn_of:
            break
    about = {"plan": plan, "candidates": there, "until": Quarter(first).after, "by": by}
    with pytest.raises(NotNow, match="Choose somebody else beside"):
        keeping.draw(**about, checkers=[desk.accounts["manager"]])
    assert not SampledContact.objects.exists()
    keeping.draw(**about, checkers=[desk.accounts["manager"], by])
    assert [one.staff_id for one in SampledContact.objects.all()] == [drawn_of]


def test_no_page_counts_what_was_drawn_or_numbers_it(desk, called):
    """Beside "5 of each team" a count of what is shown, or a gap in numbers, would tell whose own was drawn."""
    desk.shut_out("prevent", "P-2")
    path = planned(desk, many="5").url
    desk.asks("prevent", path, {"checkers": [str(desk.accounts["prevent"].pk)]})
    pages = {where: desk.asks("prevent", where) for where in ("/contact-checks", path)}
    headings = {
        th.strip()
        for page in pages.values()
        for th in re.findall(r'<th scope="col"[^>]*>([^<]*)', page.content.decode())
    }
    assert headings == {
        "Quarter", "What", "Of each team", "How far", "Team", "There were", "Checked", "Recorded", "Within policy",
        "Contact", "Day", "Whose", "Who checks",
    }  # fmt: skip
    assert all(not re.search(r"\d+ of \d+", main_of(page)) for page in pages.values())


# ---- what a reviewer found


def test_what_was_found_is_kept_with_who_found_it_and_the_newest_counts(desk, of_subject):
    path = f"/sampled-contacts/{of_subject.pk}"
    assert desk.asks("manager", path, GIVEN).status_code == 302
    desk.asks("prevent", path, GIVEN | {"within": "yes", "words": "They rang back later."})
    page = main_of(desk.asks("manager", path))
    assert page.index("They did not ring back. by The manager") < page.index("They rang back later. by The prevent")
    assert " 1 checked" in main_of(desk.asks("prevent", "/contact-checks"))


@pytest.mark.parametrize("left_out", ["recorded", "within", "words"])
def test_each_question_is_answered(desk, of_subject, left_out):
    answer = desk.asks("manager", f"/sampled-contacts/{of_subject.pk}", GIVEN | {left_out: ""})
    assert answer.status_code == 422


def test_a_concern_has_no_place_here_and_the_page_says_where_it_goes(desk, of_subject):
    from upstander.workforce.models import SampleCheck  # noqa: PLC0415

    page = main_of(desk.asks("manager", f"/sampled-contacts/{of_subject.pk}"))
    assert "by the form for supervisors" in page
    asked = {field.name for field in SampleCheck._meta.get_fields()}
    assert asked == {"id", "at", "by", "sampled", "recorded", "within", "found"}


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ("y" * 4, "too few to tell"),
        ("y" * 5, "5 of 5"),
        ("n" * 5, "0 of 5"),
        ("y" * 9 + "n", "too few to tell"),
        ("y" * 4 + "n" * 9, "too few to tell"),
        ("y" * 5 + "n" * 5, "5 of 10"),
    ],
)
def test_a_result_is_told_where_neither_it_nor_what_is_left_is_a_handful(taken_in, verdicts, told):
    from upstander.workforce.sampling.results import told_of  # noqa: PLC0415

    assert told_of(verdicts.count("y"), verdicts) == told


def test_results_by_team_count_the_newest_check_of_each(desk):
    first = [sample_drawn(f"P-{n}", by=desk.accounts["prevent"], number=n) for n in range(100, 106)]
    for one in first:
        desk.asks("manager", f"/sampled-contacts/{one.pk}", GIVEN | {"within": "yes"})
    from upstander.workforce.models import SampledContact  # noqa: PLC0415
    from upstander.workforce.sampling.results import results  # noqa: PLC0415

    [told] = results(SampledContact.objects.all(), {"north": 3})
    assert (told.team, told.there, told.checked, told.within) == ("north", "fewer than 5", "6", "6 of 6")


# ---- lines


def test_a_line_of_which_calls_were_not_recorded_is_told_until_a_reason_stands_there(desk, called):
    page = main_of(desk.asks("prevent", "/contact-checks/lines"))
    assert "Direct lines: calls were not recorded, and no reason is written down" in page
    assert "101: calls were not recorded" not in page
    given = {"name": "direct lines", "recorded": "no", "why": "promised to callers", "review_on": day(30)}
    assert desk.asks("prevent", "/contact-checks/lines", given).status_code == 302
    page = main_of(desk.asks("prevent", "/contact-checks/lines"))
    assert "no reason is written down" not in page
    assert "promised to callers" in page


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"review_on": ""}, 409),
        ({"review_on": "01/01/2020"}, 409),
        ({"why": ""}, 422),
        ({"name": "x" * 81}, 422),
        ({"recorded": "yes"}, 302),
    ],
)
def test_a_line_that_nobody_records_has_a_reason_and_a_day_to_come(desk, called, given, status):
    whole = {"name": "A line", "recorded": "no", "why": "x", "review_on": ""}
    assert desk.asks("prevent", "/contact-checks/lines", whole | given).status_code == status


def test_without_calls_on_record_nothing_is_told_of_lines(desk, people_on_record):
    assert "the records hold no calls with the public" in main_of(desk.asks("prevent", "/contact-checks/lines"))


# ---- the log


def test_each_look_leaves_a_line_with_the_marks_of_those_shown(desk, of_subject):
    desk.asks("manager", f"/contact-checks/{of_subject.plan_id}")
    desk.asks("manager", f"/sampled-contacts/{of_subject.pk}")
    for action in ("sample read", "sampled contact read"):
        [(_about, outcome, purpose, details)] = desk.log(action)
        assert (outcome, purpose) == ("allowed", "prevention: quality of contact with the public")
        assert details["ids"] == [of_subject.staff_mark]
