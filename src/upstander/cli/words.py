"""`upstander words`: which keyword sets are read by, who answers for each, and how often each hits wrongly."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from upstander.detection.words.carrying import carrying, fingerprint, text_of
from upstander.detection.words.keyword_set import KeywordSet, KeywordSetError
from upstander.leads.keyword_hits import said_carried
from upstander.leads.settings import SettingsError, load_settings
from upstander.leads.telling.lead import NotAScanError

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
    try:
        sets = load_settings(changes).keyword_sets
        report = _report(scan) if scan else {"keyword_sets": []}
        _print(sets, report)
        if carry and whose:
            written = _carry(sets, report, carry, whose)
            click.echo(f"{written} sets written to {carry}. Review them, then name them in the settings.")
    except (KeywordSetError, SettingsError, NotAScanError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem


def _report(scan: Path) -> dict[str, Any]:
    """What a scan measured. Raises NotAScanError for a folder that no scan wrote, or one that measured no sets."""
    try:
        report: dict[str, Any] = json.loads((scan / "report.json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotAScanError(f"{scan} holds no report.json: name the folder that `upstander scan` wrote") from error
    except ValueError as error:
        raise NotAScanError(f"{scan / 'report.json'} is damaged ({error}): scan again into another folder") from error
    if "keyword_sets" not in report:
        raise NotAScanError(f"{scan} was written by an older Upstander, which measured no keyword sets: scan again")
    return report


def _print(sets: tuple[KeywordSet, ...], report: Mapping[str, Any]) -> None:
    console = Console(highlight=False)
    for one in sets:
        console.print(_told(one))
    for one in report["keyword_sets"]:
        console.print(Text(f"Measured by the scan: {one['said']}."))


def _told(one: KeywordSet) -> Text:
    """A set in a line. What people wrote is printed as it stands: brackets in it are no markup."""
    approved = f"authority: {one.authority}" if one.approved else "approved by nobody: not used"
    facts = f"{one.stage.replace('_', ' ')}, {one.language}, {len(one.searched)} phrases"
    owned = f"Owner: {one.owner}; {approved}; reviewed on {one.reviewed_on.isoformat()}"
    return Text.assemble((one.name, "bold"), f": {facts}. {owned}; {said_carried(one.false_hits)}.")


def _carry(sets: tuple[KeywordSet, ...], report: Mapping[str, Any], folder: Path, whose: str) -> int:
    """Writes each set that was measured, under its own name, or none of them; gives how many."""
    measured = {one["name"]: one["hits_here"] for one in report["keyword_sets"] if one["hits_here"]}
    day = dt.date.fromisoformat(report["as_of"])
    made = {
        folder / f"{one.name}.toml": _carrying(one, here, whose, day)
        for one in sets
        if (here := measured.get(one.name)) and here["texts"]
    }
    for file in made:
        if file.exists():
            raise KeywordSetError(f"{file} is there already and may have been reviewed: name another folder to --carry")
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in made.items():
        file.write_text(text, encoding="utf-8")
    return len(made)


def _carrying(one: KeywordSet, here: Mapping[str, Any], whose: str, day: dt.date) -> str:
    """The text of a set with what was measured of it. Raises KeywordSetError where other words were measured."""
    if here.get("words_sha256") != fingerprint(one):
        raise KeywordSetError(
            f"{one.file}: the scan does not say that it measured the words that {one.name} has now, so nothing was "
            "carried: name with --settings the file that the scan was made with, or scan again with these sets"
        )
    text = text_of(one)
    try:
        return carrying(text, here, whose, day)
    except KeywordSetError as problem:
        raise KeywordSetError(f"{one.file}: {problem}") from problem
