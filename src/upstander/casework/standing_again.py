"""Reads again where matters stand, for the filter of their list: a day came, the rules changed, or it was never kept.

Run by the owner of the tables: when a scan is taken in, all of them; when a database is made ready, those never kept.
"""

from upstander.casework.actions.entries import keep_standing
from upstander.casework.models import Matter
from upstander.casework.procedure.history import HistoryError

AT_ONCE = 500  # matters whose histories are held in memory together


def stand_again(*, all_of_them: bool) -> int:
    """Keeps where matters stand today; how many. One whose history no rule can read stays as it was kept."""
    matters = Matter.objects.all() if all_of_them else Matter.objects.filter(stood=None)
    kept = 0
    for matter in matters.prefetch_related("entries").iterator(chunk_size=AT_ONCE):
        try:
            keep_standing(matter)
        except HistoryError:
            continue
        kept += 1
    return kept
