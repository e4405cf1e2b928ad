"""How often a force's ordinary texts hold the words of each keyword set: a bound on how often the set hits wrongly.

Nobody has read these hits. Every false hit is a hit, and where nothing else was found of a pair nearly every hit is
false; so the rate of hits is no smaller than the rate of false hits, and near it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _
from scipy.stats import beta

from upstander.contacts.keys import record_id
from upstander.contacts.known import Known
from upstander.contacts.together import together
from upstander.detection.words.conversations import PAIR, conversations
from upstander.detection.words.keyword_set import KeywordSet, Stage
from upstander.detection.words.reading import TEXTS, ReadsWords

CALLS = {
    "public_calls": "start_at",
    "log_entries": "at",
}  # by the column of their time; what is told in complaints and intelligence is seldom an ordinary text
SURENESS = 0.95


@dataclass(frozen=True)
class Hits:
    """How many of some texts hold words of one set, each text and each conversation counted once.

    `conversations` is None where the texts are calls. `first_at` and `last_at` are microseconds since 1970 UTC.
    """

    keyword_set: str
    texts: int
    hits: int
    conversations: int | None
    conversations_with_hits: int | None
    first_at: int | None
    last_at: int | None

    @property
    def per_thousand(self) -> float | None:
        """Texts with hits in a thousand; None where there were no texts."""
        return 1000 * self.hits / self.texts if self.texts else None

    @property
    def per_thousand_conversations(self) -> float | None:
        """Conversations with hits in a thousand; None where there were none."""
        return 1000 * (self.conversations_with_hits or 0) / self.conversations if self.conversations else None

    @property
    def at_most(self) -> float | None:
        """The rate that so many texts cannot rule out (Clopper and Pearson, 95 in 100 sure)."""
        if not self.texts:
            return None
        return (
            1000 * float(beta.ppf(SURENESS, self.hits + 1, self.texts - self.hits)) if self.hits < self.texts else 1000
        )


def hits(known: Known, engine: ReadsWords, sets: Sequence[KeywordSet], others: ir.Table) -> tuple[Hits, ...]:
    """The hits of each approved set in ordinary texts.

    Ordinary are: messages that staff wrote to people linked to their work, but for the pairs of `others` (staff_id,
    nominal_id; null = all pairs of that member of staff), of which something else was found; and, for allegations,
    calls and lines of logs. Quotations are no hits.
    """
    talked, called = (_counted(texts, known, engine) for texts in (_messages(known, others), _calls(known)))
    return tuple(_of_set(one, *(called if one.stage is Stage.ALLEGATION else talked)) for one in sets if one.approved)


def _counted(texts: ir.Table, known: Known, engine: ReadsWords) -> tuple[tuple[Any, ...], dict[str, tuple[int, int]]]:
    """Of some texts: how many, of how many conversations, from when to when; and by set how many hold its words."""
    read = engine.rows(texts.agg(**_counts(texts), first_at=texts["at"].min(), last_at=texts["at"].max()))
    mentions = known.mentions.filter(~_.quoted).select("keyword_set", "feed", "record_id").distinct()
    found = mentions.inner_join(texts, ["feed", "record_id"])
    of_sets = engine.rows(found.group_by("keyword_set").agg(**_counts(found)))
    return read.row(0), {name: (texts, pairs) for name, texts, pairs in of_sets.iter_rows()}


def _counts(texts: ir.Table) -> dict[str, ir.Value]:
    """How many texts, and how many conversations of a pair; each once, however many people a number may be."""
    pair = texts.staff_id + "|" + texts.nominal_id
    return {"texts": (texts.feed + "|" + texts.record_id).nunique(), "conversations": pair.nunique()}


def _messages(known: Known, others: ir.Table) -> ir.Table:
    sent = conversations(known).filter((_.direction == "out") & _.linked)
    alone = others.filter(_.nominal_id.isnull()).select("staff_id").distinct()
    pairs = others.filter(_.nominal_id.notnull()).select(*PAIR).distinct()
    ordinary = sent.anti_join(pairs, PAIR).anti_join(alone, "staff_id")
    return ordinary.select(*PAIR, "at", "record_id", feed=ibis.literal("messages"))


def _calls(known: Known) -> ir.Table:
    every = []
    for feed, time in CALLS.items():
        table, column = known.records.tables[feed], TEXTS[feed][0]
        written = table.filter(table[column].notnull() & (table[column] != ""))
        nobody = {name: ibis.null("string") for name in PAIR}
        key = record_id(written, feed)
        every.append(written.select(**nobody, at=written[time], record_id=key, feed=ibis.literal(feed)))
    return together(*every)


def _of_set(one: KeywordSet, read: tuple[Any, ...], found: Mapping[str, tuple[int, int]]) -> Hits:
    texts, pairs, first_at, last_at = read
    hit, pairs_hit = found.get(one.name, (0, 0))
    if one.stage is Stage.ALLEGATION:
        return Hits(one.name, texts, hit, None, None, first_at, last_at)
    return Hits(one.name, texts, hit, pairs, pairs_hit, first_at, last_at)
