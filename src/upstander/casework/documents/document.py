"""A document as plain data, and as an accessible PDF made of it by Typst, in which no word can run as code."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.typesetting import as_tagged_pdf

TEMPLATE = Path(__file__).with_name("document.typ")
MARKING = "OFFICIAL-SENSITIVE"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the day of files in the data pack, so that the same words give the same bytes


@dataclass(frozen=True)
class Table:
    """A table of texts, with a title."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; where there is nothing, `otherwise` says so."""

    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[Table] = ()
    otherwise: str = ""


@dataclass(frozen=True)
class Document:
    """What a document says. `made_at` is an instant with its zone; `copy` tells this copy from any other."""

    title: str
    about: str
    made_by: str
    made_at: dt.datetime
    made_for: str
    copy: str
    sections: Sequence[Section]
    marking: str = field(default=MARKING)

    def data(self) -> dict[str, Any]:
        """The document as data that JSON can hold."""
        return asdict(self) | {"made_at": self.made_at.isoformat()}


def as_json(document: Document) -> bytes:
    """The document as JSON, for a machine."""
    return json.dumps(document.data(), ensure_ascii=False, indent=1).encode()


def as_pdf(document: Document) -> bytes:
    """The document as the bytes of a tagged PDF/UA-1. The same document gives the same bytes."""
    shown = all_printable(document)
    given = shown.data() | {"day": [shown.made_at.year, shown.made_at.month, shown.made_at.day]}
    given["made_at"] = f"{shown.made_at:%d %B %Y, %H:%M}"
    return as_tagged_pdf(TEMPLATE, "document", given, shown.made_at)


def as_pack(document: Document, name: str) -> bytes:
    """The PDF and the data in one archive, with the SHA-256 of each."""
    return packed({f"{name}.pdf": as_pdf(document), f"{name}.json": as_json(document)})


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, with the SHA-256 of each. The same files give the same bytes."""
    sums = "".join(f"{hashlib.sha256(held).hexdigest()}  {file}\n" for file, held in files.items())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, held in {**files, "SHA256SUMS": sums.encode()}.items():
            archive.writestr(zipfile.ZipInfo(file, LONG_AGO), held)
    return packed.getvalue()
