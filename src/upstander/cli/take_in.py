"""`upstander take-in`: brings the leads of a scan onto a desk whose database is on a force's own server."""

import datetime as dt
from pathlib import Path

import click

from upstander.website.addresses import OWNER, NoAddressError, held
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("take-in")
@click.argument("folder", type=FOLDER)
@click.argument("scan", type=FOLDER)
@click.option("--addresses", "kept", required=True, envvar="UPSTANDER_ADDRESSES", type=FOLDER, help="As in `prepare`.")
def take_in(*, folder: Path, scan: Path, kept: Path) -> None:
    """Takes the leads of SCAN onto the desk of FOLDER, as the owner of its tables: who serves pages can make none."""
    try:
        connect_django(folder, held(folder, kept)[OWNER])
    except NoAddressError as error:
        raise click.ClickException(str(error)) from error
    click.echo(taken_in(scan))


def taken_in(scan: Path) -> str:
    """Takes leads in, once Django is connected as the owner, and says how many."""
    from upstander.casework.taking_in import take_in  # noqa: PLC0415 - models need Django set up
    from upstander.leads.telling.lead import NotAScanError  # noqa: PLC0415

    try:
        new, known = take_in(scan, dt.datetime.now(tz=dt.UTC).date())
    except NotAScanError as error:
        raise click.ClickException(str(error)) from error
    return f"{new} leads taken in, {known} were there already."
