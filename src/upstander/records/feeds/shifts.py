"""Shifts."""

from upstander.records.columns import PERSONAL, choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

shifts = Feed(
    name="shifts",
    title="Shifts",
    meaning="When staff were on duty, in training or away. On duty = inside a duty or overtime shift.",
    columns=(
        identifier("staff_id", "the member of staff"),
        instant("start_at", "start"),
        instant("end_at", "end"),
        choice("kind", "what the time was for", "duty", "overtime", "training", "leave", "sick", sensitivity=PERSONAL),
    ),
    key=("staff_id", "start_at", "kind"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=20, most=400),
    time="start_at",
    revisable=True,
)
