"""Instructions and promises."""

from upstander.records.columns import PERSONAL, SPECIAL, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

instructions = Feed(
    name="instructions",
    title="Instructions and promises",
    meaning="What a member of staff was told, and what the force promised to watch.",
    columns=(
        identifier("staff_id", "the member of staff"),
        identifier(
            "nominal_id", "whom it concerns; empty = everyone met through work", nullable=True, sensitivity=PERSONAL
        ),
        choice(
            "kind",
            "what it is",
            "no_contact",
            "notice_of_investigation",
            "restricted_duties",
            "monitoring",
            "condition",
        ),
        instant("given_at", "given"),
        instant("ends_at", "ends; empty = until lifted", nullable=True),
        text("text", "its words", nullable=True, sensitivity=SPECIAL),
    ),
    key=("staff_id", "kind", "given_at", "nominal_id"),
    keep=Keep(
        months=120, authority="Police (Complaints and Misconduct) Regulations 2020: complaint and conduct records"
    ),
    volume=Volume(least=0, most=5),
    known_at="given_at",
    revisable=True,
)
