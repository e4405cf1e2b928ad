"""A lead told in a terminal: the paragraph first, then all that stands behind it. Meaning never rests on colour."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from upstander.contacts.ledger import Answer
from upstander.leads.telling.chronology import chronology, tally_words
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.force_time import day_text, said
from upstander.leads.telling.lead import LeadInFull
from upstander.leads.telling.parts import Strand
from upstander.leads.telling.printable import on_screen
from upstander.leads.telling.wording import (
    A_LEAD_IS_A_QUESTION,
    affected_words,
    chance_words,
    expected_false_words,
    expected_words,
    standing_words,
    subject_words,
    tested_words,
    weight_words,
)

INDENT = 2
UNEXPLAINED = "!! "  # marks what nothing explains, with colour or without
NOTHING_SAID = "The scan named nothing here."


def tell(lead: LeadInFull, evidence: Sequence[EvidenceRow], console: Console) -> None:
    """Writes one lead in full to a console. Text from records is shown as it stands, never read as markup."""
    console.print(Text(on_screen(f"{lead.marking}   Lead {lead.lead_id}"), style="bold"))
    _paragraph(console, lead.summary or NOTHING_SAID)
    _paragraph(console, A_LEAD_IS_A_QUESTION)
    _facts(console, lead)
    _heading(console, "What raised it")
    for number, strand in enumerate(lead.strands, start=1):
        _strand(console, number, strand, lead.zone)
    _heading(console, "Innocent explanations tested, and what that showed")
    _points(console, [tested_words(tested) for tested in lead.tested])
    _heading(console, "Innocent explanations for a person to test")
    _points(console, lead.innocent)
    _heading(console, "What is missing")
    _points(console, [*lead.missing, *_not_assessed(lead)])
    _heading(console, "What would change it")
    _points(console, lead.would_change_it)
    _timeline(console, lead)
    _evidence(console, evidence)


def _facts(console: Console, lead: LeadInFull) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    facts = (
        ("Subject", subject_words(lead)),
        ("Affected", affected_words(lead)),
        ("Standing", standing_words(lead)),
        ("First raised", day_text(lead.first_raised_on)),
        ("Known up to", day_text(lead.report.get("as_of"))),
        ("If innocent", f"{chance_words(lead.chance_innocent)} {expected_false_words(lead)}".strip()),
    )
    for name, fact in facts:
        table.add_row(name, _text(fact))
    console.print()
    console.print(table)


def _strand(console: Console, number: int, strand: Strand, zone: str) -> None:
    console.print()
    console.print(Text(on_screen(f"{number}. {strand.title}"), style="bold"))
    if strand.asks:
        _paragraph(console, strand.asks, space=False)
    _paragraph(console, strand.explanation, space=False)
    peers = f", against {strand.peers}" if strand.peers else ""
    _paragraph(console, f"In figures: {expected_words(strand)}{peers}.", space=False)
    if strand.first_at is not None:
        _paragraph(console, f"First {said(strand.first_at, zone)}; last {said(strand.last_at, zone)}.", space=False)
    if strand.advisory:
        _paragraph(console, f"Weight: {weight_words(strand)}.", space=False)
    for blind in strand.blind_spots:
        _paragraph(console, f"Cannot see: {blind}", space=False)


def _not_assessed(lead: LeadInFull) -> list[str]:
    """The signs that could not be assessed and are not already named among what this lead misses."""
    signs = [(sign.get("title") or sign["sign_id"], sign) for sign in lead.report.get("signs_not_assessed", ())]
    new = [(title, sign) for title, sign in signs if not any(title in missing for missing in lead.missing)]
    return [f"Not assessed: {title}: {sign.get('because', '')}" for title, sign in new]


def _timeline(console: Console, lead: LeadInFull) -> None:
    _heading(console, "Timeline")
    if not lead.contacts:
        _paragraph(console, "No contact of this pair is on record.")
        return
    marked = any(contact.answer == Answer.UNEXPLAINED for contact in lead.contacts)
    _paragraph(console, tally_words(lead) + (f" Those are marked {UNEXPLAINED.strip()}." if marked else ""))
    table = _table(("When", 25), ("Contact", None), ("Purpose on record", None))
    for line in chronology(lead):
        nothing = line.answer == Answer.UNEXPLAINED
        purpose = f"{UNEXPLAINED if nothing else ''}{line.purpose}"
        table.add_row(_text(line.when), _text(line.what), _text(purpose), style="bold" if nothing else "")
    console.print(table)


def _evidence(console: Console, evidence: Sequence[EvidenceRow]) -> None:
    _heading(console, "Evidence")
    table = _table(("When", 15), ("What the record says", None), ("Feed and key", 24), ("Strand", 6))
    for row in evidence:
        key = f"{row.feed} {row.record_id}"
        table.add_row(_text(row.when), _text(row.words), _text(key), ", ".join(map(str, row.strands)))
    console.print(table)


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for name, width in columns:
        table.add_column(name, width=width, overflow="fold")
    return table


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words.upper(), style="bold"))


def _paragraph(console: Console, words: str, *, space: bool = True) -> None:
    if space:
        console.print()
    console.print(Padding(_text(words), (0, 0, 0, INDENT)))


def _points(console: Console, points: Iterable[str]) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    for point in list(points) or [NOTHING_SAID]:
        table.add_row("  -", _text(point))
    console.print(table)


def _text(words: str) -> Text:
    return Text(on_screen(words), overflow="fold")
