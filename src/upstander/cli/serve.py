"""`upstander serve`: the desk in the browser."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import psycopg
from rich.console import Console
from rich.table import Table

from upstander.cli._serving import heard_at, until_stopped
from upstander.cli.take_in import taken_in
from upstander.website.addresses import DESK, is_elsewhere, of_desk, trusted
from upstander.website.serving import KEYS, connect_django, owned, pages


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--leads", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A scan to take in.")
@click.option("--demonstration", is_flag=True, help="Make people of each role and a matter part way.")
@click.option(
    "--behind-proxy", is_flag=True, envvar="UPSTANDER_BEHIND_PROXY", help="A proxy of this machine speaks TLS for it."
)
@click.option("--port", default=8137, show_default=True, type=click.IntRange(1024, 65535))
def serve(folder: Path, leads: Path | None, *, demonstration: bool, behind_proxy: bool, port: int) -> None:
    """Opens the desk of FOLDER (made where there is none), until it is stopped with Ctrl+C.

    Its database is where `upstander prepare` or DATABASE_URL says; else in FOLDER, and started with it.
    """
    console = Console(highlight=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if behind_proxy and not os.environ.get("UPSTANDER_HOSTS"):
        raise click.ClickException("Say under which names the desk is reached: UPSTANDER_HOSTS, with commas.")
    if is_elsewhere(folder) and (leads or demonstration):
        raise click.ClickException("Who serves pages makes no lead and nobody: see `upstander take-in`.")
    with heard_at(port) as heard, _database(folder) as address:
        if leads:
            console.print(taken_in(leads))
        records = _store_behind(leads) if leads else None
        if demonstration:
            _people(console, records)
        server = pages(folder, address, heard, behind_proxy=behind_proxy, scan=leads, records=records)
        _wait(server, heard, console)


def _store_behind(leads: Path) -> Path | None:
    from upstander.casework.taking_in import store_of  # noqa: PLC0415 - models need Django set up, which `owned` does

    return store_of(leads)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """Where pages reach a database that is ready for them."""
    from upstander.access.sealed import WrongKeyError  # noqa: PLC0415 - Django, which no other command waits for

    if is_elsewhere(folder):
        yield _elsewhere(folder)
        return
    try:
        with owned(folder) as url:
            yield trusted(url)[DESK]
    except WrongKeyError as error:
        raise click.ClickException(f"{folder / KEYS} is not the key file of this desk: {error}.") from error


def _elsewhere(folder: Path) -> str:
    from upstander.website.ready import NotReadyError, check_ready  # noqa: PLC0415 - as above

    address = of_desk(folder)
    connect_django(folder, address)
    try:
        check_ready(address)
    except (NotReadyError, psycopg.Error) as error:
        raise click.ClickException(str(error)) from error
    return address


def _wait(server: "subprocess.Popen[bytes]", heard: socket.socket, console: Console) -> None:
    port = heard.getsockname()[1]
    opened = f"\nThe desk is open at http://localhost:{port}/ on this machine alone. Ctrl+C closes it."
    ended = until_stopped(server, lambda: console.print(opened))
    if ended is not None:
        raise click.ClickException(f"The pages ended by themselves (status {ended}); what was written stays.")
    console.print("The desk is closed. What was written stays.")


def _people(console: Console, records: Path | None) -> None:
    from upstander.website import demonstration  # noqa: PLC0415 - models need Django set up, which `owned` does
    from upstander.website.part_way import part_way  # noqa: PLC0415
    from upstander.website.supervised_part_way import team_of  # noqa: PLC0415

    table = Table("User name", "Password", "Secret of one-time codes", title="People of the demonstration: none exists")
    team = team_of(records)
    try:
        people = demonstration.people((team.staff_id, team.name) if team else None)
    except demonstration.NotForShow as error:
        raise click.ClickException(str(error)) from error
    for person in people:
        table.add_row(person.username, person.password, person.secret)
    part_way(team)
    console.print(table)
    console.print(
        "Type a secret into an app for one-time codes, or ask for the code of now: upstander one-time-code SECRET"
    )
