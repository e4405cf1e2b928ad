"""Declarations."""

from upstander.records.columns import PERSONAL, SPECIAL, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

declarations = Feed(
    name="declarations",
    title="Declarations",
    meaning="What staff have told the force: an approach, a conflict of interest, somebody they know.",
    columns=(
        identifier("staff_id", "the member of staff"),
        choice(
            "kind",
            "what is declared",
            "contact_from_public",
            "conflict_of_interest",
            "known_nominal",
            "gift",
            "secondary_employment",
            "social_media",
            "youth_scheme",
        ),
        identifier("nominal_id", "whom it concerns, where known", nullable=True, sensitivity=PERSONAL),
        text("other_party", "whom it concerns, in words", nullable=True),
        instant("declared_at", "when"),
        text("text", "what was said", nullable=True, sensitivity=SPECIAL),
    ),
    key=("staff_id", "kind", "declared_at", "nominal_id"),
    keep=Keep(
        months=84, authority="Police (Conduct) and workforce records: NPCC retention schedule, employment records"
    ),
    volume=Volume(least=0, most=10),
    known_at="declared_at",
)
