"""`upstander backup`: the whole desk in one file, sealed so that only a key kept elsewhere opens it."""

from pathlib import Path

import click
import psycopg

from upstander.cli._desk import addresses_of, progress
from upstander.website.addresses import BACKUP
from upstander.website.backup.keys import BackupKeyError, read_public
from upstander.website.backup.taking import BackupError, take

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--to", required=True, type=FILE, help="The file to write, which must not be there.")
@click.option("--for", "public", required=True, type=FILE, help="The public key; `upstander backup-key` makes one.")
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
def backup(folder: Path, *, to: Path, public: Path, kept: Path | None) -> None:
    """Takes a backup of the desk of FOLDER while it goes on: database, keys, and whatever files the folder holds.

    Scans and stores of records are not the desk's, and are not in it.
    """
    if to.resolve().is_relative_to(folder.resolve()):
        raise click.ClickException(f"{to} is inside {folder}: what befalls the desk would befall its backup.")
    try:
        key = read_public(public)
        with addresses_of(folder, kept) as addresses, progress("Taking the backup") as read:
            taken = take(folder, addresses[BACKUP], key, to, read)
    except (BackupKeyError, BackupError, OSError, psycopg.Error) as problem:
        raise click.ClickException(str(problem)) from problem
    size = to.stat().st_size
    click.echo(f"{to} holds the desk up to event {taken.events:,} of its audit log: {size / 1e6:,.1f} MB.")
