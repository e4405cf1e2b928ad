"""People whose records look like a sign and who are innocent, all in one ordinary force: none may be raised."""

import importlib
import pkgutil

import pytest

from tests.trials import look_alikes
from tests.trials.telling import Told


def _all_told():
    modules = [
        importlib.import_module(f"{look_alikes.__name__}.{m.name}") for m in pkgutil.iter_modules(look_alikes.__path__)
    ]
    return [told for module in modules for told in vars(module).values() if isinstance(told, Told)]


TOLD = _all_told()


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.name)
def test_it_is_not_raised_as_a_lead_or_as_a_check(trials, told):
    planted, found = trials.of(*TOLD)
    ids = planted.ids[told.name]
    people = {told.person and ids[told.person], *(ids[other] for other in told.others), None}
    raised = {lead.pair for lead in found.leads}
    assert not raised & {(ids[told.subject], person) for person in people}
