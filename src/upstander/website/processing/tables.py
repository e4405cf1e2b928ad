"""The tables of live facts in the two documents, each by the name that processing.toml calls it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from upstander.access.asking import Asker
from upstander.access.models import Role
from upstander.casework import policy
from upstander.detection import Sign
from upstander.leads.scan import catalogue
from upstander.leads.settings import load_settings
from upstander.records.catalogue import all_feeds
from upstander.records.columns import Sensitivity
from upstander.records.feed import Feed, Keep
from upstander.website.processing.facts import Facts
from upstander.workforce.held import ROUTINE
from upstander.workforce.people import HANDFUL

BUILT_IN = "Built in; `upstander check` tells whether somebody undid it"
NOT_TOLD = "Cannot be told: no scan can be read"
Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Table:
    """A table, or in place of its rows the reason why it cannot be told."""

    caption: str
    columns: tuple[str, ...]
    rows: Rows
    why_not: str = ""


def table(name: str, facts: Facts) -> Table:
    """One of the tables. Raises KeyError."""
    return TABLES[name](facts)


def _feeds(facts: Facts) -> Table:
    rows = [(feed.title, feed.meaning, _most_sensitive(feed), _for_how_long(feed.keep)) for feed in facts.held]
    return Table(
        "Records that are held", ("Records", "What they are", "Most sensitive in them", "Kept"), rows,
        facts.why_no_store,
    )  # fmt: skip


def _feeds_not_held(facts: Facts) -> Table:
    rows = [(feed.title, feed.meaning) for feed in facts.not_held]
    return Table(
        "Records that the program could read and this force does not hand over", ("Records", "What they are"), rows,
        facts.why_no_store,
    )  # fmt: skip


def _feeds_of_work(facts: Facts) -> Table:
    rows = [(feed.title, feed.meaning) for feed in facts.held if feed.name in ROUTINE and _of_work(feed)]
    return Table("Records of every day that are held", ("Records", "What they are"), rows, facts.why_no_store)


def _feeds_of_conduct(facts: Facts) -> Table:  # noqa: ARG001 - whether any are held would tell of somebody
    rows = [(one.title, one.meaning) for one in all_feeds().values() if one.name not in ROUTINE and _of_work(one)]
    return Table("Other records that are read where there are any", ("Records", "What they are"), rows)


def _kept_of_work(facts: Facts) -> Table:  # noqa: ARG001 - as above
    rows = [(feed.title, _for_how_long(feed.keep)) for feed in all_feeds().values() if _of_work(feed)]
    return Table("How long records in which you may stand are kept", ("Records", "Kept"), rows)


def _of_work(feed: Feed) -> bool:
    """Whether a member of staff stands in it, by number or by what is in their hands."""
    return any(column.name in {"staff_id", "device_id"} for column in feed.columns)


def _most_sensitive(feed: Feed) -> str:
    worst = max((column.sensitivity for column in feed.columns), key=list(Sensitivity).index)
    return {
        Sensitivity.SPECIAL: "Special category, words, or what may identify a survivor",
        Sensitivity.PERSONAL: "Personal",
        Sensitivity.ROUTINE: "Routine",
    }[worst]


def _for_how_long(keep: Keep) -> str:
    confirmed = "confirmed" if keep.confirmed else "to be checked"
    return f"{keep.months} months. {keep.authority} ({confirmed})"


def _words(facts: Facts) -> Table:
    authority = facts.scan.get("content_authority")
    said = f"Yes, by the authority of {authority}" if authority else "No: no authority is written into the settings"
    sets = [(one["name"], str(one["said"])) for one in facts.scan.get("keyword_sets") or ()]
    return Table(
        "Words, by the last scan", ("What", "How it is set"), [("Signs that read words are on", said), *sets],
        facts.why_no_scan,
    )  # fmt: skip


def _words_in_short(facts: Facts) -> Table:
    on = "Yes, with a recorded authority" if facts.scan.get("content_authority") else "No"
    rows = [("A program looks for telling words in messages on systems of the force", on)]
    return Table("Words", ("What", "Whether it is done"), rows, facts.why_no_scan)


def _signs(facts: Facts) -> Table:
    refused = {one["sign_id"]: str(one["because"]) for one in facts.scan.get("signs_not_assessed", ())}
    asked = set(facts.scan.get("signs_assessed", ()))
    advisory = {one["sign_id"]: one["advisory"] for one in facts.scan.get("null_health", ()) if one["advisory"]}
    rows = [
        (
            sign.title,
            "; ".join(dict.fromkeys(f"{source.document}, {source.place}" for source in sign.sources)),
            str(len(sign.innocent)),
            _how_asked(sign, asked, advisory, refused),
        )
        for sign in catalogue()
    ]
    columns = ("Question", "Rests on", "Innocent explanations named", "In the last scan")
    return Table("Questions", columns, rows, facts.why_no_scan)


def _how_asked(sign: Sign, asked: set[str], advisory: Mapping[str, str], refused: Mapping[str, str]) -> str:
    if sign.name not in asked:
        return f"Not asked: {refused[sign.name]}" if sign.name in refused else "Not asked"
    if not sign.evidence:
        return "Asked for prevention: it counts towards no lead"
    return f"Asked; it counts for nothing: {advisory[sign.name]}" if sign.name in advisory else "Asked"


def _changed(facts: Facts) -> Table:
    shipped = load_settings()
    used = facts.scan.get("settings", {})
    rows = [
        (name.replace("_", " "), f"{shipped[name]:g}", f"{used[name]:g}")
        for name in shipped.numbers
        if name in used and used[name] != shipped[name]
    ]
    for sign, numbers in facts.scan.get("settings_changed", {}).items():
        rows += [
            (f"{sign}: {name}".replace("_", " "), "as on its page", f"{value:g}") for name, value in numbers.items()
        ]
    return Table("Numbers that this force changed", ("Number", "As shipped", "Here"), rows, facts.why_no_scan)


def _roles(facts: Facts) -> Table:  # noqa: ARG001 - every table is made alike
    doings: Mapping[str, Callable[[Asker], str]] = {
        "leads": policy.against_leads,
        "reports": policy.against_door,
        "intelligence": policy.against_intelligence,
        "matters they have a part in": policy.against_matters,
        "what others read and why": policy.against_oversight,
    }
    rows = []
    for role in Role:
        asker = Asker("", role.value, "", frozenset())
        reads = [words for words, against in doings.items() if not against(asker)]
        rows.append((role.label, ", ".join(reads).capitalize() or "Nothing of these"))
    return Table("What each role reads, beside what is everybody's own", ("Role", "Reads"), rows)


def _risks(facts: Facts) -> Table:
    scan = facts.scan
    rows = [
        ("Somebody innocent is named", "Evidence and innocent explanations with every lead; a person decides",
         _named(scan)),
        ("Some groups are raised more than others", "Compared with every scan; never an input", _fair(scan)),
        ("A chance is stated that does not hold", "Tried on the force's own records; such a sign counts for nothing",
         _hold(scan)),
        ("What is missing is taken for innocence", "What could not be asked is said with every scan", _missing(scan)),
        ("Somebody at the desk reads out of curiosity",
         "A purpose for every reading, a log that nobody shortens, a second factor, walls in the database", BUILT_IN),
        ("A friend or the person themself is warned", "Ties shut people out of every page, count and search", BUILT_IN),
        ("Records are kept too long", "Periods with a decision at their end", _kept_too_long(facts)),
    ]  # fmt: skip
    return Table("Risks", ("Risk", "What stands against it", "As it is now"), rows)


def _named(scan: Mapping[str, Any]) -> str:
    if not scan:
        return NOT_TOLD
    leads, stated = scan["raised"].get("lead", 0), scan["expected_false_leads"]
    if leads < HANDFUL:  # whether there is one would tell somebody who may not know of it
        return "Too few leads in the last scan to say a share"
    return f"Of ten leads of the last scan {10 * stated / leads:.0f} are expected to be about somebody innocent"


def _fair(scan: Mapping[str, Any]) -> str:
    """Which kinds of groups differ. No group and no count is said: a group may be one person."""
    if not scan:
        return NOT_TOLD
    kinds = [
        kind.replace("_", " ")
        for kind, groups in scan["raised_by_kind"].items()
        if any(one["differs"] for one in groups)
    ]
    return f"Noticeable by {', '.join(kinds)}" if kinds else "No noticeable difference in the last scan"


def _hold(scan: Mapping[str, Any]) -> str:
    if not scan:
        return NOT_TOLD
    evidence = {sign.name for sign in catalogue() if sign.evidence}
    health = [one for one in scan["null_health"] if one["sign_id"] in evidence]
    return f"{sum(bool(one['advisory']) for one in health)} of {len(health)} signs count for nothing for that reason"


def _missing(scan: Mapping[str, Any]) -> str:
    if not scan:
        return NOT_TOLD
    return (
        f"{len(scan['signs_not_assessed'])} signs were not asked, and {len(scan['feeds_missing'])} feeds were missing"
    )


def _kept_too_long(facts: Facts) -> str:
    if facts.why_no_periods:
        return "Cannot be told: the periods of this desk cannot be read"
    unconfirmed = sum(not feed.keep.confirmed for feed in facts.held)
    unconfirmed += sum(one.status != "confirmed" for one in facts.periods)
    return f"{unconfirmed} of {len(facts.held) + len(facts.periods)} periods are confirmed by nobody"


def _kept(facts: Facts) -> Table:
    rows = []
    for one in facts.periods:
        long = (
            f"{one.years} years" if one.years is not None else f"{one.days} days" if one.days is not None else "Not set"
        )
        rows.append((one.words.capitalize(), long, one.source, one.status))
    return Table("What the desk itself keeps", ("What", "Kept", "Who says so", "Status"), rows, facts.why_no_periods)


TABLES: Mapping[str, Callable[[Facts], Table]] = {
    "feeds": _feeds,
    "feeds_not_held": _feeds_not_held,
    "feeds_of_work": _feeds_of_work,
    "feeds_of_conduct": _feeds_of_conduct,
    "kept_of_work": _kept_of_work,
    "words": _words,
    "words_in_short": _words_in_short,
    "signs": _signs,
    "changed": _changed,
    "roles": _roles,
    "risks": _risks,
    "kept": _kept,
}
