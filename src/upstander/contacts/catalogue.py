"""Finds the purposes by looking in the folder: adding one edits nothing else. Lists the kinds of trace."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any

from upstander.contacts import purposes, traces
from upstander.contacts.purpose import Form, Purpose
from upstander.contacts.trace import Trace


@cache
def all_purposes() -> tuple[Purpose, ...]:
    """Every purpose, by name; the file `purposes/deployment.py` defines `deployment`."""
    return tuple(_found(purposes))


def purposes_of(form: Form) -> tuple[Purpose, ...]:
    """The purposes of one form."""
    return tuple(purpose for purpose in all_purposes() if purpose.form is form)


@cache
def all_traces() -> tuple[Trace, ...]:
    """Every kind of trace, by name; the file `traces/look_ups.py` defines `look_ups`."""
    return tuple(_found(traces))


def _found(folder: ModuleType) -> list[Any]:
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return [getattr(importlib.import_module(f"{folder.__name__}.{name}"), name) for name in names]
