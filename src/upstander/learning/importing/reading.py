"""Reads a file into a document: plain text as it is, the text of HTML, the text of PDF with its pages."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

from charset_normalizer import from_bytes
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from upstander.learning.importing.document import PAGE_BREAK, Document

LARGEST = 64 * 1024 * 1024
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr html li main nav ol p pre section table tbody tfoot thead tr ul",
    )
)
UNSEEN = frozenset(("script", "style", "template", "noscript", "head"))
_VOID = frozenset(("br", "hr"))


class NotReadError(ValueError):
    """A file that cannot be read; its words say why and what would mend it."""


def read_document(file: Path, name: str) -> Document:
    """The document of a file. `name` is what its places will call it. Raises NotReadError.

    Of HTML and PDF the text is taken out once, and places are places in that text, which is written beside the cases.
    """
    if file.stat().st_size > LARGEST:
        raise NotReadError(f"{file} is larger than {LARGEST // 1024 // 1024} MB: split it, or take its text out first")
    held = file.read_bytes()
    if held.startswith(b"%PDF"):
        text = text_of_pdf(held, file.name)
    else:
        text = _decoded(held, file)
        if re.match(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", text, re.IGNORECASE | re.DOTALL):
            text = text_of_html(text)
    if not text.strip():
        raise NotReadError(f"{file} holds no text: if it is a scan, have it read by OCR first")
    return Document(name, text)


def _decoded(held: bytes, file: Path) -> str:
    """UTF-8, or what Windows wrote in Britain before it; anything else is guessed from the bytes."""
    for encoding in ("utf-8-sig", "cp1252") if b"\0" not in held else ():
        try:
            return held.decode(encoding)
        except UnicodeDecodeError:
            continue
    likely = from_bytes(held).best()
    if likely is None or "\0" in str(likely):
        raise NotReadError(f"{file} is no text, HTML or PDF: name a file that is")
    return str(likely)


def text_of_pdf(held: bytes, name: str) -> str:
    """The text of a PDF, each page begun by a form feed. Raises NotReadError for a damaged or locked one."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(held)).pages]
    except (PyPdfError, ValueError, KeyError, RecursionError) as problem:
        raise NotReadError(f"{name} cannot be read as a PDF ({problem}): open it and save it anew") from problem
    return f"\n{PAGE_BREAK}".join(pages)


def text_of_html(markup: str) -> str:
    """The text of a page of HTML: a line to each block, '- ' before each item of a list."""
    reader = _Text()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split(" ")).rstrip() for line in "".join(reader.pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser gives it
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in ("ol", "ul"):
            self._numbers.append(0 if tag == "ol" else None)
        if tag in BLOCKS and not self._after_mark():
            self.pieces.append("\n" if tag in ("br", "li", "tr") else "\n\n")
        if tag in ("td", "th"):
            self.pieces.append("\t")
        if tag == "li":
            self.pieces.append(self._mark())

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        if tag in BLOCKS - _VOID:
            self.pieces.append("\n" if tag in ("li", "tr") else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _after_mark(self) -> bool:
        """Whether an item has only begun: the paragraph inside it stands on the line of its mark."""
        begun = next((piece for piece in reversed(self.pieces) if piece.strip(" ")), "")
        return re.fullmatch(r"- |\d+\. ", begun) is not None

    def _mark(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "- "
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "
