"""`upstander accounts`: accounts for everybody in a file, such as all who are to be trained here."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from upstander.cli.account import PATH, WAITS, database

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("people", type=FILE)
@click.option("--to", "passwords", required=True, type=PATH, help="A new file for the starting passwords.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=PATH, help="As in `prepare`.")
def accounts(*, folder: Path, people: Path, passwords: Path, kept: Path | None) -> None:
    """Makes an account at the desk in FOLDER for each row of PEOPLE that has none yet.

    PEOPLE is CSV in UTF-8 with the columns name, username, role and staff_number. Rows that cannot be taken are written
    beside the passwords, with the reason. Each account leaves a line in the audit log.
    """
    with database(folder, kept):
        click.echo(_made(people, passwords))


def _made(people: Path, passwords: Path) -> str:
    from upstander.casework.newcomers import compare_newcomers  # noqa: PLC0415 - models need Django set up
    from upstander.website.people_of_a_file import PeopleFileError, make_accounts, people_of  # noqa: PLC0415

    refused = passwords.with_name(f"{passwords.stem}-refused.csv")
    try:
        rows = people_of(people)
        with Progress(console=Console(stderr=True), transient=True) as shown:
            task = shown.add_task("Making accounts", total=len(rows))
            given = make_accounts(rows, passwords, refused, done=lambda: shown.advance(task))
    except (PeopleFileError, FileExistsError) as error:
        raise click.ClickException(_told(error)) from error
    waiting = "" if compare_newcomers(given.made) else f" {WAITS}"
    return (
        f"{len(given.made)} accounts made, {given.there} were there already, {given.refused} rows refused ({refused}). "
        f"Starting passwords, good for three days, are in {passwords}: hand them out, and destroy it.{waiting}"
    )


def _told(error: Exception) -> str:
    if isinstance(error, FileExistsError):
        return f"{error.filename} is there already: name a new file, so that no password is written over."
    return str(error)
