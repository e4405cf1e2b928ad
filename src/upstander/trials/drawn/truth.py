"""What is true of a force in a trial, and whom any reader of its records could have found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

DAY = 86_400_000_000  # microseconds

# A subject is traceable when what they did wrong left at least five records on at least three days in the feeds that
# the force hands over. Fewer could not be told from one mistaken look-up and its repeat. The generator alone decides
# it, from what it wrote, before any scan; records that the subject made as cover do not count.
LEAST_RECORDS = 5
LEAST_DAYS = 3


@dataclass(frozen=True)
class Trace:
    """One record that an act left. `during_work`: the force's ordinary records hold open work of this pair then."""

    feed: str
    at: int
    nominal_id: str
    during_work: bool


@dataclass(frozen=True)
class Person:
    """A member of staff of whom the trial knows what is true.

    `kind`: "offender", or which look-alike. `choices`: how they were drawn. `acts`: everything done, seen or not.
    """

    staff_id: str
    kind: str
    choices: dict[str, object]
    affected: tuple[str, ...]
    began_at: int | None
    force_knew_at: int | None = None
    acts: int = 0
    traces: tuple[Trace, ...] = field(default=())

    @property
    def offends(self) -> bool:
        """Whether this is somebody to be found."""
        return self.kind == "offender"


def traceable(traces: Sequence[Trace], feeds: Collection[str]) -> bool:
    """Whether a subject left enough in these feeds to be told from a mistake."""
    left = [trace for trace in traces if trace.feed in feeds]
    return len(left) >= LEAST_RECORDS and len({trace.at // DAY for trace in left}) >= LEAST_DAYS
