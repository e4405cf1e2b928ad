"""Prints what a scan wrote: the list by member of staff, and what the list rests on."""

from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from upstander.contacts.ledger import Answer
from upstander.leads.comparing import listed


def print_list(out: Path, report: dict[str, Any]) -> None:
    """Prints what a scan wrote: the list, and what it could not ask."""
    console = Console()
    leads = listed(out)
    raised, people = report["raised"], leads["staff_id"].n_unique()
    about = f", about {'1 person' if people == 1 else f'{people} people'}" if people else ""
    console.print(
        f"\n[bold]{_count(raised['lead'], 'lead')} and {_count(raised['check'], 'check')}[/bold]{about}, among "
        f"{report['people_scanned']:,} officers and staff, by the records known before {report['as_of']}."
    )
    if leads.is_empty():
        console.print(_nothing(report), highlight=False)
    for _subject, rows in leads.sort("rank").group_by("staff_id", maintain_order=True):
        _print_subject(console, rows)
    _print_report(console, report)
    console.print(
        f"\nWritten to {out}. Next: upstander explain LEAD_ID --in {out} --purpose 'why you read it'", highlight=False
    )


def _print_subject(console: Console, rows: pl.DataFrame) -> None:
    """What is raised about one member of staff: the first to read in full, the others by number, id and person."""
    first, *others = rows.to_dicts()
    console.print(
        f"\n[bold]{first['rank']}. {first['lead_id']}[/bold] ({first['standing']}), first raised on "
        f"{first['first_raised_on']}; expected innocent so far {first['expected_false']:.1f}",
        highlight=False,
    )
    console.print(Text(first["summary"]))
    if others:
        told = "; ".join(f"{one['rank']}. {one['lead_id']} ({one['standing']}, {_with(one)})" for one in others)
        console.print(f"Also about the same member of staff: {told}.", highlight=False)


def _with(lead: dict[str, Any]) -> str:
    """The member of the public a lead names, by id."""
    return str(lead["nominal_id"] or "nobody named")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _nothing(report: dict[str, Any]) -> str:
    """An empty list is an answer only about what was asked."""
    left, asked = len(report["signs_not_assessed"]), len(report["signs_assessed"])
    if not left:
        return "Nothing is put before an investigator. That is an answer too."
    return (
        f"Nothing is put before an investigator. That answers {asked} of {asked + left} signs; the other {left} "
        "could not be asked of these records, and nothing is known about them."
    )


def _print_report(console: Console, report: dict[str, Any]) -> None:
    console.print(_contacts(report))
    _print_not_asked(console, report)
    for one in report["null_health"]:
        if one["advisory"] and one["findings"]:
            console.print(f"Advisory only: {one['sign_id'].replace('_', ' ')} ({one['advisory']}).", highlight=False)
    for one in report["keyword_sets"]:
        console.print(Text(f"Words of {one['said']}."))
    if report["keyword_sets_note"]:
        console.print(report["keyword_sets_note"], highlight=False)
    console.print(_calibration(report["null_health"]), highlight=False)
    for one in report["raised_noticeably_more_or_less"]:
        console.print(f"Raised more or less often than chance would have it: {one}. Ask why.", highlight=False)
    console.print(report["expected_false_note"], highlight=False)


def _contacts(report: dict[str, Any]) -> Table:
    table = Table(title="Contacts and what explains them", title_justify="left")
    table.add_column("kind")
    for answer in Answer:
        table.add_column(answer.replace("_", " "), justify="right")
    counted = {(row["kind"], row["answer"]): row for row in report["contacts_explained"]}
    for kind in sorted({kind for kind, _answer in counted}):
        cells = [counted.get((kind, str(answer))) for answer in Answer]
        shown = [f"{cell['contacts']:,} ({cell['share']:.1%})" if cell else "0" for cell in cells]
        table.add_row(kind.replace("_", " "), *shown)
    return table


def _print_not_asked(console: Console, report: dict[str, Any]) -> None:
    for one in report["signs_not_assessed"]:
        console.print(f"Cannot assess: {one['title']} ({one['because']}).", highlight=False)
    for one in report["feeds_worth_adding"]:
        signs = _count(one["signs"], "more sign")
        console.print(f"With records of {' and '.join(one['feeds'])}, {signs} could be asked.", highlight=False)


def _calibration(signs: list[dict[str, Any]]) -> str:
    """How far the chance models are from what they say of this force's own records, by the worst of them."""
    tails = [(one[how]["ratio"], one, how) for one in signs for how in ("held_out_months", "dealt_again")]
    ratio, sign, how = max(tails, key=lambda tail: tail[0], default=(0.0, {"sign_id": "none"}, "held_out_months"))
    return (
        f"What chance should show once in a thousand, it shows at most {ratio:.2f} times as often as that on these "
        f"records ({sign['sign_id'].replace('_', ' ')}, {how.replace('_', ' ')}). Where it is far more than once, a "
        "sign only advises."
    )
