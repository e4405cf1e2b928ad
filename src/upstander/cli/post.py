"""`upstander post`: takes the letters of the door in, for the desk."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click
import psycopg
from django.db import DatabaseError
from nacl.public import PrivateKey

from upstander.cli._desk import addresses_of
from upstander.cli._letters import Due, Timetable, rounds
from upstander.website.addresses import POST
from upstander.website.door_keys import reports_key
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SECONDS = 5


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
@click.option(
    "--every", default=60, show_default=True, type=click.IntRange(0, 24 * 60),
    help="Minutes between rounds for what is not urgent, counted from midnight: the log's times then tell nobody's.",
)  # fmt: skip
@click.option(
    "--urgent-every", default=5, show_default=True, type=click.IntRange(0, 60),
    help="Minutes between rounds for what is urgent, in the same way. The bell of `duty` rings at once.",
)  # fmt: skip
@click.option("--once", is_flag=True, help="Take in what waits, and end.")
def post(folder: Path, *, kept: Path | None, every: int, urgent_every: int, once: bool) -> None:
    """Takes letters to the unit in at the desk of FOLDER, until it is stopped. It may be stopped at any moment.

    It needs the desk's key file and `reports.key`, and runs as a role that reads no report. Where the database goes
    away it ends with a message; a service starts it again.
    """
    try:
        with addresses_of(folder, kept) as addresses:
            connect_django(folder, addresses[POST])
            _open(addresses[POST], reports_key(folder), Timetable(every, urgent_every), once=once)
    except KeyboardInterrupt:
        click.echo("The post room is closed. What waits stays.")
    except (psycopg.Error, DatabaseError) as error:
        raise click.ClickException(f"the database answers: {error}") from error


def _open(address: str, key: PrivateKey, timetable: Timetable, *, once: bool) -> None:
    from upstander.casework.actions.identity import let_go  # noqa: PLC0415 - as below
    from upstander.casework.actions.report_retention import let_go_of_replies  # noqa: PLC0415
    from upstander.casework.post import seen_by_nobody, take_in  # noqa: PLC0415 - models need Django set up

    said: set[str] = set()
    for _round in rounds(address, SECONDS):
        due = timetable.due(dt.datetime.now(dt.UTC))
        if due is Due.NOTHING and not once:
            continue
        now: set[str] = set()
        taken = take_in(key, now.add, urgent_only=not once and due is Due.URGENT)
        let_go()
        let_go_of_replies()
        hidden = seen_by_nobody()
        if hidden:
            now.add(
                f"{hidden} reports are kept from everybody at the desk: somebody outside the unit must be asked in."
            )
        if taken or once:
            click.echo(f"{taken} letters taken in.")
        _say(now - said, lambda words: click.echo(words, err=True))
        said = now
        if once:
            return


def _say(new: set[str], say: Callable[[str], None]) -> None:
    """Says once what stays as it is from round to round."""
    for words in sorted(new):
        say(words)
