"""What is put before an investigator: leads, checks, and nothing where nothing is right.

A **lead** has at least two families, one of them A-D, is likelier than not by its place among everybody's weights too,
and lies inside the false-discovery set. A **check** is one strong strand: look for the missing explanation. It expires
by itself. Content alone raises nothing. The chance told of either is bounded by its place among everybody.

The false-discovery set is that of Wang and Ramdas (2022), "False discovery rate control with e-values": it holds
whatever the dependence between people, as long as each person's weight of evidence is a fair bet against innocence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from upstander.detection import About, Family
from upstander.leads.among_people import among_people
from upstander.leads.combining import Combined, Combiner, Pair, Strand, each_told_once
from upstander.leads.settings import Settings

Same = Callable[[Pair, Pair], bool]
CONTACT_FAMILIES = frozenset({Family.SYSTEMS, Family.PHONE, Family.PLACE, Family.DUTY})


class Standing(StrEnum):
    """Why something is shown by name."""

    LEAD = "lead"
    CHECK = "check"


@dataclass(frozen=True)
class Raised:
    """A pair or a subject that is shown, with the chance that it is innocent and the false ones expected so far.

    `bans` is its evidence by itself, a fair bet against innocence; `chance_innocent` is told by its place among
    everybody too, so it may be more than that evidence alone would leave.
    """

    pair: Pair
    standing: Standing
    strands: tuple[Strand, ...]
    bans: float
    chance_innocent: float
    expected_false: float = 0.0


def chance_innocent(bans: float, prior: float) -> float:
    """The chance of innocence once evidence of that weight is added to the prior odds."""
    odds: float = prior / (1 - prior) * 10.0**bans
    return 1.0 / (1.0 + odds)


def is_shown(strands: Sequence[Strand], bans: float, settings: Settings) -> bool:
    """Whether strands of this weight together are put before anybody: by content alone nothing is."""
    guilty = 1.0 - chance_innocent(bans, settings["prior"])
    return bool({strand.family for strand in strands} - {Family.WORDS}) and guilty >= settings["check_chance"]


def standing(strands: Sequence[Strand], bounded: float, settings: Settings) -> Standing:
    """Whether what is shown is a lead or a check, by its weight as its place among everybody bounds it."""
    families = {strand.family for strand in strands}
    guilty = 1.0 - chance_innocent(bounded, settings["prior"])
    several = len(families) >= 2 and families & CONTACT_FAMILIES
    return Standing.LEAD if several and guilty >= settings["lead_chance"] else Standing.CHECK


def raise_all(
    strands: Mapping[Pair, Sequence[Strand]],
    combiner: Combiner,
    people: int,
    settings: Settings,
    same: Same = lambda _one, _other: False,
) -> list[Raised]:
    """Everything to be shown, the first to read first, from the strands of each pair with those of its subject.

    `same` says of two pairs of one subject whether they rest on the same records: two people of one household do.
    """
    combined = each_told_once([combiner.combine(pair, of_pair) for pair, of_pair in strands.items()])
    weighed = _with_other_pairs(combined, combiner, same)
    shown = _shown(weighed, people, settings)
    leads = _inside_discovery_set([r for r in shown if r.standing is Standing.LEAD], people, settings)
    inside = {raised.pair for raised in leads}
    checks = [replace(r, standing=Standing.CHECK) for r in shown if r.pair not in inside]
    return _ordered(leads) + _ordered(checks)


def _with_other_pairs(combined: Sequence[Combined], combiner: Combiner, same: Same) -> list[Combined]:
    """Adds a discounted share of the subject's next strongest pair, by what that pair shows of its own."""
    settings = combiner.settings
    of_subject: dict[str, list[Combined]] = {}
    for one in combined:
        own = [strand for strand in one.strands if strand.about is About.PAIR]
        of_subject.setdefault(one.pair[0], []).append(combiner.combine(one.pair, own))
    weighed = []
    for one in combined:
        others = [o.bans for o in of_subject[one.pair[0]] if o.pair != one.pair and not same(o.pair, one.pair)]
        extra = min(settings["other_pairs"] * max(others, default=0.0), settings["most_other_pairs"])
        weighed.append(replace(one, bans=one.bans + extra))
    return weighed


def _shown(weighed: Sequence[Combined], people: int, settings: Settings) -> list[Raised]:
    """What weighs enough by itself, with the chance that its place among everybody leaves it."""
    among = among_people(weighed, people, settings)
    return [_raised(one, among.bounded(one), settings) for one in weighed if is_shown(one.strands, one.bans, settings)]


def _raised(one: Combined, bounded: float, settings: Settings) -> Raised:
    chance = chance_innocent(bounded, settings["prior"])
    return Raised(one.pair, standing(one.strands, bounded, settings), one.strands, one.bans, chance)


def _inside_discovery_set(leads: Sequence[Raised], people: int, settings: Settings) -> list[Raised]:
    """The e-value procedure of Benjamini and Hochberg's kind over people: each counts by the strongest pair."""
    strongest: dict[str, float] = {}
    for lead in leads:
        strongest[lead.pair[0]] = max(strongest.get(lead.pair[0], 0.0), lead.bans)
    limit = discovery_limit([10.0**bans for bans in strongest.values()], people, settings)
    return [lead for lead in leads if 10.0 ** strongest[lead.pair[0]] >= limit]


def discovery_limit(evidence: Sequence[float], people: int, settings: Settings) -> float:
    """The least weight of evidence inside the false-discovery set, of people's likelihood ratios; infinite for none."""
    ordered = sorted(evidence, reverse=True)
    needed = [people / (settings["false_discovery"] * rank) for rank in range(1, len(ordered) + 1)]
    return min((one for one, least in zip(ordered, needed, strict=True) if one >= least), default=float("inf"))


def _ordered(raised: Sequence[Raised]) -> list[Raised]:
    return sorted(raised, key=lambda one: (-one.bans, one.pair[0], one.pair[1] or ""))
