"""Data set by a template of Typst, in which no word can run as code."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import typst

from upstander.leads.telling.figure import FONTS

ROOT = Path(__file__).parents[2]  # a template may take what is shared from another room, as "/leads/telling/paper.typ"


def as_tagged_pdf(template: Path, name: str, data: Any, at: dt.datetime) -> bytes:
    """The bytes of a tagged PDF/UA-1: `data` arrives in the template as JSON in `sys.inputs` under `name`.

    `at` is an instant with its zone. The same data and instant give the same bytes.
    """
    pdf: bytes = typst.compile(
        template,
        root=ROOT,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={name: json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=at.astimezone(dt.UTC).replace(microsecond=0),
    )
    return pdf
