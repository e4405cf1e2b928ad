"""Intelligence about staff."""

from upstander.records.columns import ROUTINE, SPECIAL, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

intelligence = Feed(
    name="intelligence",
    title="Intelligence about staff",
    meaning="Intelligence reports that name, or may concern, a member of staff.",
    columns=(
        identifier("report_id", "the report"),
        instant("received_at", "received"),
        identifier("staff_id", "who it is about, where known", nullable=True),
        identifier("nominal_id", "who was affected, where known", nullable=True, sensitivity=SPECIAL),
        choice(
            "source",
            "where it came from",
            "public",
            "colleague",
            "supervisor",
            "partner_agency",
            "anonymous",
            "crimestoppers",
            "audit",
        ),
        text("grading", "3x5x2 grading", nullable=True, sensitivity=ROUTINE),
        text("text", "what it says", sensitivity=SPECIAL),
    ),
    key=("report_id",),
    keep=Keep(months=120, authority="Management of Police Information (MoPI) review periods"),
    volume=Volume(least=0, most=10),
    known_at="received_at",
)
