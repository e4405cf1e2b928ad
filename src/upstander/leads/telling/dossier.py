"""A lead as a document that can be handed on: a tagged PDF/UA-1, made by Typst from data that can never run as code."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import typst

from upstander.contacts.ledger import Answer
from upstander.leads.telling.chronology import chronology
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.figure import FONTS, Part
from upstander.leads.telling.force_time import EPOCH, day_text, said
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.map_drawing import letter
from upstander.leads.telling.network import network
from upstander.leads.telling.parts import Strand
from upstander.leads.telling.place_map import place_map
from upstander.leads.telling.printable import all_printable
from upstander.leads.telling.readings import Reading
from upstander.leads.telling.record_words import plain
from upstander.leads.telling.timeline import timeline
from upstander.leads.telling.wording import (
    A_LEAD_IS_A_QUESTION,
    affected_words,
    chance_words,
    counted,
    expected_false_words,
    number_words,
    standing_words,
    subject_words,
    weight_words,
)

TEMPLATE = Path(__file__).with_name("dossier.typ")
SYMBOLS = {Answer.UNEXPLAINED: "◆", Answer.SELF_EXPLAINED: "□", Answer.EXPLAINED: "○", Answer.CANNOT_ASSESS: "◌"}
METHOD = (
    "Every contact between the member of staff and the member of the public was set against the reasons for contact "
    "that the force's own records give: work somebody else recorded explains a contact, work that only the subject "
    "recorded explains it weakly. What is left was counted for each sign and set against what people in like work do. "
    "The evidence table is read back from the records themselves when this document is made. Nobody was scored by "
    "anything but the records listed here, and a person decides what, if anything, follows."
)


def dossier_pdf(lead: LeadInFull, evidence: Sequence[EvidenceRow], made: Reading) -> bytes:
    """The dossier as the bytes of an accessible PDF. The same lead, evidence and making give the same bytes."""
    pdf: bytes = _compiled(lead, evidence, made, "pdf")
    return pdf


def dossier_pages(lead: LeadInFull, evidence: Sequence[EvidenceRow], made: Reading) -> list[bytes]:
    """The pages of the dossier as PNG images, to be looked at."""
    pages = _compiled(lead, evidence, made, "png")
    return pages if isinstance(pages, list) else [pages]


def _compiled(lead: LeadInFull, evidence: Sequence[EvidenceRow], made: Reading, form: Literal["pdf", "png"]) -> Any:
    # Before anything is measured or drawn: a figure must be laid out with the characters that it will show.
    data = contents(all_printable(lead), all_printable(tuple(evidence)), all_printable(made))
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format=form,
        ppi=90,
        sys_inputs={"dossier": json.dumps(data)},
        pdf_standards=["ua-1"] if form == "pdf" else [],
        timestamp=made.at.astimezone(dt.UTC),
    )


def contents(lead: LeadInFull, evidence: Sequence[EvidenceRow], made: Reading) -> dict[str, Any]:
    """All that the dossier says, as plain data for the template."""
    return {
        "lead_id": lead.lead_id,
        "marking": lead.marking,
        "made_on": [made.at.year, made.at.month, made.at.day],
        "question": A_LEAD_IS_A_QUESTION,
        "facts": _facts(lead, made),
        "summary": lead.summary,
        "chance": [text for text in (chance_words(lead.chance_innocent), expected_false_words(lead)) if text],
        "strands": [_strand(strand, lead.zone) for strand in lead.strands],
        "tested": [[tested.explanation, tested.shown] for tested in lead.tested],
        "innocent": list(lead.innocent),
        "missing": list(lead.missing),
        "would_change_it": list(lead.would_change_it),
        "timeline": _part(timeline(lead)),
        "work": _work(lead),
        "chronology": [[line.when, line.what, _purpose(line.answer, line.purpose)] for line in chronology(lead)],
        "map": _part(place_map(lead, evidence)),
        "addresses": _addresses(lead),
        "network": _part(network(lead)),
        "evidence_words": _evidence_words(evidence),
        "evidence": [_evidence(number, row) for number, row in enumerate(evidence, start=1)],
        **_scan(lead),
    }


def _facts(lead: LeadInFull, made: Reading) -> list[list[str]]:
    at = round((made.at - EPOCH) / dt.timedelta(microseconds=1))
    return [
        ["Subject", subject_words(lead)],
        ["Affected person", affected_words(lead)],
        ["Standing", standing_words(lead)],
        ["First raised", f"{day_text(lead.first_raised_on)}: the first day whose records would have raised it"],
        ["Records known up to", day_text(lead.report.get("as_of"))],
        ["This copy", f"made {said(at, lead.zone)} by {made.by}, for: {made.purpose}"],
    ]


def _strand(strand: Strand, zone: str) -> dict[str, Any]:
    times = strand.at_least_times
    at_least = "not known" if times is None else f"{number_words(times)} times what was expected"
    when = f"{said(strand.first_at, zone)} to {said(strand.last_at, zone)}"
    facts = [
        ["Seen", number_words(strand.seen)],
        ["Expected", number_words(strand.expected)],
        ["At least", at_least],
        ["Compared with", strand.peers or "not said"],
        ["First and last", when if strand.first_at is not None else "not known"],
        ["Weight", weight_words(strand)],
        ["Cannot see", " ".join(strand.blind_spots) or "not said"],
    ]
    source = {name: strand.source.get(name) or "" for name in ("document", "place", "quote")}
    told = {"title": strand.title, "asks": strand.asks or "", "explanation": strand.explanation}
    return {**told, "facts": facts, "source": source}


def _part(part: Part) -> dict[str, Any]:
    return dataclasses.asdict(part)


def _purpose(answer: str, words: str) -> dict[str, Any]:
    symbol = SYMBOLS.get(Answer(answer), "◌")
    return {"words": f"{symbol} {words}", "strong": answer == Answer.UNEXPLAINED}


def _work(lead: LeadInFull) -> list[list[str]]:
    return [
        [
            said(purpose.from_at, lead.zone),
            "still open" if purpose.ended_at is None else said(purpose.ended_at, lead.zone),
            plain(purpose.purpose).capitalize() + (f", {purpose.incident_id}" if purpose.incident_id else ""),
            lead.names.get(purpose.author_id, purpose.author_id) if purpose.author_id else "a system",
        ]
        for purpose in lead.purposes
    ]


def _addresses(lead: LeadInFull) -> list[list[str]]:
    return [[letter(n), a.label, f"{a.lat:.5f}, {a.lon:.5f}"] for n, a in enumerate(lead.addresses)]


def _evidence(number: int, row: EvidenceRow) -> list[str]:
    strands = ", ".join(map(str, row.strands)) or "–"
    return [str(number), row.when, row.words, row.feed.replace("_", " "), row.record_id, strands]


def _evidence_words(evidence: Sequence[EvidenceRow]) -> str:
    lost = sum(not row.found for row in evidence)
    told = f"{counted(len(evidence), 'record')} raised this lead, each with its key in the store."
    return f"{told} {lost:,} of them could not be read back." if lost else f"{told} All were read back."


def _scan(lead: LeadInFull) -> dict[str, Any]:
    report = lead.report
    signs = [
        (s.get("title") or s.get("sign_id", ""), s.get("because", "")) for s in report.get("signs_not_assessed", ())
    ]
    return {
        "not_assessed": [list(sign) for sign in signs],
        "feeds_missing": [feed.replace("_", " ") for feed in report.get("feeds_missing", ())],
        "records_read": [[k.replace("_", " "), f"{n:,}"] for k, n in sorted(report.get("records_read", {}).items())],
        "method": METHOD,
        "expected_false_note": report.get("expected_false_note") or "",
        "settings": _flat(report.get("settings", {})),
        "versions": _flat(report.get("versions", {})),
        "fingerprints": [[name, digest] for name, digest in lead.fingerprints.items()],
    }


def _flat(settings: Mapping[str, Any], before: str = "") -> list[list[str]]:
    rows: list[list[str]] = []
    for name, value in sorted(settings.items()):
        if isinstance(value, Mapping):
            rows += _flat(value, f"{before}{name}, ")
        else:
            told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            rows.append([f"{before}{name}".replace("_", " "), told])
    return rows
