"""The names of staff to whom somebody at the desk has a tie, and comparing reports with them.

The desk holds no list of a force's staff: of those alone to whom somebody has a tie, each name that the records or the
tied person gives, sealed, by the mark of their number. The post room compares every letter with them. A new name is
compared with the reports that whoever brings it may read; any other is kept from the tied until a scan is taken in.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet

from upstander.access.models import ShutOut
from upstander.access.sealed import mark
from upstander.casework.models import Report, ReportFile, ReportName, Said, TiedName
from upstander.casework.names_told import Name, Told, name_of, told, told_of, told_who
from upstander.casework.shredding import DestroyedError
from upstander.engines import DuckDBEngine
from upstander.govuk.fields import A_TEXT
from upstander.records.store import open_records

A_TIME = 200  # reports that are in memory at once
TEXTS, MOST = 100, A_TEXT  # of a letter, and characters of each, that are compared with names
WHO = "who"  # the question that asks whom a report is about


def tied_names() -> list[Name]:
    """Every name that letters are compared with, for whoever takes one in."""
    held = TiedName.objects.raw("SELECT * FROM casework_names_to_compare()")
    return [name_of(one.subject_mark, one.name) for one in held]


def texts_of(said: Said, files: Iterable[str] = ()) -> list[Told]:
    """All of one letter that can hold a name: each answer, line, way to be reached, and name of a file.

    Of what no door sends (`beyond_the_door`) as much as can be compared in a few seconds.
    """
    lines = [told(line[:MOST], names=True) for line in said.keep_from[:TEXTS]]
    asked = list(said.answers.items())[:TEXTS]
    answers = [told_who(words[:MOST]) if name == WHO else told(words[:MOST]) for name, words in asked]
    others = [*list(said.contact.values())[:TEXTS], *list(files)[:TEXTS]]
    return [*lines, *answers, *(told(words[:MOST]) for words in others)]


def beyond_the_door(said: Said) -> bool:
    """Whether a letter holds more than a door takes: somebody else sealed it, and not all of it is compared."""
    held = [*said.keep_from, *said.answers.values(), *said.contact.values()]
    return len(held) > TEXTS or any(len(words) > MOST for words in held)


def texts_in(report: Report) -> list[Told]:
    """All that a reporter sent that can hold a name. Raises shredding.DestroyedError where any of it was destroyed."""
    letters = [report.said(), *(one.said() for one in report.messages.all() if one.by_id is None)]
    texts = [text for said in letters for text in texts_of(said)]
    return texts + [told(file.named()) for file in report.files.all()]


@transaction.atomic
def add(names: Mapping[str, Iterable[str]]) -> None:
    """Adds names, by the mark of whose they are, and compares each with the reports that who asks may read.

    What may tell of them, and what nobody here can compare, is kept from the tied by the database.
    """
    wanted = [TiedName(subject_mark=whose, name=name) for whose, held in names.items() for name in held]
    known = [name_of(one.subject_mark, one.name) for one in wanted]
    free = _not_telling(known) if known else {}
    for one, name in zip(wanted, known, strict=True):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('upstander.compared', %s, true)", [",".join(free[name])])
            TiedName.objects.bulk_create([one], ignore_conflicts=True)
            cursor.execute("SELECT set_config('upstander.compared', '', true)")


def learn(store: Path) -> None:
    """Adds the names that the records of a store give of those to whom somebody at the desk has a tie.

    Run by the owner of the tables, when a scan is taken in. Raises what opening a store raises.
    """
    tied = set(ShutOut.objects.values_list("subject_mark", flat=True))
    known = {(one.subject_mark, one.name) for one in TiedName.objects.all()}
    with DuckDBEngine() as engine:
        listed = engine.rows(open_records(store, engine).staff.select("staff_id", "name").distinct())
    found: dict[str, list[str]] = {}
    for number, name in listed.iter_rows():
        if mark(number) in tied and name and (mark(number), name) not in known:
            found.setdefault(mark(number), []).append(name)
    add(found)


@transaction.atomic
def compare_names() -> None:
    """Settles every name that was not compared with a report yet. What was destroyed cannot be, and stays away.

    Run by the owner of the tables, when a scan is taken in.
    """
    names = tied_names()
    waiting = ReportName.objects.filter(why=ReportName.Why.NEWER)
    for report in _with_all(Report.objects.filter(pk__in=waiting.values("report"))).iterator(chunk_size=A_TIME):
        texts = _texts_or_none(report)
        if texts is not None:
            newer = report.names.filter(why=ReportName.Why.NEWER)
            marks = set(newer.values_list("subject_mark", flat=True))
            found = told_of(texts, [name for name in names if name.mark in marks])
            newer.exclude(subject_mark__in=found).delete()
            newer.update(why=ReportName.Why.TOLD)


def _not_telling(names: Iterable[Name]) -> dict[Name, list[str]]:
    """For each name the ids of the reports that were compared with it, and do not tell of it."""
    free: dict[Name, list[str]] = {name: [] for name in names}
    for report in _with_all(Report.objects.filter(keeps_from=True)).iterator(chunk_size=A_TIME):
        texts = _texts_or_none(report)
        for name in free if texts is not None else ():
            if not told_of(texts or (), [name]):
                free[name].append(str(report.pk))
    return free


def _texts_or_none(report: Report) -> list[Told] | None:
    try:
        return texts_in(report)
    except DestroyedError:
        return None


def _with_all(reports: QuerySet[Report]) -> QuerySet[Report]:
    """With what belongs to each, but the files themselves."""
    return reports.prefetch_related("messages", Prefetch("files", ReportFile.objects.defer("held")))
