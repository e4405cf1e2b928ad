"""What a lead says of other records that may be of the same people. Nothing is merged: a person decides."""

from collections.abc import Iterable, Sequence

from upstander.contacts.known import Known
from upstander.contacts.matching.match import Match, in_words, read, standing
from upstander.detection import Sign
from upstander.detection.run import Runs
from upstander.leads.combining import Pair

MOST_SAID = 3
OTHERWISE = {"family": "two of one family", "strangers": "two strangers"}


def resemblances(known: Known, engine: Runs, pairs: Iterable[Pair]) -> tuple[Match, ...]:
    """Every match that bears on these pairs: whom the subjects told of, and who else the affected may be."""
    subjects, affected = {pair[0] for pair in pairs}, {pair[1] for pair in pairs if pair[1]}
    told = read(engine.rows(known.matches.filter(known.matches.told_by.isin(sorted(subjects)))))
    if known.comparison is None or not affected:
        return tuple(told)
    here = [one for one in known.comparison.staff() if one.right_id in affected]
    return (*told, *here, *known.comparison.again(sorted(affected)))


def resting_on(sign: Sign, pair: Pair, matches: Sequence[Match], sure: float) -> str:
    """The matches that a finding rests on, with their probability; nothing where it rests on none."""
    told = [one for one in matches if one.told_by == pair[0]] if sign.by_match else []
    just = [one for one in told if one.right_id == pair[1]]
    told = [one for one in told if one.probability >= sure]
    if not just and (not told or sign.by_match == "only"):
        return ""
    opening = "It rests on a comparison of records" if just else "If the tie runs through somebody told of, it rests on"
    return f"{opening}: {' '.join(_told_of(one) for one in (just or told)[:MOST_SAID])}"


def _told_of(match: Match) -> str:
    return (
        f"{match.left_name}, told of by the member of staff, and {match.right_name} ({match.right_id}) are one person "
        f"with a probability of {match.probability:.2f} ({in_words(match)})."
    )


def others_known(pair: Pair, matches: Sequence[Match], *, compared: bool) -> str:
    """Who else on record, or among the staff, the affected person may be."""
    if not compared:
        return "Cannot assess: no names of members of the public are on record."
    found = [
        (one.right_name, one.right_id, "", one)
        for one in matches
        if (one.left_kind, one.left_id) == ("nominal", pair[1])
    ]
    here = [one for one in matches if (one.left_kind, one.right_id) == ("staff", pair[1])]
    found = [(one.left_name, one.left_id, "works here and ", one) for one in here] + found
    if not found:
        return (
            "No other record resembles this person's closely enough. Records that have a name alone in common, with "
            "no date of birth, telephone number or home, were not looked at."
        )
    more = f" {len(found) - MOST_SAID} more resemble it." if len(found) > MOST_SAID else ""
    said = " ".join(_other(*one) for one in found[:MOST_SAID])
    return f"{said}{more} Contacts that those records hold are not counted here."


def _other(name: str, key: str, what: str, match: Match) -> str:
    return (
        f"{name} ({key}) {what}{standing(match.probability)}, with a probability of "
        f"{match.probability:.2f} ({in_words(match)}); if not, they are most probably {OTHERWISE[match.if_not]}."
    )
