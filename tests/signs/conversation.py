"""A conversation drawn as lines, for the signs that read words: who said what to whom, beside what the ledger knows.

    out | 2025-03-01 10:00 | Ms A | Your crime number is on its way X

`out` is what PC 12 wrote, `in` what they were sent. Ms A and Ms B are people PC 12 met through work; any other name is
somebody the ledger does not know. To ordinary people enough was written for a habit to be told.
"""

from collections.abc import Iterable

PEOPLE = ("Ms A", "Ms B")
OTHERS = 12  # other people PC 12 writes to, so that a habit can be told


def conversation(
    *lines: str,
    others: str = "Thank you, noted.",
    count: int = OTHERS,
    staff_name: str = "Sam Jones",
    work: str = "2025-01-01",
) -> dict[str, str]:
    """Drawings of staff, messages and contacts for the fixture `observed`."""
    said = [[cell.strip() for cell in line.split("|", 3)] for line in lines]
    said += [["out", f"2025-02-01 {9 + n % 8:02}:{n % 60:02}", f"other {n}", others] for n in range(count)]
    messages = (f"M{n} | PC 12 | {way} | {who} | {at} | {text}" for n, (way, at, who, text) in enumerate(said))
    known = (
        f"PC 12 | {who} | {who} | message | {way} | {at} | M{n} | {work}"
        for n, (way, at, who, _text) in enumerate(said)
        if who in PEOPLE
    )
    return {
        "staff": f"staff_id | name\nPC 12 | {staff_name}",
        "messages": _drawn("message_id | staff_id | direction | other_party | at | text", messages),
        "contacts": _drawn(
            "staff_id | nominal_id | other_party | kind | direction | at | record_id | work_began_at", known
        ),
    }


def _drawn(columns: str, rows: Iterable[str]) -> str:
    return "\n".join((columns, *rows))


def amounts(observed, sign, *lines: str, changed=None, **how) -> dict[str, float]:
    """What a sign observes in a conversation: the amount of each message, by its text's place in the lines."""
    rows = observed(sign, conversation(*lines, **how), **(changed or {}))
    assert {(row["staff_id"], row["feed"]) for row in rows} <= {("PC 12", "messages")}
    return {row["record_id"]: round(row["amount"], 6) for row in rows}
