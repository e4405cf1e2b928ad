"""Finds where the words of keyword sets stand in many texts: one fast look at all, a close look at the few left.

The fast look (Polars, Aho-Corasick over folded texts) passes everything that could be a mention and little else. The
close look knows the borders of words, quotations, what is denied, and who is said to have done what.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import polars as pl

from upstander.detection.words.allegations import Allegations
from upstander.detection.words.keyword_set import KeywordSet, Stage
from upstander.detection.words.kisses import QUICK, TAIL, ending_in_kisses
from upstander.detection.words.plain import folded_all, plain
from upstander.detection.words.whose_words import (
    Sentence,
    not_to_be_done,
    passed_on,
    reported,
    sentences,
)
from upstander.detection.words.wording import Wording, wording

Found = tuple[str, str, str, int, int, bool]  # set, stage, phrase, place, sentence, quoted
COLUMNS = ("keyword_set", "stage", "phrase", "place", "sentence", "quoted")
DENIED_IS_INNOCENT = (Stage.PRIVATE_CHANNEL, Stage.MEETING_ALONE, Stage.LOOKS_OR_SEX)


class Finder:
    """Finds the mentions of some keyword sets; those nobody approved are left out."""

    def __init__(self, sets: Iterable[KeywordSet]) -> None:
        self.sets = tuple(one for one in sets if one.approved)
        self.kisses = tuple(one for one in self.sets if one.stage is Stage.KISS)
        self.phrased = tuple(one for one in self.sets if one.stage is not Stage.KISS)

    @cached_property
    def forms(self) -> dict[str, list[tuple[KeywordSet, Wording]]]:
        """What the fast look searches for, and whose phrases each may be."""
        forms: dict[str, list[tuple[KeywordSet, Wording]]] = defaultdict(list)
        for one in self.phrased:
            for phrase in one.searched:
                known = wording(phrase)
                for form in sorted(known.forms):
                    forms[form].append((one, known))
        return forms

    def mentions(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Mentions in texts (record_id, text): record_id and COLUMNS, in the order of the texts."""
        looked = self.candidates(texts)
        rows = [
            (record_id, *found)
            for record_id, text, forms, kiss in looked.iter_rows()
            for found in self.look_closely(text, forms or (), kiss=kiss)
        ]
        types = dict(zip(COLUMNS, (pl.String, pl.String, pl.String, pl.Int32, pl.Int32, pl.Boolean), strict=True))
        return pl.DataFrame(rows, schema={"record_id": pl.String, **types}, orient="row")

    def candidates(self, texts: pl.DataFrame) -> pl.DataFrame:
        """The texts that may hold a mention: record_id, text, the forms found, and whether it may end in kisses.

        A text that only names an approved channel is none: that is asked of a text that names another.
        """
        text = texts["text"]
        folded = folded_all(text) if self.forms else text
        forms = list(self.forms)
        asked = [form for form in forms if any(one.stage is not Stage.APPROVED_CHANNEL for one, _ in self.forms[form])]
        kiss = text.str.tail(TAIL).str.to_lowercase().str.contains(QUICK) if self.kisses else text.is_null()
        holds = folded.str.contains_any(asked) if asked else text.is_null()
        looked = texts.select("record_id", "text").with_columns(folded=folded, kiss=kiss).filter(holds | kiss)
        found = (
            looked["folded"].str.extract_many(forms, overlapping=True) if forms else pl.Series([None] * looked.height)
        )
        return looked.select("record_id", "text", found.alias("forms"), "kiss")

    def look_closely(self, text: str, forms: Sequence[str] | pl.Series, *, kiss: bool) -> Iterator[Found]:
        """The mentions in one text, given the forms that its folded text holds."""
        letters, places = plain(text)
        wanted = {(one.name, known.phrase): (one, known) for form in forms for one, known in self.forms.get(form, ())}
        likely = [one for _, one in sorted(wanted.items()) if one[1].pattern.search(letters)]
        if not likely and not kiss:
            return
        said = sentences(letters)
        found = self._kisses(letters, said) if kiss else []
        for one, known in likely:
            found += self._of_phrase(one, known, said)
        quotes = passed_on(letters) if found else []
        for one, stage_phrase, at, number in sorted(set(found), key=lambda f: (f[2], f[0].name, f[1])):
            sentence = said[number]
            others = _inside(at, quotes) or (
                one.stage is not Stage.KISS and reported(sentence.text, at - sentence.start)
            )
            yield (one.name, str(one.stage), stage_phrase, places[at], number, others and one.stage != Stage.ALLEGATION)

    def _kisses(self, letters: str, said: list[Sentence]) -> list[tuple[KeywordSet, str, int, int]]:
        found = []
        for one in self.kisses:
            ending = ending_in_kisses(letters, one.not_after)
            if ending and ending[0][0] in "".join(one.phrases):
                number = max((s.number for s in said if s.start <= ending[1]), default=0)
                found.append((one, *ending, number))
        return found

    def _of_phrase(
        self, one: KeywordSet, known: Wording, said: list[Sentence]
    ) -> list[tuple[KeywordSet, str, int, int]]:
        if one.stage is Stage.ALLEGATION:
            return list(self._alleged(one, known, said))
        denied = one.stage in DENIED_IS_INNOCENT
        return [
            (one, known.phrase, sentence.start + start, sentence.number)
            for sentence in said
            for start, _end in known.places(sentence.text)
            if not (denied and not_to_be_done(sentence.text, start))
        ]

    def _alleged(
        self, one: KeywordSet, known: Wording, said: list[Sentence]
    ) -> Iterator[tuple[KeywordSet, str, int, int]]:
        reading = self._allegations[one.name]
        for number, sentence in enumerate(said):
            if known.phrase in one.phrases:
                for start, _end in known.places(sentence.text):
                    if reading.told_of_police(number, start, said):
                        yield one, known.phrase, sentence.start + start, number
            for start in reading.done_by_police(known.phrase, sentence.text):
                yield one, known.phrase, sentence.start + start, number

    @cached_property
    def _allegations(self) -> dict[str, Allegations]:
        return {one.name: Allegations(one) for one in self.sets if one.stage is Stage.ALLEGATION}


def _inside(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
