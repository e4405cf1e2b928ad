"""Finds the feeds by looking in the folder: adding one edits nothing else."""

import importlib
import pkgutil
from functools import cache
from types import MappingProxyType

from upstander.records import feeds as folder
from upstander.records.feed import Feed


@cache
def all_feeds() -> MappingProxyType[str, Feed]:
    """Every feed by its name; the file `feeds/accesses.py` defines `accesses`."""
    found = {}
    for module in pkgutil.iter_modules(folder.__path__):
        feed = getattr(importlib.import_module(f"{folder.__name__}.{module.name}"), module.name)
        found[feed.name] = feed
    return MappingProxyType(found)
