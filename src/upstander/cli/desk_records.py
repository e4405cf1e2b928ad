"""`upstander desk-records`: what the desk knows, as feeds that the next scan takes in."""

from pathlib import Path

import click
import psycopg
from rich.console import Console

from upstander.audit.source import Database, UnreadableError
from upstander.cli._desk import addresses_of
from upstander.website.addresses import OWNER, VERIFIER
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--to", "to", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the files go.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
@click.option("--store", type=FOLDER, help="The force's records: who is declared is looked for by telephone number.")
def desk_records(folder: Path, to: Path, kept: Path | None, store: Path | None) -> None:
    """Writes the unit's own reading, what it explained and told subjects, declarations and health checks, for `load`.

    FOLDER is the desk's. Run it before each night's scan. The files hold numbers of people, and names of those close
    to staff. Their owner alone reads them.
    """
    console = Console(highlight=False)
    with addresses_of(folder, kept) as addresses:
        connect_django(folder, addresses[OWNER])
        from upstander.casework.records_back import feeds_of, write  # noqa: PLC0415 - models need Django, which is set up now
        from upstander.workforce import records_back as declared  # noqa: PLC0415 - as above

        with psycopg.connect(addresses[VERIFIER]) as connection:
            try:
                feeds = {**feeds_of(Database(connection).events()), **declared.feeds(store)}
            except UnreadableError as error:
                raise click.ClickException(str(error)) from error
        write(to, feeds)
    for name, rows in feeds.items():
        console.print(f"{name}: {len(rows)} rows")
    console.print(f"\nTake them in with: upstander load {to} --into STORE")
