"""`upstander serve`: the desk in the browser of this machine."""

import datetime as dt
import signal
import socket
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from upstander.website.serving import listening, owned, pages


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--leads", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A scan to take in.")
@click.option("--demonstration", is_flag=True, help="Make people of each role and a matter part way.")
@click.option("--port", default=8137, show_default=True, type=click.IntRange(1024, 65535))
def serve(folder: Path, leads: Path | None, *, demonstration: bool, port: int) -> None:
    """Opens the desk whose database is in FOLDER (made where there is none), until it is stopped with Ctrl+C."""
    console = Console(highlight=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        heard = listening(port)
    except OSError as error:
        raise click.ClickException(f"Port {port} is taken ({error.strerror}): give another by --port.") from error
    with heard, owned(folder) as url:
        if leads:
            _take_in(leads, console)
        if demonstration:
            _people(console)
        _open(url, heard, console)


def _open(url: str, heard: socket.socket, console: Console) -> None:
    """Serves until somebody stops it, by Ctrl+C or as services are stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = pages(url, heard)
    try:
        port = heard.getsockname()[1]
        console.print(f"\nThe desk is open at http://localhost:{port}/ on this machine alone. Ctrl+C closes it.")
        failed = server.wait()
    except KeyboardInterrupt:
        console.print("The desk is closed. What was written stays.")
        return
    finally:
        server.terminate()
        server.wait()
    raise click.ClickException(f"The pages ended by themselves (status {failed}); what was written stays.")


def _take_in(leads: Path, console: Console) -> None:
    from upstander.casework.taking_in import take_in  # noqa: PLC0415 - models need Django set up, which `owned` does
    from upstander.leads.telling.lead import NotAScanError  # noqa: PLC0415

    try:
        new, known = take_in(leads, dt.datetime.now(tz=dt.UTC).date())
    except NotAScanError as error:
        raise click.ClickException(str(error)) from error
    console.print(f"{new} leads taken in, {known} were there already.")


def _people(console: Console) -> None:
    from upstander.website import demonstration  # noqa: PLC0415 - as above

    table = Table("Role", "User name", "Password", title="People of the demonstration: nobody of these exists")
    try:
        people = demonstration.people()
    except demonstration.NotForShow as error:
        raise click.ClickException(str(error)) from error
    for person in people:
        table.add_row(person.role, person.username, person.password)
    demonstration.part_way()
    console.print(table)
