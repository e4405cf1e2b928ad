"""What is unsafe about a desk: each check is one function of a file here, and is found by looking.

A check is given the desk (`desk.Desk`) and yields what is unsafe. What it cannot ask is told as not assessed, and
counts as unsafe.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping

import psycopg

from upstander.website.checks.desk import Desk, Unsafe

Check = Callable[[Desk], Iterator[Unsafe]]


def all_checks() -> Mapping[str, Check]:
    """Every check by its name: the public functions of the files here that take a desk."""
    modules = [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]
    return {
        name: function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and list(inspect.signature(function).parameters) == ["desk"]
    }


def unsafe(desk: Desk) -> Iterator[Unsafe]:
    """Everything unsafe, check by check."""
    for name, check in all_checks().items():
        try:
            yield from check(desk)
        except (psycopg.Error, OSError) as error:
            what = f"not assessed: {name.replace('_', ' ')}"
            told = str(error).strip().splitlines()
            yield Unsafe(
                what, f"It could not be asked ({told[0] if told else error!r}).", "Mend that, and check again."
            )
