"""Look-ups of records."""

from upstander.records.columns import PERSONAL, ROUTINE, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

accesses = Feed(
    name="accesses",
    title="Look-ups of records",
    meaning="Every time somebody searched or opened a record in a force system.",
    columns=(
        identifier("access_id", "the look-up"),
        identifier("staff_id", "the member of staff"),
        instant("at", "when"),
        text("system", "which system", sensitivity=ROUTINE),
        choice("action", "what was done", "search", "view", "edit", "print", "export"),
        identifier("nominal_id", "the member of the public, where known", nullable=True, sensitivity=PERSONAL),
        identifier("incident_id", "the incident, where one is named", nullable=True),
        text("search_text", "what was typed", nullable=True),
        text("reason", "the reason given", nullable=True),
    ),
    key=("access_id",),
    keep=Keep(months=72, authority="Data Protection Act 2018 section 62: logs of access to records"),
    volume=Volume(least=100, most=20000),
    time="at",
    sort=("staff_id", "nominal_id", "at"),
)
