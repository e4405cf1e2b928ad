"""What people declared here, and talks that were held here, as feeds for the next scan (casework.records_back).

What was told counts from the moment at which it was written here, never from the day that its writer gives, and
explains no more than their own word does (contacts.purposes.declared_approach). Several declarations of one kind about
one person on one day are one: otherwise each would stand for a day of contact
(signs.declaration_missing_or_contradicted). A new partner, and somebody close, go back as people close to staff, which
explains nothing and is what the unit looks up.

Of an integrity health check it goes back that it was written, who held it and whether something was talked through; no
word of it. How long it took is not known here, and nothing says so.

Run by whoever owns the tables, with the keys. Of what people wrote, names and numbers of people close to staff alone
leave the desk.
"""

from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

from upstander.records.telephone import normalise
from upstander.workforce.models import Declaration, DeclarationKind, HealthCheck
from upstander.workforce.phones import known_by_number

TOLD = {
    DeclarationKind.APPROACH: "contact_from_public",
    DeclarationKind.OWN_DEVICE: "contact_from_public",
    DeclarationKind.KNOWN: "known_nominal",
    DeclarationKind.WORKPLACE: "conflict_of_interest",
    DeclarationKind.INTEREST: "secondary_employment",
    DeclarationKind.GIFT: "gift",
}
CLOSE = {DeclarationKind.PARTNER: "partner", DeclarationKind.ASSOCIATION: "other"}
REGION = "GB"
Row = dict[str, str]


def feeds(store: Path | None = None) -> dict[str, list[Row]]:
    """The feeds of what people declared, declarations and associations, and of the health checks that were held.

    `store`: the force's records, by which whom a declaration names is known by telephone number, where nobody who
    decides gave their number in the records. Raises what opening a store raises.
    """
    held = list(Declaration.objects.order_by("at", "id").prefetch_related("people"))
    numbers = {one.pk: number for one in held if (number := _number(one))}
    known = known_by_number(store, set(numbers.values())) if store else {}
    first: dict[tuple[str, ...], Row] = {}
    for one in held:
        if one.kind in TOLD:
            row = _declared(one, known.get(numbers.get(one.pk, ""), ""))
            day = str(timezone.localdate(one.at))
            first.setdefault((row["staff_id"], row["kind"], row["nominal_id"], day), row)
    return {
        "declarations": list(first.values()),
        "associations": list(_close(held)),
        "health_checks": [_talked(one) for one in HealthCheck.objects.order_by("at", "id")],
    }


def _declared(one: Declaration, by_number: str) -> Row:
    person = next(reversed(one.people.all()), None)
    return {
        "staff_id": one.staff_id,
        "kind": TOLD[DeclarationKind(one.kind)],
        "nominal_id": person.nominal_id if person else by_number,
        "declared_at": one.at.isoformat(),
    }


def _talked(one: HealthCheck) -> Row:
    """A check, complete when it was written: the day of the talk is the word of who held it."""
    return {
        "staff_id": one.staff_id,
        "supervisor_id": one.supervisor_id,
        "completed_at": one.at.isoformat(),
        "discussed": "yes" if one.talked_through else "no",
    }


def _close(held: list[Declaration]) -> Iterator[Row]:
    for one in held:
        if one.kind in CLOSE:
            yield {
                "staff_id": one.staff_id,
                "kind": CLOSE[DeclarationKind(one.kind)],
                "name": one.who,
                "number": _number(one),
                "declared_at": one.at.isoformat(),
            }


def _number(one: Declaration) -> str:
    """The telephone number that was declared, as the records write it; nothing where it is none."""
    number, _why_not = normalise(one.number, REGION) if one.number else (None, None)
    return number or ""
