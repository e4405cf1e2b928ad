"""People close to staff."""

from upstander.records.columns import PERSONAL, choice, date, identifier, instant, latitude, longitude, phone, text
from upstander.records.feed import Feed, Keep, Volume

associations = Feed(
    name="associations",
    title="People close to staff",
    meaning="Partners, relatives, friends and business contacts that staff have told the force of.",
    columns=(
        identifier("staff_id", "the member of staff"),
        choice("kind", "the tie", "partner", "relative", "friend", "business", "other"),
        text("name", "full name"),
        date("born_on", "date of birth", nullable=True, sensitivity=PERSONAL),
        phone("number", "telephone number", nullable=True),
        latitude(nullable=True),
        longitude(nullable=True),
        instant("declared_at", "when the force was told"),
    ),
    key=("staff_id", "kind", "name", "declared_at"),
    keep=Keep(months=120, authority="Police (Vetting) Regulations 2025; notifiable associations policy"),
    volume=Volume(least=0, most=10),
    known_at="declared_at",
)
