"""Taking passages out of a text: what is left is made anew from what stays, so that nothing taken out is in it.

Pure functions. A text is told in numbered sentences, so that a person can choose one with no script, or type the exact
words to be taken out of it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

OF_ANYBODY = frozenset({"i", "my", "me", "we", "our", "us", "you", "your"})  # beginning a sentence they are no names
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Mark:
    """What is to be taken out of one sentence: these words, wherever they stand in it, or all of it."""

    sentence: int
    words: str = ""


def lines(text: str) -> list[list[str]]:
    """A text as its lines, each as its sentences. Lines with nothing in them are left out."""
    found = [BETWEEN_SENTENCES.split(line.strip()) for line in text.splitlines() if line.strip()]
    return [[sentence for sentence in line if sentence] for line in found]


def sentences(text: str) -> list[str]:
    """The sentences of a text; the first has the number 1."""
    return [sentence for line in lines(text) for sentence in line]


def _pattern(words: str) -> re.Pattern[str]:
    """Words as they were typed, however many blanks stand between them in the text."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def stand_in(words: str, sentence: str) -> bool:
    """Whether a sentence has these words, in the same letters."""
    return bool(words.split()) and bool(_pattern(words).search(sentence))


def elsewhere(text: str, marks: Sequence[Mark], little: Collection[str] = ()) -> Mapping[str, list[int]]:
    """What is taken out and still stands, in whatever letters, in what is left, with the numbers of those sentences.

    It looks for the words that were typed, and for each name or number of a passage; not for `little` words.
    """
    left = {number: sentence.casefold() for number, sentence in enumerate(_each_taken_out(text, marks), 1)}
    held = sentences(text)
    looked_for = [mark.words for mark in marks if mark.words]
    looked_for += [word for mark in marks for word in names_in(mark.words or held[mark.sentence - 1], little)]
    told: dict[str, list[int]] = {}
    for words in dict.fromkeys(looked_for):
        whole = re.compile(rf"\b{_pattern(words.casefold()).pattern}\b")
        found = [number for number, sentence in left.items() if whole.search(sentence)]
        if found:
            told[words] = found
    return told


def names_in(words: str, little: Collection[str]) -> list[str]:
    """The names and numbers among words, as far as they can be told: each begins with a capital letter or a digit."""
    found = re.findall(r"\w[\w'’-]+", words)
    return [
        one
        for one in found
        if (one[0].isupper() or one[0].isdigit()) and one.casefold() not in OF_ANYBODY | set(little)
    ]


def taken_out(text: str, marks: Sequence[Mark]) -> list[str]:
    """The lines that are left. Where something stood, a bracket says which of the marks took it, counted from 1."""
    left = iter(_each_taken_out(text, marks))
    return [" ".join(next(left) for _sentence in line) for line in lines(text)]


def _each_taken_out(text: str, marks: Sequence[Mark]) -> list[str]:
    numbered = list(enumerate(marks, 1))
    return [
        _left_of(sentence, [(count, mark) for count, mark in numbered if mark.sentence == number])
        for number, sentence in enumerate(sentences(text), 1)
    ]


def _left_of(sentence: str, marks: Iterable[tuple[int, Mark]]) -> str:
    """What is left of one sentence."""
    spans = sorted((start, end, count) for count, mark in marks for start, end in _spans(sentence, mark))
    left, at = "", 0
    for start, end, counts in _joined(spans):
        left += f"{sentence[at:start]}[taken out: {', '.join(map(str, counts))}]"
        at = end
    return left + sentence[at:]


def _spans(sentence: str, mark: Mark) -> list[tuple[int, int]]:
    if not mark.words:
        return [(0, len(sentence))]
    return [found.span() for found in _pattern(mark.words).finditer(sentence)]


def _joined(spans: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, list[int]]]:
    """Spans that overlap are one, of which each mark has its part."""
    joined: list[tuple[int, int, list[int]]] = []
    for start, end, count in spans:
        if joined and start < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(before[1], end), sorted({*before[2], count})))
        else:
            joined.append((start, end, [count]))
    return joined
