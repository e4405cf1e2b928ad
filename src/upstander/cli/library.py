"""`upstander library`: the cases to learn from: listed, shown, searched, compared, and read in from reports."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from upstander.learning.case import AUDIENCES, OUTCOMES, PARTS, ROLES, TOPICS, Case, Passage, day_of
from upstander.learning.files import CaseError
from upstander.learning.importing.importer import import_cases, write
from upstander.learning.importing.reading import read_document
from upstander.learning.library import Library, open_library
from upstander.learning.meaning import alike_beside
from upstander.learning.publications.issue import NothingToPrintError, as_pdf, issue
from upstander.learning.search import Search, browse, compare, words_of

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
BROWSED = {"topic": "Topics", "role": "Role", "sign": "Signs", "outcome": "Outcomes", "question": "Questions"}
INCLUDING = click.option(
    "--in", "folders", multiple=True, type=FOLDER, help="Cases that `library read` wrote, as well."
)


@click.group()
def library() -> None:
    """The library of cases: published ones to learn from. Eleven are there; `read` takes in more."""


@library.command("list")
@click.option("--topic", type=click.Choice(list(TOPICS)), help="Only cases of this topic.")
@click.option("--role", type=click.Choice(list(ROLES)), help="Only cases about somebody in this role.")
@click.option("--sign", help="Only cases that show this warning sign, by its name in the catalogue.")
@click.option("--outcome", type=click.Choice(list(OUTCOMES)), help="Only cases with this outcome.")
@click.option("--question", type=click.Choice(list(AUDIENCES)), help="Only cases with questions for these people.")
@click.option("--collections", "gathered", is_flag=True, help="The collections for briefings instead.")
@INCLUDING
def list_(folders: tuple[Path, ...], *, gathered: bool, **wanted: str | None) -> None:
    """Lists the cases, all or those of a topic, a role, a sign, an outcome or an audience."""
    held = _opened(folders)
    if gathered:
        for one in held.collections:
            _table(one.title, one.cases)
        return
    found = browse(held.cases.values(), **wanted)
    _table(f"{len(found)} of {len(held.cases)} cases", found)


@library.command()
@click.argument("name")
@click.option("--beside", help="Another case, to compare it with.")
@INCLUDING
def show(name: str, beside: str | None, folders: tuple[Path, ...]) -> None:
    """Shows a case, each passage with its place in the document; or two of them side by side."""
    held = _opened(folders)
    try:
        case = held.case(name)
        other = held.case(beside) if beside else None
    except CaseError as problem:
        raise click.ClickException(str(problem)) from problem
    if other:
        _side_by_side(case, other)
    else:
        _show(case, held)


@library.command()
@click.argument("words", nargs=-1, required=True)
@INCLUDING
def search(words: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Finds cases by words, the best first, and below them cases that have related words, each with which they are."""
    cases, asked = tuple(_opened(folders).cases.values()), " ".join(words)
    hits = Search(cases).by_words(asked)
    console = Console(highlight=False)
    for hit in hits:
        console.print(Text.assemble((hit.case.id, "bold"), f": {hit.case.title}"))
        for part, passage in hit.passages:
            console.print(Text(f"  {PARTS[part]}: {passage.text} [{_places(passage)}]"))
    if not hits:
        click.echo("No case holds any of these words.")
    for alike in alike_beside(cases, asked, hits):
        links = "; ".join(f"“{said}”: “{has}”" for said, has in alike.because)
        console.print(Text.assemble((alike.case.id, "bold"), f": {alike.case.title} (similar in meaning: {links})"))


@library.command("print")
@click.argument("names", nargs=-1)
@click.option("--collection", help="A collection for briefings, by its title, in place of cases by name.")
@click.option("--title", help="The issue's title; a collection's own, where it is not given.")
@click.option("--to", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Write the PDF here.")
@INCLUDING
def print_(
    names: tuple[str, ...], collection: str | None, title: str | None, to: Path, folders: tuple[Path, ...]
) -> None:
    """Prints an issue of some cases: with contents, key questions, and who supports; a PDF that anybody can read."""
    held = _opened(folders)
    gathered = next((one for one in held.collections if one.title == collection), None)
    if collection and not gathered:
        raise click.ClickException(f"there is no collection {collection!r}: `upstander library list --collections`")
    try:
        cases = gathered.cases if gathered else tuple(held.case(name) for name in names)
        made = issue(title or (gathered.title if gathered else ""), cases, held, dt.datetime.now(dt.UTC).date())
        to.write_bytes(as_pdf(made))
    except (CaseError, NothingToPrintError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"An issue of {len(made.cases)} cases was written to {to}. Check the addresses of its last page.")


@library.command()
@click.argument("file", type=FILE)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Write the cases to this new folder.")
@click.option("--name", help="What its places call the document; the file's name, where it is not given.")
@click.option("--title", help="The document's title; the file's name, where it is not given.")
@click.option("--publisher", default="not said", show_default=True, help="Who published it.")
@click.option("--licence", default="not said", show_default=True, help="Under which licence it may be used.")
@click.option("--published", default="", help="Its date, as 2022-05 or 2022-05-23, where the document does not say it.")
def read(
    file: Path, *, to: Path | None, name: str | None, title: str | None, publisher: str, licence: str, published: str
) -> None:
    """Reads a published report (text, HTML or PDF) into cases, and tells what was found and what was placed nowhere."""
    called = "-".join((name or file.stem).split())
    try:
        if published:
            day_of(published)
        found = import_cases(read_document(file, called), published=published)
        _found(found.cases)
        pieces = f"Paragraphs that are of no case: {len(found.outside)}."
        click.echo("\n".join((pieces, *found.notes)))
        if to:
            written = write(found, to, title=title or file.stem, publisher=publisher, licence=licence)
            click.echo(f"{len(written)} files were written to {to}. Review the cases before they are used.")
    except (ValueError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem


def _opened(folders: Sequence[Path]) -> Library:
    try:
        return open_library(*folders, on=dt.datetime.now(dt.UTC).date())
    except CaseError as problem:
        raise click.ClickException(str(problem)) from problem


def _table(title: str, cases: Sequence[Case]) -> None:
    table = Table(title=title, title_justify="left")
    for column in ("Case", "Title", "Topics", "Role", "Outcomes", "Published"):
        table.add_column(column, overflow="fold")
    for case in cases:
        said = [", ".join(_named(by, one) for one in words_of(case, by)) for by in ("topic", "role", "outcome")]
        table.add_row(Text(case.id), Text(case.title), *said, case.published)
    Console(highlight=False).print(table)


def _show(case: Case, held: Library) -> None:
    console = Console(highlight=False)
    source = held.source(case)
    console.print(Text.assemble((case.title, "bold"), f"\n{source.title}, {source.publisher}, {case.published}"))
    for by, heading in BROWSED.items():
        console.print(Text(f"{heading}: {', '.join(_named(by, one) for one in words_of(case, by)) or 'none'}"))
    open_part = ""
    for part, passage in case.passages():
        if part != open_part:
            console.print(Text(f"\n{PARTS[part]}", "bold"))
            open_part = part
        console.print(Text(f"- {_said(passage)} [{_places(passage)}]"))


def _side_by_side(first: Case, second: Case) -> None:
    compared = compare(first, second)
    table = Table()
    table.add_column("")
    for case in (first, second):
        table.add_column(Text(case.title), ratio=1)
    for by, both in compared.both.items():
        sides = ((*both, *only[by]) for only in (compared.only_first, compared.only_second))
        table.add_row(BROWSED[by], *(Text(", ".join(_named(by, word) for word in side) or "none") for side in sides))
    for row in compared.rows:
        table.add_section()
        table.add_row(PARTS[row.part], *(Text("\n".join(map(_said, held))) for held in (row.first, row.second)))
    Console(highlight=False).print(table)


def _named(by: str, word: str) -> str:
    names = {"topic": TOPICS, "role": ROLES, "outcome": OUTCOMES, "question": AUDIENCES}
    return names.get(by, {}).get(word, word.replace("_", " "))


def _found(cases: Sequence[Case]) -> None:
    table = Table(title=f"Cases found: {len(cases)}", title_justify="left")
    for column in ("Case", "Title", "Parts, and how many passages", "Not placed"):
        table.add_column(column, overflow="fold")
    for case in cases:
        parts = ", ".join(f"{PARTS[name].lower()} {len(case.part(name))}" for name in case.found)
        table.add_row(Text(case.id), Text(case.title), parts, str(len(case.not_placed)))
    Console(highlight=False).print(table)


def _said(passage: Passage) -> str:
    label = AUDIENCES.get(passage.label, passage.label)
    return f"({label}) {passage.text}" if label else passage.text


def _places(passage: Passage) -> str:
    return "; ".join(map(str, passage.places))
