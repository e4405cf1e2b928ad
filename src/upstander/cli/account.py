"""`upstander account`: the first account of a desk, made by whoever owns the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from upstander.cli._desk import addresses_of
from upstander.website.addresses import OWNER, is_elsewhere
from upstander.website.serving import connect_django, owned

PATH = click.Path(path_type=Path)
ROLES = (
    "analyst", "investigator", "authority", "liaison", "manager", "auditor", "administrator", "prevent", "vetting",
    "chief", "staff",
)  # fmt: skip

WAITS = (
    "The records of the newest scan cannot be read here, so their ties are not known: until a scan is taken in with "
    "its records, nothing about any member of staff is shown to them."
)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--username", required=True, help="What they type to sign in.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--staff-number", required=True, help="Their own in the force's records: nobody reads of themselves.")
@click.option(
    "--addresses", "kept", envvar="UPSTANDER_ADDRESSES", type=click.Path(path_type=Path), help="As in `prepare`."
)
def account(*, folder: Path, name: str, username: str, role: str, staff_number: str, kept: Path | None) -> None:
    """Makes an account at the desk in FOLDER and prints its starting password, this once.

    Make an administrator; further people are made in the browser. It leaves a line in the audit log.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with database(folder, kept):
        from upstander.website.people import AccountForm  # noqa: PLC0415 - models need Django set up

        form = AccountForm({"name": name, "username": username, "role": role, "staff_id": staff_number})
        if not form.is_valid():
            raise click.ClickException(" ".join(str(words) for said in form.errors.values() for words in said))
        _make(form.cleaned_data)


@contextmanager
def database(folder: Path, kept: Path | None) -> Iterator[None]:
    """Django connected as the owner of the desk's tables, which are made where the desk is the folder's own and new."""
    if not is_elsewhere(folder):
        with owned(folder):
            yield
        return
    with addresses_of(folder, kept) as addresses:
        connect_django(folder, addresses[OWNER])
        yield


def _make(given: dict[str, str]) -> None:
    from upstander.access.actions import make_account  # noqa: PLC0415 - as above
    from upstander.casework.newcomers import compare_newcomers  # noqa: PLC0415 - as above

    made, password = make_account(**given, by=None)
    click.echo(f"{made.name} signs in as {made.username} with the starting password {password} within three days.")
    if not compare_newcomers([made]):
        click.echo(WAITS)
