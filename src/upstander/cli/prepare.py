"""`upstander prepare`: makes a database of a force's own server ready for the desk, and renews it after an update."""

from pathlib import Path

import click
import psycopg

from upstander.website.addresses import DATABASE, DESK
from upstander.website.roles import TooOldError
from upstander.website.serving import KEYS, prepare_elsewhere

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--addresses", "kept", required=True, envvar="UPSTANDER_ADDRESSES", type=FOLDER,
    help="Where the other roles' addresses are written: a folder that the account serving pages cannot read.",
)  # fmt: skip
@click.option(
    "--administrator", envvar="UPSTANDER_ADMINISTRATOR", prompt="Address of PostgreSQL's superuser", hide_input=True,
    help="That address; else UPSTANDER_ADMINISTRATOR; else it is asked for, and seen by nobody. It is not kept.",
)  # fmt: skip
@click.option("--database", default=DATABASE, show_default=True, help="The database, made where there is none.")
@click.option("--new-passwords", "anew", is_flag=True, help="Give every role a new password.")
def prepare(folder: Path, *, kept: Path, administrator: str, database: str, anew: bool) -> None:
    """Makes roles, database, log, tables and walls for the desk of FOLDER, in PostgreSQL 15 or later.

    May be run as often as you like; run it after every update, and where `upstander check` says so.
    """
    from upstander.access.sealed import WrongKeyError  # noqa: PLC0415 - Django, which no other command waits for

    if kept.resolve().is_relative_to(folder.resolve()):
        raise click.ClickException(f"{kept} is inside {folder}: whoever takes over the pages would find it there.")
    try:
        prepare_elsewhere(administrator, database, folder, kept, anew=anew)
    except WrongKeyError as error:
        raise click.ClickException(f"{folder / KEYS} is not the key file of this desk: {error}.") from error
    except TooOldError as error:
        raise click.ClickException(str(error)) from error
    except psycopg.Error as error:
        raise click.ClickException(f"the database answers: {error}") from error
    click.echo(f"Ready. Pages are served by {folder / DESK}.address; the other roles' addresses are in {kept}.")
