"""The work of an investigation: tasks, exhibits, statements held against records, and the policy log."""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.trace import leave
from upstander.casework import policy
from upstander.casework.actions.break_glass import assigned_to, parts_of
from upstander.casework.actions.leads import NotNow
from upstander.casework.models import Matter
from upstander.casework.models.work import (
    Comparison,
    Disclosed,
    Disclosure,
    Exhibit,
    ExhibitFile,
    PolicyEntry,
    Statement,
    Task,
    TaskResult,
)
from upstander.casework.procedure.days import due_after

LARGEST = 25 * 1024 * 1024  # bytes of one exhibit's file: larger ones are kept elsewhere, with their hash here


@cache
def first_tasks() -> tuple[tuple[str, str, int], ...]:
    """What is done first in every matter: what, why, and in how many working days."""
    read = tomllib.loads((files("upstander.casework") / "first_tasks.toml").read_text("utf-8"))
    return tuple((task["what"], task["why"], task["working_days"]) for task in read["task"])


def begin(matter: Matter, by: Account) -> None:
    """Opens what is done first in every matter, looking for others among it (S002, key questions)."""
    today = timezone.localdate()
    Task.objects.bulk_create(
        Task(matter=matter, what=what, why=why, due=due_after(today, days, "working day"), by=by)
        for what, why, days in first_tasks()
    )


@transaction.atomic
def add_task(*, matter: Matter, what: str, why: str, due: dt.date | None, by: Account) -> Task:
    """Adds something to be done. Raises Unseen."""
    _or_unseen(matter, by)
    made = Task.objects.create(matter=matter, what=what, why=why, due=due, by=by)
    _trace(by, "task added", matter, task=str(made.pk))
    return made


@transaction.atomic
def answer_task(*, task: Task, done: bool, words: str, by: Account) -> TaskResult:
    """Says what came of a task, or why it is not needed. Raises Unseen, and NotNow where it was answered before."""
    _or_unseen(task.matter, by)
    if TaskResult.objects.filter(task=task).exists():
        raise NotNow("This task was answered already. Read the page again.")
    made = TaskResult.objects.create(task=task, done=done, words=words, by=by)
    _trace(by, "task answered", task.matter, task=str(task.pk))
    return made


@transaction.atomic
def keep_exhibit(
    *,
    matter: Matter,
    reference: str,
    what: str,
    found: str,
    found_on: dt.date,
    file_name: str,
    held: bytes,
    sha256: str,
    by: Account,
) -> Exhibit:
    """Keeps an exhibit with its file, or with the hash of a file that is kept elsewhere.

    Raises Unseen, and NotNow for a file over LARGEST bytes or a reference that is taken.
    """
    _or_unseen(matter, by)
    if len(held) > LARGEST:
        raise NotNow(f"The file is over {LARGEST // 2**20} MiB: keep it elsewhere, and give its SHA-256 here.")
    if reference in {one.reference for one in Exhibit.objects.filter(matter=matter)}:
        raise NotNow(f"There is an exhibit {reference} already: give the next reference.")
    made = Exhibit.objects.create(
        matter=matter,
        reference=reference,
        what=what,
        found=found,
        found_on=found_on,
        file_name=file_name,
        size=len(held),
        sha256=hashlib.sha256(held).hexdigest() if held else sha256.lower(),
        by=by,
    )
    if held:
        ExhibitFile.objects.create(exhibit=made, held=held)
    _trace(by, "exhibit kept", matter, exhibit=str(made.pk), sha256=made.sha256)
    return made


@transaction.atomic
def decide_disclosure(*, exhibit: Exhibit, decision: str, ground: str, by: Account) -> Disclosure:
    """Decides whether an exhibit is disclosed. Raises Unseen, and NotNow where what is held back has no ground."""
    _or_unseen(exhibit.matter, by)
    if decision != Disclosed.WHOLE and not ground.strip():
        raise NotNow("What is held back is held back on a ground: give it, by the harm test where it applies.")
    made = Disclosure.objects.create(exhibit=exhibit, decision=decision, ground=ground.strip(), by=by)
    _trace(by, "disclosure decided", exhibit.matter, exhibit=str(exhibit.pk), decision=decision)
    return made


def file_of(exhibit: Exhibit) -> tuple[bytes, bool]:
    """The file of an exhibit, and whether it still is what came: its hash is counted again at every reading."""
    held: bytes = exhibit.file.held
    return held, hashlib.sha256(held).hexdigest() == exhibit.sha256


@transaction.atomic
def keep_statement(*, matter: Matter, who: str, words: str, said_on: dt.date, by: Account) -> Statement:
    """Keeps one thing that somebody said happened. Raises Unseen."""
    _or_unseen(matter, by)
    made = Statement.objects.create(matter=matter, who=who, words=words, said_on=said_on, by=by)
    _trace(by, "statement kept", matter, statement=str(made.pk))
    return made


@transaction.atomic
def compare(*, statement: Statement, records: str, result: str, words: str, by: Account) -> Comparison:
    """Holds a statement against one kind of records. Raises Unseen."""
    _or_unseen(statement.matter, by)
    made = Comparison.objects.create(statement=statement, records=records, result=result, words=words, by=by)
    _trace(by, "statement compared", statement.matter, statement=str(statement.pk), result=result)
    return made


@transaction.atomic
def log_policy(
    *,
    matter: Matter,
    decision: str,
    reasons: str,
    alternatives: str,
    dissent: str,
    by: Account,
    supersedes: int | None = None,
) -> PolicyEntry:
    """Adds to the policy log. Raises Unseen, and NotNow for what supersedes nothing or is superseded already."""
    _or_unseen(matter, by)
    Matter.objects.select_for_update().get(pk=matter.pk)
    entries_so_far = list(PolicyEntry.objects.filter(matter=matter))
    for problem in _wrong_superseding(entries_so_far, supersedes):
        raise NotNow(problem)
    made = PolicyEntry.objects.create(
        matter=matter,
        number=len(entries_so_far) + 1,
        decision=decision,
        reasons=reasons,
        alternatives=alternatives,
        dissent=dissent,
        supersedes=supersedes,
        by=by,
    )
    _trace(by, "policy logged", matter, number=str(made.number))
    return made


def _wrong_superseding(log: list[PolicyEntry], supersedes: int | None) -> Iterator[str]:
    if supersedes is None:
        return
    if supersedes not in {entry.number for entry in log}:
        yield f"The policy log has no entry {supersedes}: name one that it has."
    if supersedes in {entry.supersedes for entry in log}:
        yield f"Entry {supersedes} is superseded already: supersede the newer one."


def against(matter: Matter, by: Account) -> str:
    """Why somebody may not do the work of an investigation; empty where they may."""
    unseen = policy.against_matter(asker_of(by), matter.subject_mark, assigned_to(matter), matter.kept_from())
    return unseen or policy.against_work(by.role, parts_of(matter, by))


def _or_unseen(matter: Matter, by: Account) -> None:
    reason = against(matter, by)
    if reason:
        raise Unseen("matter", str(matter.pk), reason)


def _trace(by: Account, action: str, matter: Matter, **details: str) -> None:
    leave(by, action, "matter", str(matter.pk), outcome="done", **details)
