"""Contacts in custody."""

from upstander.records.columns import PERSONAL, choice, identifier, instant
from upstander.records.feed import Feed, Keep, Volume

custody_contacts = Feed(
    name="custody_contacts",
    title="Contacts in custody",
    meaning="Every contact between staff and a detainee that custody writes down or its cameras time.",
    columns=(
        identifier("custody_id", "the period of detention"),
        identifier("nominal_id", "the member of the public", sensitivity=PERSONAL),
        identifier("staff_id", "the member of staff"),
        choice(
            "kind",
            "what it was for",
            "booking_in",
            "cell_check",
            "drug_test",
            "interview",
            "meal",
            "escort",
            "medical",
            "release",
        ),
        instant("start_at", "from"),
        instant("end_at", "to"),
    ),
    key=("custody_id", "staff_id", "kind", "start_at"),
    keep=Keep(months=84, authority="Police and Criminal Evidence Act 1984 Code C: custody records"),
    volume=Volume(least=0, most=3000),
    time="start_at",
)
