"""`upstander duty`: has the duty person told that something urgent waits."""

import os
import subprocess
from pathlib import Path

import click
import psycopg
from django.db import DatabaseError

from upstander.cli._desk import addresses_of
from upstander.cli._letters import rounds
from upstander.website.addresses import POST
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SECONDS = 30  # until it is tried again
LONGEST = 60  # seconds that the program may take
HANDED_ON = ("PATH", "LANG", "HOME")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--run", "program", required=True, type=click.Path(exists=True, dir_okay=False, executable=True, path_type=Path),
    help="What reaches the duty person. It is given one line, which is always the same, and no argument.",
)  # fmt: skip
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
@click.option("--once", is_flag=True, help="Tell of what waits, and end; with status 1 where the program failed.")
def duty(folder: Path, *, program: Path, kept: Path | None, once: bool) -> None:
    """Runs a program whenever something urgent comes to the desk of FOLDER, until it is stopped.

    The program sends a text, rings, or shows a light. It learns nothing of what came. Where it fails it is run again.
    """
    try:
        with addresses_of(folder, kept) as addresses:
            connect_django(folder, addresses[POST])
            for _round in rounds(addresses[POST], SECONDS):
                done = _tell(program.resolve())
                if once:
                    raise SystemExit(0 if done else 1)
    except KeyboardInterrupt:
        click.echo("Nobody is told any more.")
    except (psycopg.Error, DatabaseError) as error:
        raise click.ClickException(f"the database answers: {error}") from error


def _tell(program: Path) -> bool:
    """Whether everything urgent was told of by now."""
    from upstander.casework.duty import SAID, told, untold  # noqa: PLC0415 - models need Django set up

    waiting = untold()
    if not waiting:
        return True
    problem = _ran(program, SAID)
    if problem:
        click.echo(f"The duty person was NOT told: {program.name} {problem}. It is tried again.", err=True)
        return False
    told(waiting)
    click.echo("The duty person was told.")
    return True


def _ran(program: Path, said: str) -> str:
    """Runs the program; what went wrong, and nothing where it did not."""
    there = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
    try:
        ended = subprocess.run([program], input=said, text=True, env=there, timeout=LONGEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"did not end in {LONGEST} seconds"
    except OSError as error:
        return f"could not be run ({error.strerror})"
    return f"ended with status {ended.returncode}" if ended.returncode else ""
