"""People of a force that does not exist who read and answered what is taught here: to try the desk by."""

from collections.abc import Mapping

from upstander.access.models import Account, Role
from upstander.workforce import training_actions as training
from upstander.workforce.attempts import held_modules
from upstander.workforce.modules import Module

MODULE = "abuse_of_position"


def taught(by_role: Mapping[str, Account]) -> None:
    """One who understood it, one who did not, and one who has only read it."""
    module = held_modules()[MODULE]
    for role in (Role.CHIEF, Role.LIAISON, Role.AUDITOR):
        for page in range(1, len(module.pages) + 1):
            training.read_page(module=module, page=page, by=by_role[role])
    _answered(module, by_role[Role.CHIEF], rightly=True)
    _answered(module, by_role[Role.LIAISON], rightly=False)


def _answered(module: Module, by: Account, *, rightly: bool) -> None:
    """A sitting with every answer right, or every answer wrong."""
    sitting = training.begin(module=module, by=by)
    places = {}
    for drawn in sitting.drawn():
        right = module.question(drawn.question).right
        places[drawn.question] = next(place for place, one in enumerate(drawn.order, 1) if (one == right) == rightly)
    training.answer(sitting=sitting, places=places, by=by)
    training.send(module=module, sitting=sitting, by=by)
