"""People who read and answer what is taught here, through the doors that everybody uses."""

from typing import Any

MODULE = "abuse_of_position"


def read(account: Any, module: str = MODULE, pages: int | None = None) -> None:
    """Somebody who opened the pages of a module, or the first of them."""
    from upstander.workforce import training_actions as actions  # noqa: PLC0415 - Django is set up by the first test
    from upstander.workforce.attempts import held_modules  # noqa: PLC0415

    found = held_modules()[module]
    for number in range(1, (pages or len(found.pages)) + 1):
        actions.read_page(module=found, page=number, by=account)


def begun(account: Any, module: str = MODULE) -> Any:
    """A sitting that somebody has not sent."""
    from upstander.workforce import training_actions as actions  # noqa: PLC0415 - as above
    from upstander.workforce.attempts import held_modules  # noqa: PLC0415

    read(account, module)
    return actions.begin(module=held_modules()[module], by=account)


def answered(account: Any, module: str = MODULE, wrong: int = 0) -> Any:
    """An attempt in which so many questions, the first ones, were answered wrongly."""
    from upstander.workforce import training_actions as actions  # noqa: PLC0415 - as above
    from upstander.workforce.attempts import held_modules  # noqa: PLC0415

    sitting = begun(account, module)
    actions.answer(sitting=sitting, places=places(sitting, wrong), by=account)
    return actions.send(module=held_modules()[module], sitting=sitting, by=account)


def in_training(account: Any) -> dict[str, Any]:
    """Somebody who sent one sitting and began another: the ids that addresses are made of."""
    return {"module": MODULE, "attempt": answered(account, wrong=1).pk, "sitting": begun(account).pk}


def places(sitting: Any, wrong: int = 0) -> dict[str, int]:
    """Where the right choice of each question of a sitting stands, but for the first ones, of which a wrong one."""
    from upstander.workforce.attempts import held_modules  # noqa: PLC0415 - as above

    module, told = held_modules()[sitting.module], {}
    for number, drawn in enumerate(sitting.drawn()):
        right = drawn.order.index(module.question(drawn.question).right) + 1
        told[drawn.question] = right % len(drawn.order) + 1 if number < wrong else right
    return told


def as_form(sitting: Any, wrong: int = 0) -> dict[str, str]:
    """The same as a form sends it."""
    told = places(sitting, wrong)
    return {f"q{number}": str(told[drawn.question]) for number, drawn in enumerate(sitting.drawn(), 1)}
