"""Whose words they are: sentences of a text, and what in them the writer only passes on or says not to do."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

# What seldom stands in a text is asked first: the rest of a pattern is dear.
SENTENCE_ENDS = re.compile(
    r"(?=[.!?…])(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)(?<!\bsgt)(?<!\bno)[.!?…]+[\"')]*\s+|[^\S\n]*\n\s*"
)
IN_MARKS = re.compile(r"(?<!\d)\"[^\"]*\"|(?<!\w)'(?=\S)[^\n]+?(?<=[\w.!?…,])'(?!\w)")
QUOTED_LINE = re.compile(r"(?m)^[ \t]*[>|].*$")
PASSED_ON = re.compile(
    r"(?ms)^\W*(?:original message|forwarded message|begin forwarded message|from:|on .{5,80} wrote:).*\Z"
)
ANNOUNCED = re.compile(
    r"\b(?:said|says|wrote|writes|texted|messaged|replied|stated|states|sent|sending|reads|quote|follows|message|text|"
    r"words|dywedodd|wedodd|ysgrifennodd|anfonodd|tecstiodd|meddai)\s*:[^\n]*(?:\n(?!\s*\n)[^\n]*)*"
)
STATEMENT = re.compile(
    r"\b(?:witness statement|statement of|mg ?11|i make this statement|this statement \(?consisting|taken down|"
    r"i am the above named|section 9 statement|datganiad tyst)\b"
)
OF_STATEMENTS = ("statement", "taken down", "mg", "above named", "datganiad")  # one of these is in what STATEMENT finds
MARKS_OF = ((IN_MARKS, "\"'"), (QUOTED_LINE, ">|"), (PASSED_ON, ":m"), (ANNOUNCED, ":"))  # and of these in a quotation
SOMEBODY = (
    r"(?:he|she|they|who|suspect|defendant|offender|ex|husband|wife|partner|boyfriend|girlfriend|man|woman|lad|"
    r"caller|neighbour|mr|mrs|ms|miss|somebody|someone|witness|victim|mum|dad|stranger|boss|male|female)"
)
REPORTING = (
    r"(?:said|says|saying|say|told|tells|telling|tell|wrote|writes|write|texted|messaged|sent|sends|called|asked|asks|commented|posted|"
    r"claimed|claims|shouted)"
)
# In Welsh the verb comes first and names its person: "dywedodd" is he or she said, "dywedais" is I said.
REPORTING_WELSH = r"(?:dywedodd|dwedodd|wedodd|dudodd|meddai|ysgrifennodd|sgwennodd|anfonodd|tecstiodd|gofynnodd)"
WRITTEN_THERE = r"(?:it|exhibit|message|text|transcript|note|letter|post) (?:reads?|says|said|states)"
REPORTED = re.compile(
    rf"\b(?:{SOMEBODY}\b(?:\W+(?!i\b|we\b)\w+){{0,3}}?\W+{REPORTING}|you (?:said|told|wrote|texted|messaged)|"
    rf"{REPORTING_WELSH}|{WRITTEN_THERE})\b(?!\W+(?:i|we)\b)"
)
NOT_TO_DO = re.compile(
    r"\b(?:do not|don't|dont|does not|doesn't|did not|didn't|cannot|can't|cant|can not|never|not|won't|wouldn't|"
    r"shouldn't|mustn't|must not|unable to|rather than|instead of|isn't|aren't|no longer|peidiwch|ddim)"
    r"(?!\W+(?:wait|believe|stop|help|mind|you|only|do you|enough|mention|tell|say)\b)(?:\W+\w+){0,5}\W*\Z"
)
ONLY_IF = re.compile(r"\b(?:if|why) (?:not|don't|dont)\b")


class Sentence(NamedTuple):
    """A sentence of a plain text, and where it begins there."""

    number: int
    start: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a plain text, in order; a line break ends one."""
    ends = [0, *(found.end() for found in SENTENCE_ENDS.finditer(text)), len(text)]
    spans = [(start, end) for start, end in itertools.pairwise(ends) if text[start:end].strip()]
    return [Sentence(number, start, text[start:end].rstrip()) for number, (start, end) in enumerate(spans)]


def passed_on(text: str) -> list[tuple[int, int]]:
    """Where a plain text quotes: in quotation marks, after ">" or "said:", forwarded, or a statement taken down."""
    if any(words in text for words in OF_STATEMENTS) and STATEMENT.search(text):
        return [(0, len(text))]
    return [found.span() for found in _quotations(text)]


def _quotations(text: str) -> Iterator[re.Match[str]]:
    for pattern, marks in MARKS_OF:
        if any(mark in text for mark in marks):
            yield from pattern.finditer(text)


def reported(sentence: str, start: int) -> bool:
    """Whether what begins there in a sentence is told of somebody else: "he wrote that you …"."""
    return bool(REPORTED.search(sentence[:start]))


def not_to_be_done(sentence: str, start: int) -> bool:
    """Whether what begins there is denied or forbidden: "I cannot …", "rather than …"."""
    before = ONLY_IF.sub(" ", sentence[:start])
    return bool(NOT_TO_DO.search(before))
