"""What tests of contacts may ask for: the ledger of some drawn records, as rows."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.drawing import instant
from upstander.contacts.join_up import join_up

AS_OF = instant("2025-06-01")


@pytest.fixture
def ledger(drawn, engine) -> Callable[..., list[tuple[Any, ...]]]:
    """The named columns of every contact of some drawn records, as known on 1 June 2025, in order of record and person."""

    def of(drawings, *columns, kind=None, places=None, as_of=AS_OF):
        contacts = join_up(drawn(drawings, places), engine, as_of).contacts
        if kind is not None:
            contacts = contacts.filter(contacts.kind == kind)
        rows = engine.rows(contacts.order_by("at", "record_id", "staff_id", "nominal_id")).select(columns)
        return rows.to_series().to_list() if len(columns) == 1 else rows.rows()

    return of
