"""The desk as checks see it: its folder, what it is served with, and the database as each role sees it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import psycopg
from nacl.signing import VerifyKey

from upstander.audit import Report, verify_database
from upstander.website.addresses import OWNER, VERIFIER


@dataclass(frozen=True)
class Unsafe:
    """One thing that is unsafe: what it is, why it matters, and what to do."""

    what: str
    why: str
    do: str


@dataclass
class Desk:
    """What checks may ask. Used as a context, which closes what it opened.

    addresses: of each role. environment: what pages are served with. sinks, keys: folders of checkpoints, and whose
    signatures count. Raises psycopg's errors where the database does not answer.
    """

    folder: Path
    addresses: Mapping[str, str]
    environment: Mapping[str, str]
    now: dt.datetime
    sinks: Sequence[Path] = ()
    keys: Sequence[VerifyKey] = ()
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @cached_property
    def owner(self) -> psycopg.Connection:
        """Who owns the tables."""
        return self._open.enter_context(psycopg.connect(self.addresses[OWNER], autocommit=True))

    @cached_property
    def verifier(self) -> psycopg.Connection:
        """Who reads the audit log."""
        return self._open.enter_context(psycopg.connect(self.addresses[VERIFIER], autocommit=True))

    @cached_property
    def log(self) -> Report | None:
        """What the verifier of the log says; None where no checkpoints are named."""
        return verify_database(self.addresses[VERIFIER], self.sinks, self.keys) if self.sinks else None

    def asked(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """The rows of a query, as the owner sees them."""
        return self.owner.execute(query, given).fetchall()

    def read_in_log(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """The rows of a query, as the verifier sees them."""
        return self.verifier.execute(query, given).fetchall()
