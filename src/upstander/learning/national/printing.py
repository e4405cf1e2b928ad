"""The national picture as a tagged PDF: for each table its bars, and beside each bar the numbers that it shows."""

import datetime as dt
from pathlib import Path

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf
from upstander.learning.national.picture import Picture, Table

TEMPLATE = Path(__file__).with_name("picture.typ")


def as_pdf(picture: Picture, day: dt.date) -> bytes:
    """A picture as the bytes of a tagged PDF/UA-1, made on a day. The same picture and day give the same bytes."""
    given = {
        "title": f"National picture of {picture.first_day:%-d %B %Y} to {picture.last_day:%-d %B %Y}",
        "forces": picture.forces,
        "day": [day.year, day.month, day.day],
        "dated": f"{day:%-d %B %Y}",
        "people": f"{picture.staff[0]:,} to {picture.staff[1]:,}" if picture.staff else "",
        "unsaid": picture.unsaid,
        "tables": [_as_data(one) for one in picture.tables],
    }
    return as_tagged_pdf(TEMPLATE, "picture", all_printable(given), dt.datetime.combine(day, dt.time(), dt.UTC))


def _as_data(table: Table) -> dict[str, object]:
    longest = max((line.most for line in table.lines), default=1)
    return {
        "title": table.title,
        "counts": table.counts,
        "forces": table.forces,
        "folded": table.folded,
        "rated": any(line.rate for line in table.lines),
        "lines": [
            {"what": line.what, "said": f"{line.least:,} to {line.most:,}", "forces": line.forces,
             "rate": f"{line.rate[0]:.2f} to {line.rate[1]:.2f}" if line.rate else "",
             "least": 100 * line.least / longest, "most": 100 * line.most / longest}
            for line in table.lines
        ],
    }  # fmt: skip
