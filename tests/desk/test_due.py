"""What is due over all matters of somebody, by its day: each sees what is theirs, and nothing of what is not."""

import datetime as dt
import html
import re

import pytest

from tests.desk.days import today
from tests.desk.recorded import RECORDED
from tests.desk.test_matters_desk import opened, questions


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


@pytest.fixture
def asked_of_others(desk, worked):
    """A proposal of the authority and one of the manager, each signed by nobody; and an investigator at the glass."""
    from upstander.casework.actions import break_glass  # noqa: PLC0415
    from upstander.casework.models import Proposal, Signature  # noqa: PLC0415

    made = {}
    for who, what in (("authority", "referral decided"), ("manager", "severity assessed")):
        made[who] = Proposal.objects.create(matter=worked, day=today(), what=what, by=desk.accounts[who])
    done = Proposal.objects.create(matter=worked, day=today(), what="signed before", by=desk.accounts["investigator"])
    Signature.objects.create(proposal=done, signed=True, by=desk.accounts["manager"])
    asking = {"by": desk.accounts["investigator"], "why": "she rang at night"}
    made["glass"] = break_glass.ask(matter=worked, part="liaison", **asking)
    settled = break_glass.ask(matter=worked, part="authority", **asking)
    break_glass.answer(asked=settled, allowed=False, why="", by=desk.accounts["manager"])
    return made


GLASS = "Break glass: The investigator asks for the part survivor liaison"
# who | what waits for them, due today
WAITS = {
    "manager": [("authority", "Second signature: referral decided, proposed by The authority"), ("glass", GLASS)],
    "authority": [("manager", "Second signature: severity assessed, proposed by The manager"), ("glass", GLASS)],
    "investigator": [],
    "liaison": [],
    "a friend": [],
    "the subject": [],
}


@pytest.mark.parametrize("who", WAITS)
def test_what_waits_for_somebodys_answer_is_due_today_for_them_and_leads_to_where_they_answer(
    desk, worked, asked_of_others, who
):
    rows = said_of(rows_of(desk, who), "Second signature", "Break glass")
    assert [(name, when) for name, when, _what in rows] == [("Due within four weeks", day(0))] * len(WAITS[who])
    assert sorted(what.partition(" on ")[0] for _name, _when, what in rows) == sorted(what for _, what in WAITS[who])
    page, of_matter = (desk.asks(who, path).content.decode() for path in ("/matters/due", f"/matters/{worked.pk}"))
    places = {"glass": "asked", "manager": "proposal", "authority": "proposal"}
    anchors = {f"{places[of]}-{asked_of_others[of].pk}" for of, _what in WAITS[who]}
    assert set(re.findall(rf'href="/matters/{worked.pk}#([^"]+)"', page)) == anchors
    assert all(f'id="{anchor}"' in of_matter for anchor in anchors)
    ids = sorted(str(asked_of_others[of].pk) for of, _what in WAITS[who])
    assert desk.log("due listed")[-1][3]["awaited"] == ids


def test_an_answer_of_somebody_takes_it_from_what_is_due(desk, worked, asked_of_others):
    path = f"/matters/{worked.pk}"
    desk.asks("manager", f"{path}/break-glass/{asked_of_others['glass'].pk}", {"allowed": "no"})
    no = {"signed": "no", "why": "not enough"}
    desk.asks("manager", f"{path}/proposals/{asked_of_others['authority'].pk}/sign", no)
    assert said_of(rows_of(desk, "manager"), "Second signature", "Break glass") == []


def test_what_waits_is_asked_of_the_database_once_for_all_matters(desk, worked, asked_of_others):
    from upstander.casework.models import Matter, Proposal  # noqa: PLC0415

    def asked():
        return [query["sql"] for query in questions(desk, "/matters/due") if "casework_proposal" in query["sql"]]

    before = len(asked())
    opened(desk, 4)
    for other in Matter.objects.exclude(pk=worked.pk):
        Proposal.objects.create(matter=other, day=today(), what="x", by=desk.accounts["authority"])
    assert (before, len(asked())) == (1, 1)
