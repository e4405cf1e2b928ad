"""What commands about a desk share: where its database is for each role, and how far something has come."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from psycopg.conninfo import make_conninfo
from rich.console import Console
from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from upstander.website.addresses import DATABASE, DESK, POST, ROLES, NoAddressError, held, is_elsewhere, trusted
from upstander.website.serving import DATABASE_FOLDER, embedded


@contextmanager
def addresses_of(folder: Path, kept: Path | None) -> Iterator[Mapping[str, str]]:
    """Every role's address; of the embedded server, which trusts whoever reaches it, the superuser's for most."""
    if is_elsewhere(folder):
        if kept is None:
            raise click.UsageError("name the administrator's folder of addresses: --addresses")
        try:
            yield held(folder, kept)
        except NoAddressError as error:
            raise click.ClickException(str(error)) from error
        return
    if not (folder / DATABASE_FOLDER).exists():
        raise click.ClickException(f"{folder} holds no desk.")
    with embedded(folder) as url:
        bound = {role: trusted(url)[role] for role in (DESK, POST)}
        yield dict.fromkeys(ROLES, make_conninfo(url, dbname=DATABASE)) | bound


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """Says how many bytes came by, in a terminal; gives what is to be told of each piece."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(what, total=None)
        yield lambda size: shown.advance(task, size)
