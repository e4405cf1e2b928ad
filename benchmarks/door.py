"""The door: words to read to a receipt, what a call handler types, and what cleaning a file and carrying a bag take.

Words are counted from the words files as a force has them. Times of reading and typing are reckoned, not measured: no
reporter and no call handler has been timed.
"""

import io
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from nacl.public import PrivateKey
from tests.reporting.cleaning import corpus

from benchmarks.report import Table, in_turn
from upstander.reporting.bag_files import LETTERS, LONGEST_HELD, SMALLEST, packing, read_bag
from upstander.reporting.cleaning.cleaned import clean
from upstander.reporting.cleaning.confined_process import held_confinements
from upstander.reporting.doors import CALL_HANDLER, Door, doors, kind
from upstander.reporting.receipt import WORDS
from upstander.reporting.sealed_stream import MOST
from upstander.reporting.words import EASY, LANGUAGES, Words, words

A_MINUTE = 200  # words that somebody reads: slower than the 238 that readers of English prose average
TYPED = 200  # characters that somebody types in a minute: 40 words of five, as in an ordinary office
# What a handler writes of a call, invented for this: a sentence to each question.
CALL = {
    "what": "Caller says PC who attended on 3 March keeps messaging her at night, off duty, asking to come round.",
    "who": "PC from incident 447 of 3 March, Mill Lane",
}


def measure(options: Namespace) -> list[Table]:
    """All four tables."""
    return [_read(), _typed(), _cleaned(options.repeats), _carried(options.repeats)]


def _read() -> Table:
    spoken = [words(language) for language in (*LANGUAGES, EASY)]
    rows = []
    for door in doors().values():
        counted = [_to_a_receipt(said, door) for said in spoken]
        least = _to_a_receipt(spoken[0], door, needed_only=True)
        rows.append((door.name, len(door.pages), *counted, least, max(counted) / A_MINUTE))
    columns = ("door", "pages", "English", "Welsh", "Easy Read", "English, needed questions alone", "minutes, longest")
    note = (
        "Title, introduction, every question with its hint and choices, buttons, and the page of the receipt with "
        f"its {WORDS} words; without what stands around every page. Minutes: at {A_MINUTE} words a minute, each read. "
        "Bar: under three minutes to a receipt, with the writing; one for a call handler, who knows the page."
    )
    return Table("Words to read to a receipt", columns, rows, note)


def _to_a_receipt(said: Words, door: Door, *, needed_only: bool = False) -> int:
    """How many words somebody reads who answers every question, or those alone that are needed."""
    its = said.door(door.name)
    texts = [its["title"], *its["intro"], *(said["page.next"] for _page in door.pages[:-1]), said["page.send"]]
    for name in (name for page in door.pages for name in page):
        if not needed_only or name in door.needed:
            asked = said.question(name, door.name)
            texts += [asked.label, asked.hint, *(words for _value, words in asked.choices)]
    if door.asks("about_unit") and not needed_only:
        texts.append(said["question.keep_from.next"])
    texts += [said[f"receipt.{key}"] for key in ("title", "why", "safe", "check", "save", "skip")]
    return _count(texts) + WORDS


def _count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _typed() -> Table:
    door = next(one for one in doors().values() if one.name == CALL_HANDLER)
    asked = [name for page in door.pages for name in page]
    keys = {name: len(CALL[name]) if kind(name) != "one" else 1 for name in asked}
    needed = sum(keys[name] for name in asked if name in door.needed)
    between = len(asked) + 1  # Tab to each of the others and to the button, and Enter
    rows = [
        ("the needed questions", needed, needed + between, (needed + between) / TYPED * 60),
        (
            "every question",
            sum(keys.values()),
            sum(keys.values()) + between,
            (sum(keys.values()) + between) / TYPED * 60,
        ),
    ]
    note = f"Seconds: at {TYPED} characters a minute. The sentences are invented: {' '.join(CALL.values())}"
    return Table("What a call handler types", ("answered", "characters", "keys", "s"), rows, note)


FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "JPEG picture, small": ("a.jpg", corpus.jpeg),
    "JPEG picture of 12 million points": ("b.jpg", lambda: _photograph((4000, 3000))),
    "PNG picture": ("c.png", corpus.png),
    "GIF picture": ("d.gif", corpus.gif),
    "WebP picture": ("e.webp", corpus.webp),
    "HEIC picture": ("f.heic", lambda: corpus.HEIC),
    "PDF document": ("g.pdf", corpus.pdf),
    "Word document": ("h.docx", corpus.docx),
    "Excel workbook": ("i.xlsx", corpus.xlsx),
    "PowerPoint presentation": ("j.pptx", corpus.pptx),
    "table as text (CSV)": ("k.csv", lambda: b"day,place\n1 May,Mill Lane\n" * 1_000),
    "plain text": ("l.txt", lambda: b"What was said, and when.\n" * 1_000),
}


def _photograph(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    corpus.picture(size).save(out, "JPEG", quality=95, exif=corpus.exif())
    return out.getvalue()


def _cleaned(repeats: int) -> Table:
    files = {name: (called, made()) for name, (called, made) in FILES.items()}
    started = "nothing: the process started, and confined"
    works: dict[str, Callable[[], object]] = {started: held_confinements}
    works |= {name: partial(_copied, held, called) for name, (called, held) in files.items()}
    times = in_turn(works, repeats)
    least = times[started].wall
    rows = [
        (name, len(files[name][1]) if name in files else 0, time.wall, time.wall / least)
        for name, time in times.items()
    ]
    note = "Each file in a process of its own, from its start to the copy. Bars: none; 60 s are the limit of a file."
    return Table("One file cleaned", ("file", "bytes", "wall s", "× starting the process"), rows, note)


def _copied(held: bytes, called: str) -> None:
    told = clean(held, called)
    if told.copy is None:
        raise ValueError(f"no copy was made of {called}: {told.why_not}")


def _carried(repeats: int) -> Table:
    desk, door = PrivateKey.generate(), PrivateKey.generate()
    letter = bytes(LONGEST_HELD)
    with tempfile.TemporaryDirectory() as folder:
        empty, full, plain = (Path(folder) / name for name in ("empty", "full", "plain"))

        def write() -> None:
            with plain.open("wb") as out:
                for _part in range(SMALLEST // MOST):
                    out.write(bytes(MOST))

        def pack(file: Path, *held: bytes) -> None:
            with file.open("wb") as out, packing(out, LETTERS, to=desk.public_key, back_to=door.public_key) as bag:
                for one in held:
                    bag.put({"is": "letter"}, one)

        def read(file: Path) -> int:
            with file.open("rb") as stream:
                return sum(len(one.held) for one in read_bag(stream, desk).records)

        works: dict[str, Callable[[], object]] = {
            "the same bytes written, and no more": write,
            "a bag of nothing made": lambda: pack(empty),
            "a bag with the largest letter made": lambda: pack(full, letter),
            "a bag of nothing opened": lambda: read(empty),
            "a bag with the largest letter opened": lambda: read(full),
        }
        times = in_turn(works, repeats)
    least = times["the same bytes written, and no more"].wall
    rows = [(name, time.wall, time.cpu, time.wall / least) for name, time in times.items()]
    note = (
        "64 MiB each, without the database: what is sealed or opened, and the file. A bag's file does not tell whether "
        "it holds something; how long the command runs may, to who runs it and measures."
    )
    return Table("A bag made and opened", ("work", "wall s", "CPU s", "× writing"), rows, note)
