"""The names of staff to whom somebody at the desk has a tie, and comparing reports with them.

The desk holds no list of a force's staff: of those alone to whom somebody has a tie, each name that the records or the
tied person gives, sealed, by the mark of their number. The post room compares every letter with them. A new name is
compared with the reports that whoever brings it may read; any other is kept from the tied until a scan is taken in.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.db import connection, transaction
from django.db.models import QuerySet

from upstander.access.models import ShutOut
from upstander.access.sealed import mark
from upstander.casework.models import Report, ReportMessage, ReportName, Said, TiedName
from upstander.casework.names_told import Name, Told, name_of, told, told_of, told_who
from upstander.casework.shredding import DestroyedError
from upstander.engines import DuckDBEngine
from upstander.records.store import open_records

WHO = "who"  # the question that asks whom a report is about


def tied_names() -> list[Name]:
    """Every name that letters are compared with."""
    held = TiedName.objects.only("subject_mark", "name").order_by("id")
    return [name_of(one.subject_mark, one.name) for one in held]


def texts_of(said: Said, files: Iterable[str] = ()) -> list[Told]:
    """All of one letter that can hold a name: each answer, line, way to be reached, and name of a file."""
    lines = [told(line, names=True) for line in said.keep_from]
    answers = [told_who(words) if asked == WHO else told(words) for asked, words in said.answers.items()]
    return [*lines, *answers, *map(told, said.contact.values()), *map(told, files)]


def texts_in(report: Report) -> list[Told]:
    """All that a reporter sent that can hold a name. Raises shredding.DestroyedError where any of it was destroyed."""
    letters = [report.said(), *(message.said() for message in _from_reporter(report))]
    texts = [text for said in letters for text in texts_of(said)]
    return texts + [told(file.named()) for file in report.files.select_related("report").defer("held")]


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
    waiting = ReportName.objects.filter(why=ReportName.Why.NEWER).select_related("report").order_by("report_id")
    texts: dict[object, list[Told] | None] = {}
    for one in waiting:
        if one.report_id not in texts:
            texts[one.report_id] = _texts_or_none(one.report)
        held = texts[one.report_id]
        if held is None:
            continue
        if told_of(held, [name for name in names if name.mark == one.subject_mark]):
            one.why = ReportName.Why.TOLD
            one.save(update_fields=["why"])
        else:
            one.delete()


def _not_telling(names: Iterable[Name]) -> dict[Name, list[str]]:
    """For each name the ids of the reports that were compared with it, and do not tell of it."""
    free: dict[Name, list[str]] = {name: [] for name in names}
    for report in Report.objects.filter(keeps_from=True):
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


def _from_reporter(report: Report) -> QuerySet[ReportMessage]:
    return report.messages.filter(by=None).select_related("report")
