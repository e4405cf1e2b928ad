"""`upstander compare`: what differs between two scans, so that a change of settings is seen before it is adopted."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from upstander.cli._readings import told_on_the_command_line
from upstander.leads.comparing import Change, Comparison
from upstander.leads.comparing import compare as compared
from upstander.leads.telling.readings import leave_line, reading


@click.command()
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--purpose", required=True, help="What you read these lists for; kept with your name in both folders.")
def compare(first: Path, second: Path, purpose: str) -> None:
    """Compares two scans, by the folders they wrote: who is raised by one alone, what changed, and what may be why."""
    with told_on_the_command_line():
        asked = reading(purpose, "compare")
        found = compared(first, second)
        for folder in (first, second):
            leave_line(folder, "every lead", asked)
    _print(found, Console(highlight=False))


def _print(found: Comparison, console: Console) -> None:
    console.print(_totals(found))
    if found.why:
        console.print(_why(found))
    else:
        console.print("Records and settings are the same in both.")
    changed = [one for one in found.raised if one.change is not Change.SAME]
    console.print(f"{len(found.raised) - len(changed)} of {len(found.raised)} are the same in both.")
    if changed:
        table = _table("What changed", "lead", "member of staff", "person", "what became of it", "first", "second")
        for one in changed:
            weights = (_weight(one.first), _weight(one.second))
            table.add_row(one.lead_id, one.staff_id, one.nominal_id or "alone", one.change, *weights)
        console.print(table)
        console.print("first, second: weight of the records as a power of ten of the likelihood ratio")


def _totals(found: Comparison) -> Table:
    table = _table("Two scans", "", "first", "second")
    table.add_row("leads", *map(str, found.leads))
    table.add_row("checks", *map(str, found.checks))
    table.add_row("innocent ones expected among them", *(f"{expected:.1f}" for expected in found.expected_false))
    return table


def _why(found: Comparison) -> Table:
    table = _table("What differs in records and settings", "", "first", "second")
    for name, both in found.why.items():
        table.add_row(name, *("none" if value is None else str(value) for value in both))
    return table


def _table(title: str, *columns: str) -> Table:
    return Table(*columns, title=title, title_justify="left")


def _weight(weight: float | None) -> str:
    return "not raised" if weight is None else f"{weight:.2f}"
