"""Accounts for everybody in a file: each row is one person, good rows go on, refused rows are kept with the reason."""

import csv
import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from upstander.access.actions import make_account
from upstander.access.models import Account, Role
from upstander.access.sealed import mark
from upstander.website.people import AccountForm

COLUMNS = ("name", "username", "role", "staff_number")
PASSWORDS = ("name", "username", "starting_password")
REFUSED = ("line", *COLUMNS, "problem")
ONE_BY_ONE = Role.ADMINISTRATOR  # who makes others' accounts is made with a thought of their own


class PeopleFileError(ValueError):
    """A file of people that cannot be read at all; its words name file, what is wrong and the remedy."""


@dataclass(frozen=True)
class Row:
    """A row of the file: the line on which it ends, its cells by column, and whether it has more cells than columns."""

    line: int
    cells: Mapping[str, str]
    has_more: bool


@dataclass(frozen=True)
class Given:
    """What came of a file: how many accounts were made, how many were there already, and how many rows were refused."""

    made: Sequence[Account]
    there: int
    refused: int


def people_of(file: Path) -> Sequence[Row]:
    """The rows of a CSV file in UTF-8. Raises PeopleFileError."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PeopleFileError(f"{file.name}: byte {error.start} is not UTF-8; save it as CSV in UTF-8") from error
    read = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in COLUMNS if column not in (read.fieldnames or ())]
    if missing:
        there = ", ".join(read.fieldnames or ["none"])
        raise PeopleFileError(
            f"{file.name}: has no column {missing[0]} (it has {there}); name them {', '.join(COLUMNS)}"
        )
    return [Row(read.line_num, _cells(row), None in row) for row in read]


def _cells(row: Mapping[str, Any]) -> Mapping[str, str]:
    return {column: (row.get(column) or "").strip() for column in COLUMNS}


def make_accounts(
    rows: Sequence[Row], passwords: Path, refused: Path, *, done: Callable[[], None] = lambda: None
) -> Given:
    """An account for each row that has none, its starting password in a file that only its owner reads.

    Run by the owner of the tables. Each password is on the disk before its account is there, so that a command which is
    stopped leaves nobody without one; run again with other names of files, it goes on with whoever has no account yet.
    Raises FileExistsError where a file is there already.
    """
    made: list[Account] = []
    there = wrong = 0
    with _written(passwords, PASSWORDS) as tell, _written(refused, REFUSED) as refuse:
        for row in rows:
            if _is_there(row):
                there += 1
            elif problem := _problem(row):
                wrong += 1
                refuse([str(row.line), *row.cells.values(), problem])
            else:
                made.append(_made(row, tell))
            done()
    return Given(made, there, wrong)


def _is_there(row: Row) -> bool:
    """Whether this very person has an account, under the same user name."""
    return Account.objects.filter(mark=mark(row.cells["staff_number"]), username=row.cells["username"]).exists()


def _problem(row: Row) -> str:
    """Why no account can be made of a row, with its column; empty where one can."""
    if row.has_more:
        return "it has more cells than there are columns: put a value that holds a comma in quotation marks"
    if _role(row) == ONE_BY_ONE:
        return "role: an administrator is made with `upstander account`, one at a time"
    if _role(row) not in Role.values:
        return f"role: {row.cells['role'] or 'nothing'} is no role; give one of {', '.join(Role.labels)}"
    form = _form(row)
    named = {"staff_id": "staff_number"}
    return " ".join(f"{named.get(field, field)}: {' '.join(map(str, said))}" for field, said in form.errors.items())


def _form(row: Row) -> AccountForm:
    staff_id = {"staff_id": row.cells["staff_number"]}
    return AccountForm({**row.cells, **staff_id, "role": _role(row)})


def _role(row: Row) -> str:
    """A role by its name as pages say it, or as commands do."""
    said = row.cells["role"].casefold()
    return next((role.value for role in Role if said in (role.value, str(role.label).casefold())), said)


@transaction.atomic
def _made(row: Row, tell: Callable[[Sequence[str]], None]) -> Account:
    form = _form(row)
    form.is_valid()
    account, password = make_account(**form.cleaned_data, by=None)
    tell([account.name, account.username, password])
    return account


@contextmanager
def _written(file: Path, columns: Sequence[str]) -> Iterator[Callable[[Sequence[str]], None]]:
    """A new file that only its owner reads; each row is on the disk when it was told."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", newline=""
    ) as held:
        writer = csv.writer(held)

        def tell(row: Sequence[str]) -> None:
            writer.writerow(row)
            held.flush()
            os.fsync(held.fileno())

        tell(columns)
        yield tell
