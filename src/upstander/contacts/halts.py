"""How long a stop must be to be more than a halt on patrol, by the force's own stops."""

import ibis.expr.types as ir
from ibis import _


def longer_than_halts(visits: ir.Table, staff_stops: ir.Table, share: float) -> ir.Table:
    """Adds `is_long`: whether the visit lasted longer than that share of the stops of the force that had no task.

    A halt like the others' is near somebody's home by chance, nearly always. True where there are no such stops.
    """
    usual = staff_stops.filter(_.task_incident_id.isnull()).agg(usual=(_.end_at - _.start_at).quantile(share))
    both = visits.cross_join(usual)
    return both.mutate(is_long=(both.end_at - both["at"] >= both.usual).fill_null(True)).drop("usual")
