"""What is due over all matters of somebody, by its day: each sees what is theirs, and nothing of what is not."""

import datetime as dt
import html
import re

import pytest

from tests.desk.days import today
from tests.desk.recorded import RECORDED


def rows_of(desk, who):
    """Day, what, and matter of each row, under its table's name."""
    page = html.unescape(desk.asks(who, "/matters/due").content.decode())
    found = []
    for table in re.findall(r"<caption.*?</table>", page, re.S):
        name = re.sub(r"\s*<.*", "", table.partition(">")[2], flags=re.S).strip()
        for row in re.findall(r"<tbody.*</tbody>", table, re.S)[0].split("</tr>")[:-1]:
            cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.S)]
            found.append((name, *cells))
    return found


def day(days):
    return f"{today() + dt.timedelta(days=days):%-d %B %Y}"


@pytest.fixture
def worked(desk):
    """A matter with all parts given, two tasks, and two promises to a person of it."""
    from upstander.casework.actions import care  # noqa: PLC0415
    from upstander.casework.models import Promise, Task, TaskResult  # noqa: PLC0415

    matter, manager = desk.matter("investigator", "liaison", "authority"), desk.accounts["manager"]
    for what, due in (("billing of March", -3), ("cameras of Mill Lane", 5), ("far away", 40), ("no day", None)):
        made = dt.timedelta(days=due) if due is not None else None
        Task.objects.create(matter=matter, what=what, due=today() + made if made else None, by=manager)
    done = Task.objects.create(matter=matter, what="done already", due=today(), by=manager)
    TaskResult.objects.create(task=done, done=True, words="x", by=manager)
    person = care.name(matter=matter, words="somebody", by=desk.accounts["liaison"])
    Promise.objects.create(person=person, what="ring on Monday", due=today() - dt.timedelta(days=1), by=manager)
    return matter


def said_of(rows, *kinds):
    return [(name, when, what) for name, when, what, _matter in rows if what.startswith(kinds)]


# under which heading | days from today | what
TASKS = [("Late", -3, "Task: billing of March"), ("Due within four weeks", 5, "Task: cameras of Mill Lane")]
PROMISES = [("Late", -1, "Promise: To Person A: ring on Monday")]


@pytest.mark.parametrize(
    ("who", "tasks", "promises"),
    [
        ("manager", TASKS, PROMISES),
        ("investigator", TASKS, PROMISES),
        ("authority", TASKS, []),
        ("liaison", [], PROMISES),
    ],
)
def test_each_part_sees_of_what_is_due_what_is_theirs(desk, worked, who, tasks, promises):
    tasks, promises = ([(name, day(days), what) for name, days, what in rows] for rows in (tasks, promises))
    rows = rows_of(desk, who)
    added = {what for _name, _when, what in tasks}
    assert [one for one in said_of(rows, "Task") if one[2] in added] == tasks
    assert {"Task: far away", "Task: no day", "Task: done already"} & {row[2] for row in rows} == set()
    assert bool(said_of(rows, "Task")) == bool(tasks)
    assert said_of(rows, "Promise") == promises
    assert {row[3] for row in rows} == {str(worked)}


def test_what_the_law_asks_for_by_a_day_stands_there_with_its_source(desk, worked):
    from upstander.casework.actions.entries import add, standing_now  # noqa: PLC0415
    from upstander.casework.procedure import clock_runs  # noqa: PLC0415

    add(matter=worked, what="matter recorded", day=today(), details=RECORDED, by=desk.accounts["authority"])
    running = [run for run in clock_runs(standing_now(worked)) if run.state in {"running", "late"}]
    rules = said_of(rows_of(desk, "authority"), "Rule")
    assert running
    for run in running:
        name = "Late" if run.state == "late" else "Due within four weeks"
        told = [what for at, when, what in rules if (at, when) == (name, f"{run.due:%-d %B %Y}")]
        assert any(run.clock.says in what and str(run.clock.source) in what for what in told), run.clock.says


def test_late_stands_first_and_the_longest_late_before_all(desk, worked):
    rows = rows_of(desk, "manager")
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=["Late", "Due within four weeks"].index)
    late = [dt.datetime.strptime(row[1], "%d %B %Y").date() for row in rows if row[0] == "Late"]  # noqa: DTZ007
    assert late == sorted(late)


@pytest.mark.parametrize("who", ["a friend", "the subject"])
def test_nothing_of_a_matter_is_there_for_whom_it_is_not(desk, worked, who):
    from upstander.casework.views.matters import seen_by, theirs  # noqa: PLC0415

    answer = desk.asks(who, "/matters/due").content.decode()
    assert ("You work on no matter" in answer, str(worked.pk) in answer) == (True, False)
    everything = theirs(desk.accounts["manager"], 0, 10)  # as the owner: with the first wall alone
    assert [seen_by(desk.accounts[one], everything) for one in (who, "manager")] == [[], [worked]]


@pytest.mark.parametrize("who", ["auditor", "prevent", "staff", "administrator"])
def test_who_works_on_no_matters_and_reads_no_leads_has_no_such_page(desk, worked, who):
    assert desk.asks(who, "/matters/due").status_code == 404


def test_an_investigator_of_another_matter_sees_their_own(desk, worked):
    from upstander.casework.actions.entries import add  # noqa: PLC0415
    from upstander.casework.models import Assignment, Matter  # noqa: PLC0415

    other = Matter.objects.create(subject_id="S-900", subject_name="Somebody else", kind="officer")
    add(matter=other, what="matter came to attention", day=today(), details={}, by=desk.accounts["manager"])
    Assignment.objects.create(
        matter=other, account=desk.accounts["investigator"], part="investigator", by=desk.accounts["manager"]
    )
    page = desk.asks("investigator", "/matters/due").content.decode()
    assert "In 2 matters" in page
    assert "In 1 matter:" in desk.asks("authority", "/matters/due").content.decode()


def test_the_reading_leaves_a_line_with_the_matters_that_were_read(desk, worked):
    desk.asks("authority", "/matters/due")
    ((_about, outcome, _purpose, details),) = desk.log("due listed")
    assert (outcome, details["ids"]) == ("allowed", [str(worked.pk)])


def test_the_list_of_matters_leads_there(desk, worked):
    assert 'href="/matters/due"' in desk.asks("investigator", "/matters").content.decode()
