"""What runs in the confined process: it loads, gives up everything, says so, and only then reads the file."""

import codecs
import os
import sys

from PIL import Image

from upstander.reporting.cleaning import office, pdf, pictures, plain_text
from upstander.reporting.cleaning.answer import Answer, written
from upstander.reporting.cleaning.confinement import confine
from upstander.reporting.cleaning.kinds import kind_of
from upstander.reporting.cleaning.report import MOST_BYTES, NoCopyError, Report
from upstander.reporting.cleaning.wording import NEEDED, Refused

ENCODINGS = ("ascii", "latin-1", "cp437", "cp1252", "utf-8-sig", "utf-16", "utf-32", "unicode_escape")
CLEANERS = {
    **dict.fromkeys(("jpeg", "png", "gif", "webp", "heic"), pictures.copy_of),
    "pdf": pdf.copy_of,
    **dict.fromkeys(("word", "excel", "powerpoint"), office.copy_of),
    **dict.fromkeys(("text", "table"), plain_text.copy_of),
}
NEVER = {
    "empty": Refused.EMPTY,
    "audio": Refused.MEDIA,
    "video": Refused.MEDIA,
    "zip": Refused.ARCHIVE,
    "archive": Refused.ARCHIVE,
    "program": Refused.PROGRAM,
}


def main() -> None:
    """Confines itself, says so on standard output, then answers for the file on standard input."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    Image.MAX_IMAGE_PIXELS = None  # our own limit is told in words, and holds for every kind
    pictures.load_readers()
    memory, seconds = (int(number) for number in sys.argv[1:3])
    held = confine(memory=memory, seconds=seconds)
    _say(",".join(one.name for one in held).encode() + b"\n")
    if held >= NEEDED:
        _say(written(answer_for(_read())))


def _read() -> bytes:
    parts, length = [], 0
    while part := os.read(0, 1 << 20):
        parts.append(part)
        length += len(part)
        if length > MOST_BYTES:
            break
    return b"".join(parts)


def _say(said: bytes) -> None:
    rest = memoryview(said)
    while rest:
        rest = rest[os.write(1, rest) :]


def answer_for(held: bytes) -> Answer:
    """What a file is, what was found in it, and its copy or why there is none. It answers whatever a library raises."""
    kind, report, copy, refused = kind_of(held), Report(), None, None
    try:
        kind = _looked_into(kind, held)
        if kind not in CLEANERS:
            raise NoCopyError(NEVER.get(kind, Refused.NOT_A_KIND))
        copy = CLEANERS[kind](held, kind, report)
    except NoCopyError as error:
        refused = error.why
    except (MemoryError, RecursionError):
        refused = Refused.MEMORY
    except Exception:
        refused = Refused.BROKEN
    return Answer(kind, tuple(report.found.items()), refused, copy)


def _looked_into(kind: str, held: bytes) -> str:
    if kind == "zip":
        return office.kind_of_archive(held)
    return plain_text.kind_of(held) if kind == "unknown" else kind
