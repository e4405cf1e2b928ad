"""What the commands of bags share: the desk as its owner, its key, the file of a bag, and a line in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
import psycopg
from nacl.public import PrivateKey

from upstander.audit import append
from upstander.cli._desk import addresses_of
from upstander.reporting.bag_files import BagError
from upstander.website.addresses import OWNER, being_written
from upstander.website.door_keys import reports_key
from upstander.website.serving import connect_django

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@contextmanager
def desk_of(folder: Path, kept: Path | None, file: Path, done: str) -> Iterator[PrivateKey]:
    """The desk's unit's key, with Django connected as the owner, in one transaction whose line in the log is `done`.

    That line says that it was done, and never how much there was.
    """
    with addresses_of(folder, kept) as addresses:
        connect_django(folder, addresses[OWNER])
        from django.db import DatabaseError, connection, transaction  # noqa: PLC0415 - needs Django, set up just above

        try:
            with transaction.atomic():
                yield reports_key(folder)
                with connection.cursor() as cursor:
                    append(
                        cursor, actor="whoever carries bags", action=done, kind="desk", object_id="", purpose="",
                        outcome="done",
                    )  # fmt: skip
        except BagError as error:
            raise click.ClickException(f"{file}: nothing was done: {error}.") from error
        except (DatabaseError, psycopg.Error) as error:
            raise click.ClickException(f"the database answers: {error}") from error
        except OSError as error:
            raise click.ClickException(str(error)) from error


@contextmanager
def new_bag(file: Path) -> Iterator[IO[bytes]]:
    """A file that is written, whole or not at all; none is written over."""
    if file.exists():
        raise BagError("it is there already: name another file, so that no bag is lost")
    with being_written(file) as out:
        yield out
