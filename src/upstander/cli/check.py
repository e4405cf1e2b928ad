"""`upstander check`: what is unsafe about a desk, why it matters, and what to do."""

import datetime as dt
import os
from pathlib import Path

import click
import psycopg

from upstander.audit import KeyFileError, read_public_key
from upstander.audit.sinks import TooFewFoldersError
from upstander.cli._desk import addresses_of
from upstander.cli.audit_verify import CannotVerify
from upstander.website.addresses import OWNER
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
@click.option("--checkpoints", "sinks", multiple=True, type=FOLDER, help="As in `audit-verify`.")
@click.option(
    "--public-key", "keys", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="As in `audit-verify`.",
)  # fmt: skip
@click.pass_context
def check(
    ctx: click.Context, folder: Path, *, kept: Path | None, sinks: tuple[Path, ...], keys: tuple[Path, ...]
) -> None:
    """Tells what is unsafe about the desk of FOLDER. Run it with the environment that pages are served with.

    Exit status: 0 nothing unsafe, 1 something, 2 not checked.
    """
    try:
        known = [read_public_key(file) for file in keys]
        with addresses_of(folder, kept) as addresses:
            connect_django(folder, addresses[OWNER])
            from upstander.website.checks import all_checks, unsafe  # noqa: PLC0415 - needs Django set up
            from upstander.website.checks.desk import Desk  # noqa: PLC0415 - as above

            now = dt.datetime.now(tz=dt.UTC)
            with Desk(folder, addresses, os.environ, now, sinks, known) as desk:
                found = list(unsafe(desk))
    except (KeyFileError, TooFewFoldersError, psycopg.Error) as problem:
        raise CannotVerify(str(problem)) from problem
    for one in found:
        click.echo(f"{one.what}\n    {one.why}\n    {one.do}")
    click.echo(f"{len(found)} unsafe things found by {len(all_checks())} checks." if found else "Nothing unsafe found.")
    ctx.exit(1 if found else 0)
