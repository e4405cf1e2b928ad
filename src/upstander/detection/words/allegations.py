"""Whether a sentence says that a member of police did something of the kind, among other things that are said.

The conduct must be told of the officer: "an officer … had sent her friend …". What was told to the officer, or done
by somebody else, is no allegation, though the same words stand in the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from upstander.detection.words.keyword_set import KeywordSet
from upstander.detection.words.whose_words import Sentence
from upstander.detection.words.wording import Wording, wording

MOST_BETWEEN = 20  # words from who to what was done: "… who had been at her address that week regarding … had …"
BETWEEN_AFTER = r"\W+(?:\w+\W+){{0,3}}?(?:{})\W+(?:\w+\W+){{0,3}}"
FROM = BETWEEN_AFTER.format("from|by|off|gan|oddi wrth")
WITH = BETWEEN_AFTER.format("with|gyda|efo")
AT_THEIRS = r"\W+(?:\w+\W+){0,3}"
ANOTHER_HE = re.compile(r"\b(?:he|him|his|they|them)\b")
HOME = re.compile(r"\W?s?\W+(?:house|flat|home|place)\b")
GOES_ON = re.compile(r"\b(?:and|then|but)\W+(?:then\W+|also\W+)?(?:he|she)\b")
SAYING = re.compile(
    r"\b(?:told|asked|warned|advised|accused|said|says|saying|explained|thinks|believes|knows|heard|whether|if|because|"
    r"that (?:he|she|my|the)|when (?:he|she|my))\b"
)
HANDLING = re.compile(r"\b(?:wrote|took|taken|arrested|interviewed|saw|seen|read|recorded|logged)\b")
NOT = re.compile(r"\b(?:not|never|no|none|hasn't|hadn't|didn't|isn't|wasn't)\b")
HELPING = re.compile(
    r"(?:\W*\b(?:had|has|have|been|was|is|are|'s|s|keeps|kept|also|then|just|actually|even|always|who|that|and|ve|d|she|"
    r"got|started|recently|apparently|really|once|now)\b\W*)+\Z"
)
OTHERS = (
    "ex|husband|wife|partner|boyfriend|girlfriend|son|neighbour|neighbours|suspect|man|lad|boss|dad|father|brother|mate|"
    "stranger|bloke|guy|somebody|someone|landlord|uncle|cousin|colleague|teacher|doctor|i|you|we|people|they"
)
OTHER_DOER = re.compile(rf"\b(?:{OTHERS})\W*\Z")
OTHER_PERSON = re.compile(rf"\b(?:my|her|his|our|the|a|some|this) (?:{OTHERS})\b|\b(?:somebody|someone)\b")
PRONOUN_DOER = re.compile(r"\b(?:he|she|him|it)\W*\Z")
STARTS_WITH_PRONOUN = re.compile(
    r"^\W*(?:and|then|now|well|so|but|basically|like|anyway)?\W*(?:he|she|they|hes|shes)\b"
)
OBJECT = re.compile(
    r"\b(?:told|tell|asked|ask|saw|called|to|with|by|from|at|for)\s+(?:an?|the|that|this|your|my)?\s*\Z"
)
ELSEWHERE = re.compile(
    r"\b(?:in|on) the (?:news|paper|papers|telly|tv|radio)\b|\bon tv\b|\b(?:film|programme|documentary)\b"
)
BACK = 2  # sentences before in which "he" may have been named


@dataclass(frozen=True)
class Allegations:
    """One allegation set, ready to read with."""

    of: KeywordSet

    @cached_property
    def who(self) -> re.Pattern[str]:
        """Who did it, with nobody else's title before it."""
        names = "|".join(wording(name).pattern.pattern for name in sorted(self.of.who, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{names})s?(?!\w)")

    @cached_property
    def followed(self) -> tuple[tuple[Wording, str], ...]:
        """What was done, where who did it follows, and what may stand between."""
        kinds = ((self.of.from_whom, FROM), (self.of.with_whom, WITH), (self.of.at_home_of, AT_THEIRS))
        return tuple((wording(phrase), between) for phrases, between in kinds for phrase in phrases)

    def police_in(self, text: str) -> list[re.Match[str]]:
        """Where a text names a member of police; a security officer or somebody posing as one is none."""
        other = "|".join(re.escape(title).replace(r"\ ", r"\s+") for title in self.of.not_after)
        ruled_out = re.compile(rf"(?<!\w)(?:{other})[\W_]*(?:police\W+)?\Z") if other else None
        found = list(self.who.finditer(text))
        return [one for one in found if not (ruled_out and ruled_out.search(text[: one.start()]))]

    def told_of_police(self, place: int, start: int, said: Sequence[Sentence]) -> bool:
        """Whether the conduct that begins at `start` in the sentence of that number is told of a member of police."""
        sentence = said[place].text
        if ELSEWHERE.search(sentence):
            return False
        before = sentence[:start]
        named = self.police_in(before)
        if named:
            return self._did(before[named[-1].end() :], before[: named[-1].start()])
        return self._he_did(before) and self._named_in(said[max(place - BACK, 0) : place])

    def done_by_police(self, phrase: str, sentence: str) -> list[int]:
        """Where conduct begins that has who did it after it: "explicit pictures from the officer who came"."""
        if ELSEWHERE.search(sentence):
            return []
        return [
            start
            for one, between in self.followed
            if one.phrase == phrase
            for start, end in one.places(sentence)
            if self._follows(between, sentence, end, home=between is AT_THEIRS)
            and not NOT.search(_last_words(sentence[:start], 4))
        ]

    def _follows(self, between: str, sentence: str, end: int, *, home: bool) -> bool:
        """Whether a member of police, or the home of one, is named after a place in a sentence."""
        after = re.match(between, sentence[end:])
        reached = end + after.end() if after else 0
        near = [named for named in self.police_in(sentence) if end <= named.start() <= reached]
        return any(HOME.match(sentence[named.end() :]) for named in near) if home else bool(near)

    def _did(self, between: str, before_them: str) -> bool:
        """Whether nobody else comes between the officer and what was done."""
        between = self._after_what_was_said(between)
        if len(between.split()) > MOST_BETWEEN or SAYING.search(between) or NOT.search(_last_words(between, 4)):
            return False
        if OBJECT.search(before_them) and not re.search(r"\b(?:who|that|had|has|keeps|is|was)\b", between):
            return False
        doer = HELPING.sub("", between)
        if OTHER_DOER.search(doer):
            return False
        return not (PRONOUN_DOER.search(doer) and HANDLING.search(between))

    def _after_what_was_said(self, between: str) -> str:
        """The rest of "asked if I was well, and then he …": what was said before is over, and of nobody else."""
        *said, rest = GOES_ON.split(between)
        other = any(word.search(" ".join(said)) for word in (OTHER_PERSON, ANOTHER_HE, HANDLING))
        return rest if said and not other else between

    def _he_did(self, before: str) -> bool:
        plain = not (SAYING.search(before) or NOT.search(_last_words(before, 4)) or OTHER_PERSON.search(before))
        return bool(STARTS_WITH_PRONOUN.search(before)) and plain

    def _named_in(self, before: Sequence[Sentence]) -> bool:
        """Whether the nearest person that the sentences before speak of is a member of police who does something."""
        for sentence in reversed(before):
            named = self.police_in(sentence.text)
            if OTHER_PERSON.search(sentence.text):
                return False
            if named:
                return not OBJECT.search(sentence.text[: named[-1].start()])
        return False


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])
