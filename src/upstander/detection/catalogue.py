"""Finds the signs by looking in a folder: adding one edits nothing else."""

import importlib
import pkgutil
from types import ModuleType

from upstander.detection.sign import Sign


def find_signs(folder: ModuleType) -> tuple[Sign, ...]:
    """Every sign of a package, by name; the file `short_calls_one_way.py` defines `short_calls_one_way`."""
    names = [module.name for module in pkgutil.iter_modules(folder.__path__)]
    found: list[Sign] = [getattr(importlib.import_module(f"{folder.__name__}.{name}"), name) for name in names]
    return tuple(sorted(found, key=lambda sign: (sign.family, sign.name)))
