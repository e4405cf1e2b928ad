"""An assessment of threats as a tagged PDF, with its figures as tables."""

import datetime as dt
from pathlib import Path
from typing import Any

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf
from upstander.learning.models import ThreatVersion
from upstander.learning.threats.sections import sections, source

TEMPLATE = Path(__file__).with_name("assessment.typ")


def as_pdf(version: ThreatVersion) -> bytes:
    """A version as the bytes of a tagged PDF/UA-1. The same version gives the same bytes."""
    made: dt.datetime = version.at
    day = made.date()
    given: dict[str, Any] = {
        "title": str(version.assessment),
        "state": _state(version),
        "day": [day.year, day.month, day.day],
        "dated": f"{day:%-d %B %Y}",
        "rests_on": f"{source()['document']}: “{source()['quote']}”; {source()['status']}",
        "sections": [
            {
                "title": section.title,
                "text": version.texts.get(section.name, ""),
                "figures": [version.figures[name] for name in section.figures if name in version.figures],
            }
            for section in sections()
        ],
    }
    return as_tagged_pdf(TEMPLATE, "assessment", all_printable(given), made)


def _state(version: ThreatVersion) -> str:
    adoption = getattr(version, "adoption", None)
    if adoption is None:
        return f"Draft, version {version.number}. It was not adopted."
    return f"Version {version.number}, adopted on {adoption.at:%-d %B %Y} by {adoption.by}"
