"""`upstander words`: which keyword sets are read by, who answers for each, and how often each hits wrongly."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from upstander.detection.words.carrying import carrying, text_of
from upstander.detection.words.keyword_set import KeywordSet, KeywordSetError
from upstander.leads.keyword_hits import said_carried
from upstander.leads.settings import SettingsError, load_settings

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.option("--settings", "changes", type=click.Path(exists=True, path_type=Path), help="A reviewed settings file.")
@click.option("--in", "scan", type=FOLDER, help="The folder a scan wrote: what it measured is shown as well.")
@click.option(
    "--carry", type=click.Path(path_type=Path), help="Write the sets, with what was measured, to this folder."
)
@click.option("--force", "whose", help="Whose messages they were; written into the sets with --carry.")
def words(changes: Path | None, scan: Path | None, carry: Path | None, whose: str | None) -> None:
    """Lists the keyword sets, with what each carries about its false hits and what a scan measured of it."""
    if carry and not (scan and whose):
        raise click.UsageError("--carry needs --in, the scan that measured, and --force, whose messages they were")
    console = Console(highlight=False)
    try:
        sets = load_settings(changes).keyword_sets
        report = json.loads((scan / "report.json").read_text("utf-8")) if scan else {"keyword_sets": []}
        for one in sets:
            console.print(_told(one))
        for one in report["keyword_sets"]:
            console.print(f"Measured by the scan: {one['said']}.")
        if carry and whose:
            written = _carry(sets, report, carry, whose)
            console.print(f"{written} sets written to {carry}. Review them, then name them in the settings.")
    except (KeywordSetError, SettingsError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem


def _told(one: KeywordSet) -> str:
    approved = f"authority: {one.authority}" if one.approved else "approved by nobody: not used"
    facts = f"{one.stage.replace('_', ' ')}, {one.language}, {len(one.searched)} phrases"
    return (
        f"[bold]{one.name}[/bold]: {facts}. Owner: {one.owner}; {approved}; reviewed on {one.reviewed_on.isoformat()}; "
        f"{said_carried(one.false_hits)}."
    )


def _carry(sets: tuple[KeywordSet, ...], report: dict[str, Any], folder: Path, whose: str) -> int:
    """Writes each set that was measured, under its own name; gives how many."""
    measured = {one["name"]: one["hits_here"] for one in report["keyword_sets"] if one["hits_here"]}
    day = dt.date.fromisoformat(report["as_of"])
    made = {
        one.name: carrying(text_of(one), here, whose, day)
        for one in sets
        if (here := measured.get(one.name)) and here["texts"]
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return len(made)
