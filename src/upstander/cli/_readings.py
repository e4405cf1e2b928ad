"""What the commands that read people's records share: without a line that says who reads and why, nothing is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from upstander.contacts.readings import note_reading
from upstander.leads.telling.lead import TellingError
from upstander.leads.telling.readings import reading


@contextmanager
def told_on_the_command_line() -> Iterator[None]:
    """Says in click's way what keeps something from being read: a wrong request, or a line that cannot be left."""
    try:
        yield
    except TellingError as problem:
        raise click.UsageError(str(problem)) from problem
    except OSError as problem:
        raise click.ClickException(f"The reading could not be recorded, so nothing is shown: {problem}") from problem


def note(store: Path, purpose: str, command: str, what: dict[str, str]) -> None:
    """Leaves the line in a store that says who reads, why, by which command, and what was asked."""
    with told_on_the_command_line():
        asked = reading(purpose, command)
        note_reading(store, by=asked.by, at=asked.at, purpose=asked.purpose, command=asked.command, asked=what)
