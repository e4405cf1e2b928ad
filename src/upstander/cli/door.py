"""`upstander door`: the confidential door, in a process of its own."""

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from upstander.cli._serving import heard_at, until_stopped
from upstander.reporting.partner_contacts import ContactsError, unconfirmed
from upstander.reporting.recipients import FILE, NoRecipientError, read_recipients
from upstander.reporting.sending import lacking
from upstander.reporting.serving import pages
from upstander.website.addresses import DOOR, trusted
from upstander.website.door_keys import ready_door
from upstander.website.serving import DATABASE_FOLDER, DOOR_FOLDER, embedded

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--port", default=8138, show_default=True, type=click.IntRange(1024, 65535))
@click.option("--behind-proxy", is_flag=True, envvar="UPSTANDER_BEHIND_PROXY", help="A proxy here speaks TLS for it.")
def door(folder: Path, *, port: int, behind_proxy: bool) -> None:
    """Opens the door of FOLDER, until it is stopped with Ctrl+C.

    FOLDER is the door's own: with `recipients.toml` and the file `upstander_door.address` that `upstander prepare`
    wrote. For trying, it may be the folder of a desk that has its database in it.
    """
    console = Console(highlight=False)
    _unconfirmed()
    with heard_at(port) as heard, _arranged(folder) as (own, address):
        for words in lacking(read_recipients(own / FILE)):
            click.echo(f"To be arranged: {words}", err=True)
        _wait(pages(own, address, heard, behind_proxy=behind_proxy), heard.getsockname()[1], console)


def _unconfirmed() -> None:
    try:
        for words in unconfirmed(dt.datetime.now(tz=dt.UTC).date()):
            click.echo(f"To be confirmed: {words}", err=True)
    except ContactsError as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _arranged(folder: Path) -> Iterator[tuple[Path, str]]:
    """The door's own folder, and where its role reaches the database."""
    if (folder / DATABASE_FOLDER).exists():
        own = folder / DOOR_FOLDER
        with embedded(folder) as url:
            ready_door(folder, own)
            yield own, trusted(url)[DOOR]
        return
    file = folder / f"{DOOR}.address"
    address = os.environ.get("DATABASE_URL") or (file.read_text("utf-8").strip() if file.exists() else "")
    if not address:
        raise click.ClickException(f"{file} is not there: copy it from the folder that `upstander prepare` wrote.")
    try:
        read_recipients(folder / FILE)
    except NoRecipientError as error:
        raise click.ClickException(str(error)) from error
    yield folder, address


def _wait(server: "subprocess.Popen[bytes]", port: int, console: Console) -> None:
    opened = f"The door is open at http://localhost:{port}/ on this machine alone. Ctrl+C closes it."
    ended = until_stopped(server, lambda: console.print(opened))
    if ended:
        raise click.ClickException(f"The server of the door's pages stopped (exit status {ended}).")
