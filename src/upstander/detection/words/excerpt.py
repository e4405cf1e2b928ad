"""The sentences of a long text that hold a mention, for somebody who has to read why it was shown."""

import polars as pl

from upstander.detection.words.finder import Finder
from upstander.detection.words.plain import plain
from upstander.detection.words.whose_words import sentences

CUT = " … "
BESIDE = 200  # characters shown either side of the words, where a transcript has no full stops


def sentences_with_mentions(text: str, finder: Finder) -> str | None:
    """The sentences of a text with words of the finder's sets, in order; None where it has none."""
    letters, places = plain(text)
    found = finder.mentions(pl.DataFrame({"record_id": ["it"], "text": [text]}))
    first = found.group_by("sentence").agg(pl.col("place").min()).sort("sentence")
    said = {one.number: one for one in sentences(letters)}
    shown = []
    for number, place in first.iter_rows():
        start, end = places[said[number].start], places[said[number].start + len(said[number].text) - 1] + 1
        shown.append(text[max(start, place - BESIDE) : min(end, place + BESIDE)].strip())
    return CUT.join(shown) or None
