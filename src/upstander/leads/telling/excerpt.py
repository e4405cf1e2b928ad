"""What of a long text is shown as evidence: the sentences for which it was raised, found again when it is told.

A scan writes down which records it rests on and no words of them, so the sentence is found anew, by the keyword sets
and under the authority that the scan's report names.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from upstander.detection.words.excerpt import CUT, sentences_with_mentions
from upstander.detection.words.finder import Finder
from upstander.detection.words.keyword_set import KeywordSetError, keyword_sets
from upstander.detection.words.reading import TEXTS
from upstander.leads.telling.lead import EvidenceKey, LeadInFull
from upstander.leads.telling.record_words import LONGEST_QUOTE

Row = Mapping[str, Any]


class Excerpts:
    """Finds the sentences of one lead's evidence; finds nothing where nobody allowed words to be read."""

    def __init__(self, lead: LeadInFull) -> None:
        self._words = {number for number, strand in enumerate(lead.strands, start=1) if strand.family == "E"}
        self._allowed = bool(lead.report.get("content_authority"))
        self._named = [one for one in lead.report.get("keyword_sets", ()) if one.get("used")]

    def shown(self, key: EvidenceKey, row: Row | None) -> Row | None:
        """The row with a text that is too long to show cut to those sentences."""
        if row is None or key.feed not in TEXTS or not (self._allowed and self._words & set(key.strands)):
            return row
        column, stages = TEXTS[key.feed]
        text = row.get(column) or ""
        if len(text) <= LONGEST_QUOTE:
            return row
        sets = [one for one in self._sets() if one.stage in stages]
        sentence = sentences_with_mentions(text, Finder(sets))
        return {**row, column: f"{CUT.lstrip()}{sentence}{CUT.rstrip()}"} if sentence else row

    def _sets(self) -> list[Any]:
        own = [Path(one["file"]) for one in self._named if Path(one["file"]).is_absolute()]
        try:
            found = keyword_sets([path for path in own if path.is_file()])
        except KeywordSetError:  # a force's file has changed since: what was shipped is still there
            found = keyword_sets()
        names = {one["name"] for one in self._named}
        return [one for one in found if one.name in names]
