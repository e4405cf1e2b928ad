"""The dossier, read back as whoever receives it would: by eye, by screen reader, by a machine."""

import datetime as dt
import io
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.leads.telling.scans import case_10, contact, stop, strand, write_case_2, write_scan
from upstander.leads.telling.dossier import TEMPLATE, contents, dossier_pdf
from upstander.leads.telling.evidence import EvidenceRow
from upstander.leads.telling.figure import GREY, INK, PALE, WHITE
from upstander.leads.telling.lead import LeadInFull, read_lead
from upstander.leads.telling.readings import Reading

Rows = tuple[EvidenceRow, ...]
HOSTILE = (
    '#panic("ran") #{1 + 1} $x^2$ `raw` *b* _c_ <label> @ref \\ \\u{41} // c /* d */ #include "x" = H ]) '
    '"}{ \x1b[31m \u202eevil\u200b 😘 ' + "x" * 300
)


@pytest.fixture(scope="session")
def pdf(case_2_lead: LeadInFull, case_2_rows: Rows, asked: Reading) -> bytes:
    return dossier_pdf(case_2_lead, case_2_rows, asked)


@pytest.fixture(scope="session")
def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


@pytest.fixture(scope="session")
def text(read: PdfReader) -> str:
    return text_of(read)


@pytest.fixture
def made_of(tmp_path: Path, asked: Reading) -> Callable[..., PdfReader]:
    """The dossier of case 2 with parts of its telling changed and these rows of evidence."""

    def make(rows: Rows = (), **changed: Any) -> PdfReader:
        lead = read_lead(write_case_2(tmp_path, **changed), "L-2")
        return PdfReader(io.BytesIO(dossier_pdf(lead, rows, asked)))

    return make


def text_of(read: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def tags(node: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from tags(part, depth)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from tags(node.get("/K", []), depth + 1)


def tags_of(read: PdfReader) -> list[dict[str, Any]]:
    return list(tags(read.trailer["/Root"]["/StructTreeRoot"]))


def row(number: int, words: str) -> EvidenceRow:
    return EvidenceRow(number, "1 Mar 2025, 10:00 GMT", words, "messages", f"M{number}", (1,), found=True)


def test_it_is_a_tagged_pdf_ua_1_in_british_english_with_a_title(pdf: bytes, read: PdfReader) -> None:
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert read.metadata is not None
    assert read.metadata.title == "Dossier on lead L-2"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data().replace(b"\n", b"")


def test_the_title_of_the_file_names_nobody(read: PdfReader) -> None:
    told = " ".join(map(str, (read.metadata or {}).values()))
    assert "Rourke" not in told
    assert "Penhallow" not in told


def test_each_figure_has_words_that_stand_for_it(read: PdfReader) -> None:
    alts = [tag["/Alt"] for tag in tags_of(read) if tag["/S"] == "/Figure"]
    assert [alt.split(" ")[0] for alt in alts] == ["Chart", "Map,", "Network."]
    assert "calls: 4, of which 4 nothing explains" in alts[0]
    assert "Nothing on record explains 2 of the stops." in alts[1]


def test_headings_go_down_one_level_at_a_time(read: PdfReader) -> None:
    levels = [int(tag["/S"][2:]) for tag in tags_of(read) if tag["/S"] in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_table_has_a_header_that_a_screen_reader_finds(read: PdfReader) -> None:
    counts = Counter(tag["/S"] for tag in tags_of(read))
    assert counts["/Table"] == counts["/THead"] > 10


def test_it_says_what_a_lead_is_how_to_handle_it_and_which_page_this_is(read: PdfReader, text: str) -> None:
    assert "It is not a finding about a person" in text
    for number, page in enumerate(read.pages, start=1):
        told = page.extract_text()
        assert told.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(read.pages)}" in told


def test_a_force_may_set_its_own_handling_marking(tmp_path: Path, asked: Reading) -> None:
    scan = write_scan(
        tmp_path,
        {"L-10": case_10()},
        {"L-10": {"x": [("positions", "MDT5|5")]}},
        settings={"handling_marking": "OFFICIAL-SENSITIVE: PSD ONLY"},
    )
    text = text_of(PdfReader(io.BytesIO(dossier_pdf(read_lead(scan, "L-10"), (), asked))))
    assert "OFFICIAL-SENSITIVE: PSD ONLY" in text


@pytest.mark.parametrize(
    "words",
    [
        "went on calling Maris Penhallow after the burglary was charged",  # the paragraph
        "Of 100 leads as strong as this one, about 20 would be expected to have an innocent explanation.",
        "Strand 1: Short calls, all one way",
        "3.2 times what was expected",
        "212 community support officers",
        "Nobody else held V3 on those days.",  # what was tested
        "Calls that went to voicemail.",  # what a person is to test
        "No record of messages was given.",  # what is missing
        "A task to fit the burglary kit",  # what would change it
        "learning difficulty, isolated",
        "2 look-ups, on duty ○ Assignment, recorded by Wren Castellane",
        "30 Mar 2025, 02:30 BST",
        "60 m from A",
        "texted by the subject 9 times",
        "Call to +447700900123 on device M7, 3 s.",
        "Messages ending in kisses",  # what was not assessed
        "Feeds of which no record was given: messages.",
        "least, peers 30",  # settings
        "104,233",  # records read
        "“30 of these calls were less than five seconds”",  # the source's words
        "made 2 May 2025, 10:00 BST by j.doe, for: tasking meeting",
    ],
)
def test_it_tells_the_whole_lead(text: str, words: str) -> None:
    assert words in text


def test_it_shows_the_fingerprint_of_each_file_of_the_scan(text: str, case_2_lead: LeadInFull) -> None:
    assert all(digest in text.replace(" ", "") for digest in case_2_lead.fingerprints.values())


def test_the_same_lead_gives_the_same_bytes(
    pdf: bytes, case_2_lead: LeadInFull, case_2_rows: Rows, asked: Reading
) -> None:
    assert dossier_pdf(case_2_lead, case_2_rows, asked) == pdf


def test_text_from_records_is_shown_and_never_run(made_of: Callable[..., PdfReader]) -> None:
    everywhere = {
        "summary": HOSTILE,
        "subject": {"staff_id": HOSTILE, "name": HOSTILE, "role": HOSTILE, "team_id": HOSTILE},
        "affected": {"nominal_id": HOSTILE, "name": HOSTILE, "vulnerable": [HOSTILE]},
        "tested": [{"explanation": HOSTILE, "shown": HOSTILE}],
        "missing": [HOSTILE],
        "people": [{"id": HOSTILE, "name": HOSTILE, "kind": "public", "tie": HOSTILE}],
        "addresses": [{"label": HOSTILE, "lat": 53.7021, "lon": -1.5016}],
        "contacts": [contact("call", "2025-03-01", answer="explained", purpose=HOSTILE)],
    }
    text = text_of(made_of((row(1, HOSTILE),), **everywhere))
    assert text.count('#panic("ran") #{1 + 1} $x^2$ `raw` *b* _c_ <label> @ref \\ \\u{41} // c /* d */') >= 8
    assert "[right-to-left override]evil[zero width space]" in text


def test_nothing_is_pasted_into_the_template() -> None:
    assert "eval(" not in TEMPLATE.read_text()


def test_three_hundred_records_fill_pages_whose_header_is_repeated(made_of: Callable[..., PdfReader]) -> None:
    told = made_of(tuple(row(n, f"Text to +447700900123: “words number {n}”") for n in range(1, 301)))
    pages = [page.extract_text() for page in told.pages]
    with_evidence = [text for text in pages if "words number" in text]
    assert len(with_evidence) > 5
    assert all("What the record says" in text for text in with_evidence)
    assert "words number 300" in " ".join(pages)
    assert 10 < len(pages) < 30


@pytest.mark.parametrize("lines", [1, 4, 7, 10])
def test_what_a_strand_asks_and_what_it_shows_are_on_one_page(made_of: Callable[..., PdfReader], lines: int) -> None:
    """However the pages fall: a question at the foot of a page is read without its answer."""
    many = [strand(f"sign_{n}", f"Sign {n}", asks="Why so? " * lines * 4) for n in range(9)]
    pages = [" ".join(page.extract_text().split()) for page in made_of(strands=many).pages]
    for number in range(1, 10):
        page = next(page for page in pages if f"Strand {number}: Sign" in page)
        assert "What the records show" in page[page.index(f"Strand {number}: Sign") :]


def test_a_lead_about_the_subject_alone_with_nothing_else_is_told_in_words(made_of: Callable[..., PdfReader]) -> None:
    gone = {"contacts": [], "people": [], "addresses": [], "tested": [], "missing": [], "would_change_it": []}
    told = made_of(affected=None, chance_innocent=None, **gone)
    text = text_of(told)
    for words in (
        "Nobody named: this lead is about the member of staff alone",
        "The scan could not say how many leads like this one turn out to be innocent.",
        "No innocent explanation could be tested on the records",
        "The scan names nothing that is missing for this lead.",
        "No contact of this pair is on record, so there is no timeline to draw.",
        "No stop or visit of this lead has a place on record, so there is no map.",
        "Nobody but the subject is known to this lead, so there is no network to draw.",
    ):
        assert words in text
    assert not [tag for tag in tags_of(told) if tag["/S"] == "/Figure"]


def test_one_stop_and_no_address_still_makes_a_map(made_of: Callable[..., PdfReader]) -> None:
    told = made_of(contacts=[stop("2025-03-01 10:00", "2025-03-01 10:20", "V|1", 0)], addresses=[])
    assert "1 stop. No address of this lead is on record." in text_of(told)


def test_a_record_that_could_not_be_read_back_is_counted_as_such(case_2_lead: LeadInFull, asked: Reading) -> None:
    gone = EvidenceRow(None, "not known", "gone", "accesses", "A1", (1,), found=False)
    told = contents(case_2_lead, [row(1, "x"), gone], asked)["evidence_words"]
    assert told.endswith("1 of them could not be read back.")


def test_recorded_work_is_in_a_table_with_who_recorded_it(made_of: Callable[..., PdfReader]) -> None:
    work = {"purpose": "officer_in_case", "author_id": "P-2", "from_at": "2025-03-03T09:00:00Z", "incident_id": "I-1"}
    text = text_of(made_of(purposes=[work | {"ended_at": None}]))
    assert "3 Mar 2025, 09:00 GMT still open Officer in case, I-1 Wren Castellane" in text


@pytest.mark.parametrize(("ink", "paper"), [(INK, WHITE), (INK, PALE), (GREY, WHITE), ("#1d3557", "#f1f1ee")])
def test_every_pair_of_colours_keeps_the_contrast_of_wcag_aa(ink: str, paper: str) -> None:
    dark, light = sorted((luminance(ink), luminance(paper)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_day_it_was_made_is_the_day_of_the_reading(read: PdfReader) -> None:
    assert read.metadata is not None
    assert read.metadata.creation_date == dt.datetime(2025, 5, 2, tzinfo=dt.UTC)
