"""Reads again where matters stand, for the filter of their list: a day came, the rules changed, or it was never kept.

Run by the owner of the tables: when a scan is taken in, all of them; when a database is made ready, those never kept.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from upstander.casework.actions.entries import keep_standings, stood
from upstander.casework.models import Matter, MatterStanding
from upstander.casework.procedure.history import HistoryError

AT_ONCE = 500  # matters whose histories are held in memory together


def stand_again(*, all_of_them: bool) -> int:
    """Keeps where matters stand today; how many. One whose history no rule can read stays as it was kept."""
    matters = Matter.objects.all() if all_of_them else Matter.objects.filter(stood=None)
    read, kept = _read(matters.prefetch_related("entries").iterator(chunk_size=AT_ONCE)), 0
    while together := list(islice(read, AT_ONCE)):
        keep_standings(together)
        kept += len(together)
    return kept


def _read(matters: Iterable[Matter]) -> Iterator[MatterStanding]:
    for matter in matters:
        try:
            yield stood(matter)
        except HistoryError:
            continue
