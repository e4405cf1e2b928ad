"""Complaints and conduct matters."""

from upstander.records.columns import SPECIAL, choice, identifier, instant, text
from upstander.records.feed import Feed, Keep, Volume

complaints = Feed(
    name="complaints",
    title="Complaints and conduct matters",
    meaning="What was complained of or recorded about a member of staff.",
    columns=(
        identifier("complaint_id", "the record"),
        identifier("staff_id", "who it is about"),
        identifier("nominal_id", "who complained or was affected, where known", nullable=True, sensitivity=SPECIAL),
        instant("received_at", "received"),
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
        choice(
            "category",
            "what it is about",
            "abuse_of_position_sexual",
            "sexual_conduct_colleague",
            "discreditable_conduct",
            "system_misuse",
            "disclosure",
            "incivility",
            "use_of_force",
            "neglect_of_duty",
            "other",
        ),
        text("summary", "in a few words", nullable=True, sensitivity=SPECIAL),
    ),
    key=("complaint_id",),
    keep=Keep(
        months=120, authority="Police (Complaints and Misconduct) Regulations 2020: complaint and conduct records"
    ),
    volume=Volume(least=0, most=10),
    known_at="received_at",
)
