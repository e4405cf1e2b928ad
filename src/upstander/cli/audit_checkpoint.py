"""`upstander audit-checkpoint`: verifies the audit log, signs it as it is, and keeps that outside the database."""

from pathlib import Path

import click
import psycopg

from upstander.audit import CheckpointRefusedError, KeyFileError, read_key, read_public_key, take
from upstander.audit.sinks import TooFewFoldersError
from upstander.cli.audit_verify import CannotVerify, found, kept

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("audit-checkpoint")
@click.option("--database", envvar="DATABASE_URL", required=True, help="Address of the database; else DATABASE_URL.")
@click.option("--key", required=True, type=FILE, help="The key that signs; `upstander audit-key` makes one.")
@click.option(
    "--checkpoints", "folders", multiple=True, required=True, type=click.Path(file_okay=False, path_type=Path),
    help="A folder to keep checkpoints in; two at least, on machines that the database's administrator cannot change.",
)  # fmt: skip
@click.option("--first", is_flag=True, help="Begin the folders, which hold nothing yet.")
@click.option("--earlier-key", "earlier", multiple=True, type=FILE, help="A public key that signed before this one.")
@click.option("--clock-explained", "explained", multiple=True, type=int, help="An event whose wrong clock is known.")
def audit_checkpoint(
    *,
    database: str,
    key: Path,
    folders: tuple[Path, ...],
    first: bool,
    earlier: tuple[Path, ...],
    explained: tuple[int, ...],
) -> None:
    """Signs the audit log as it is, once it is verified. Exit status: 0 signed, 1 something found, 2 not verified."""
    try:
        keys = [read_public_key(file) for file in earlier]
        signing = read_key(key)
        taken = take(database, signing, folders, first=first, earlier_keys=keys, clocks_explained=explained)
    except CheckpointRefusedError as problem:
        if problem.findings:
            kept(database, problem.events, problem.findings)
        raise click.ClickException("\n".join([str(problem), *map(found, problem.findings)])) from problem
    except (KeyFileError, TooFewFoldersError, OSError, psycopg.Error) as problem:
        raise CannotVerify(str(problem)) from problem
    kept(database, taken.events, ())
    click.echo(f"{taken.events:,} events signed, and kept in {len(folders)} folders.")
