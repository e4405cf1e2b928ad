"""The desk: how a matter goes from the day it is known to its just end, by rules of law that are dated data.

This is its core, with no database and no web page: the rules (`rules/*.toml`, read into a `Law`), a matter's history of
events, and pure functions from the two and a day to where the matter stands, what may happen next, what is due, and
what stands in the way of closing it.
"""

from upstander.casework.procedure.asking import Refused, in_the_way, next_steps, record, refusals
from upstander.casework.procedure.clocks import Run, clock_runs
from upstander.casework.procedure.history import Event, HistoryError, Matter
from upstander.casework.procedure.law import Law, LawError
from upstander.casework.procedure.reading import load_law
from upstander.casework.procedure.standing import Standing, notices, regime, standing

__all__ = [
    "Event",
    "HistoryError",
    "Law",
    "LawError",
    "Matter",
    "Refused",
    "Run",
    "Standing",
    "clock_runs",
    "in_the_way",
    "load_law",
    "next_steps",
    "notices",
    "record",
    "refusals",
    "regime",
    "standing",
]
