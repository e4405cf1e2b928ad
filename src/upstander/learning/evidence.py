"""What this desk can show of a line of the checklist by itself, told from live data in a sentence with its figures.

Nothing here tells of a lead, a report or a matter: a count of them could show that there is one. Where the records that
a sentence needs are not held, it says so, and is no evidence of either.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from upstander.leads.scan import catalogue
from upstander.learning.cases_here import library_here
from upstander.workforce.held import Held, NotHeld
from upstander.workforce.partner_counts import InCounts
from upstander.workforce.people import HANDFUL, few
from upstander.workforce.talks import Talk
from upstander.workforce.training import Standing
from upstander.workforce.vetting import Clearance

KNOWN_COURSES = ("abuse_of_position", "supervising", "standards")  # those that registers ask about
GUIDANCE = ("professional_boundary",)  # modules of this desk whose questions are a read receipt
NOTICES = "notices"
TRANSFEREES = "transferees"
FEEDS = {
    "records systems": ("look-ups in police systems", ("accesses",)),
    "records devices": ("devices of the force", ("messages", "device_apps")),
    "records billing": ("telephone bills", ("phone_events",)),
}


Passed = Callable[[str, dt.date, list[str] | None], int]
Talked = Callable[[dt.date], int]


@dataclass(frozen=True)
class Known:
    """What this desk itself knows, beside the force's records. Everything is given: nothing is left out by forgetting.

    `owned`: how many of all `lines` of a register have an owner. `passed`: how many of some people, or of all, passed
    here (workforce.attempts.how_many_passed_here). `talked`: with how many people something was talked through here,
    in steps of five (workforce.integrity.here). `transferees`: how many came from another force, and of how many it
    answered, both in steps of five. `decided`: by messaging app, the day on which what was decided of it is looked at
    again. `partners`: agencies in counts, or None where it cannot be read how often the unit is to be in touch.
    `notices`: how many notices of outcomes are shown now, and were within a year.
    """

    owned: int
    lines: int
    passed: Passed
    talked: Talked
    decided: Mapping[str, dt.date]
    partners: InCounts | None
    notices: tuple[int, int]
    transferees: Callable[[], tuple[int, int]]


@dataclass(frozen=True)
class Shown:
    """A sentence of evidence. `held`: whether the records that it needs are here, so that it tells anything at all."""

    words: str
    held: bool


def tells(name: str) -> bool:
    """Whether this desk tells evidence of that name at all."""
    kind, _space, rest = name.partition(" ")
    known = {"training": ("records", *KNOWN_COURSES), "vetting": ("current", "soon", "designated"), "talks": ("",)}
    known |= {"guidance": GUIDANCE}
    known |= {"apps": ("",), "records": tuple(feeds.partition(" ")[2] for feeds in FEEDS)}
    whole = {"owners", NOTICES, TRANSFEREES, *ALONE, *OF_PARTNERS}
    return name in whole or rest in known.get(kind, ())


def shown(name: str, told: Held | None, today: dt.date, known: Known) -> Shown:
    """The sentence of one kind of evidence. `told`: what the records hold of people, or None. Raises KeyError."""
    if name == "owners":
        return Shown(f"{known.owned} of {known.lines} lines of this checklist have an owner.", held=True)
    if name in {NOTICES, TRANSFEREES}:
        return _of_notices(known.notices) if name == NOTICES else _of_transferees(*known.transferees())
    if name in ALONE:
        return Shown(ALONE[name](today), held=True)
    if name in OF_PARTNERS:
        return _of_partners(name, known.partners)
    if name == "apps" and told is not None:
        return _apps(told, known.decided, today)
    return _of_people(name, told, today, known)


def _of_people(name: str, told: Held | None, today: dt.date, known: Known) -> Shown:
    """What the records and this desk tell of people. Raises KeyError."""
    kind, _space, rest = name.partition(" ")
    if not tells(name):
        raise KeyError(name)
    if kind == "guidance":
        return _guidance(known.passed(rest, today, None))
    try:
        if told is None:
            return _without_records(kind, rest, today, known.passed)
        if kind == "talks":
            return _talks(told, known.talked)
        return _training(told, rest, known.passed) if kind == "training" else OF_RECORDS[kind](told, rest)
    except NotHeld as answer:
        return Shown(f"Cannot be told: {answer}", held=False)


def _guidance(passed: int) -> Shown:
    said = f"{few(passed)} people have read the guidance that stands at this desk, and answered what shows it"
    return Shown(f"{said}, within its period.", held=True)


def _library(today: dt.date) -> str:
    cases = library_here(today)[0].cases.values()
    asking = sum(bool(case.questions) for case in cases)
    return f"The library holds {len(cases)} cases, {asking} of them with questions."


def _signs(_today: dt.date) -> str:
    signs = catalogue()
    sources = {source.document for sign in signs for source in sign.sources}
    told = f"{len(signs)} warning signs are looked for, each with its sources and innocent explanations"
    return f"{told} ({len(sources)} documents)."


def _of_partners(name: str, told: InCounts | None) -> Shown:
    if told is None or not told.agencies:
        return Shown("No agency is written down at this desk.", held=False)
    return Shown(OF_PARTNERS[name].format(told=told), held=True)


def _of_notices(told: tuple[int, int]) -> Shown:
    if not told[1]:
        return Shown("No notice of an outcome was shown at this desk within a year.", held=False)
    return Shown(f"Notices of outcomes: {told[0]} shown now, {told[1]} within a year.", held=True)


def _of_transferees(people: int, answered: int) -> Shown:
    """Numbers below five, and whether there is anybody, are told by no count."""
    if not people:
        return Shown("Fewer than 5 people are on the list of those who came from another force.", held=False)
    of = f"of {answered} or more" if answered else "of fewer than 5"
    said = f"{people} or more people are on the list of those who came from another force; {of}"
    return Shown(f"{said} it answered on complaints and conduct, and on vetting.", held=True)


def _training(told: Held, which: str, passed: Passed) -> Shown:
    if not told.holds("training", "staff"):
        return Shown("Cannot be told: no training is on record.", held=False)
    if which == "records":
        people = told.training["staff_id"].n_unique()
        none = (
            told.training.group_by("staff_id").agg(pl.col("completed_on").is_null().all().alias("none"))["none"].sum()
        )
        said = f"Of {people} people, {people - none} have a course of those asked for on record{_on(told)}."
        here = passed("abuse_of_position", told.day, None)
        answered = f" {few(here)} people passed the course on abuse of position here, where each attempt is kept."
        return Shown(said + answered if here else said, held=True)
    course = told.asked.course(which)
    if course is None:
        return Shown("Cannot be told: this force's list of courses has none for it.", held=False)
    rows = told.training.filter(pl.col("course") == which)
    by_record, must, here = _understood(rows, lambda marks: passed(which, told.day, marks))
    if not must:
        return Shown("Nobody here needs to have taken it yet.", held=True)
    said = f"{(by_record + here) * 100 // must} % of {must} people who must have understood it did"
    by_answers = f", {few(here)} of them by what they answered at this desk" if here else ""
    return Shown(f"{said}{by_answers}, within {course.again_after_days} days{_on(told)}.", held=True)


def _understood(rows: pl.DataFrame, passed: Callable[[list[str]], int]) -> tuple[int, int, int]:
    """How many understood a course by the force's record, how many must have, and how many more passed it here."""

    def marks(*standings: Standing) -> list[str]:
        return rows.filter(pl.col("standing").is_in([one.value for one in standings]))["mark"].to_list()

    others = [one for one in Standing if one not in {Standing.UNDERSTOOD, Standing.NEW}]
    by_record, late, new = marks(Standing.UNDERSTOOD), marks(*others), marks(Standing.NEW)
    new_here = passed(new)
    here = passed(late) + new_here
    return len(by_record), len(by_record) + len(late) + new_here, here


def _without_records(kind: str, rest: str, today: dt.date, passed: Passed) -> Shown:
    said = "Cannot be told: no records are named to this desk."
    here = passed(rest, today, None) if kind == "training" else 0
    return Shown(f"{said} Passed at this desk: {few(here)} people." if here else said, held=False)


def _vetting(told: Held, which: str) -> Shown:
    if not told.holds("vetting", "staff"):
        return Shown("Cannot be told: no vetting is on record.", held=False)
    many = dict(told.vetting.group_by("clearance").len().iter_rows())
    people = told.vetting.height
    if which == "soon":
        soon, out = (few(many.get(one.value, 0)) for one in (Clearance.SOON, Clearance.LAPSED))
        return Shown(
            f"It has run out for {out} of {people} people, and runs out soon for {soon}{_on(told)}.", held=True
        )
    if which == "designated":
        posts = told.vetting.filter(pl.col("designated_post"))
        fits = posts.filter(pl.col("clearance").is_in([Clearance.CURRENT.value, Clearance.SOON.value])).height
        return Shown(
            f"Of {few(posts.height)} people in designated posts, {few(fits)} hold a level that fits{_on(told)}.",
            held=True,
        )
    good = sum(many.get(one.value, 0) for one in (Clearance.CURRENT, Clearance.SOON))
    return Shown(
        f"{good} of {people} people hold vetting that has not run out and fits their post{_on(told)}.", held=True
    )


def _talks(told: Held, talked: Talked) -> Shown:
    here = talked(told.day - dt.timedelta(days=told.asked.talks.days))
    at_desk = f"At this desk it was with {f'{here} or more' if here else f'fewer than {HANDFUL}'} people"
    if not told.holds("health_checks", "staff"):
        said = "Cannot be told of all: no talks about integrity are on record."
        return Shown(f"{said} {at_desk}." if here else said, held=False)
    many = told.talks.filter(pl.col("talk") == Talk.TALKED.value).height
    said = f"By the records, with {many} of {told.talks.height} people something was talked through within a year"
    return Shown(f"{said}{_on(told)}. {at_desk}, who may be among them.", held=True)


def _records(told: Held, which: str) -> Shown:
    words, feeds = FEEDS[f"records {which}"]
    here = [feed for feed in feeds if feed in told.newest]
    if not here:
        return Shown(f"The records hold no {words}: nothing can be looked for in them.", held=False)
    newest = max(told.newest[feed] for feed in here)
    return Shown(f"The records hold {words} ({', '.join(here)}), the newest of {newest:%-d %B %Y}.", held=True)


def _apps(told: Held, decided: Mapping[str, dt.date], today: dt.date) -> Shown:
    if not told.holds("device_apps"):
        return Shown("Cannot be told: no apps of devices are on record.", held=False)
    seen = [f"{row['app']} on {few(row['devices'])}" for row in told.apps.iter_rows(named=True)]
    if not seen:
        return Shown(
            f"None of the messaging apps that are asked about was seen on a device of the force{_on(told)}.", held=True
        )
    standing = sum(decided.get(app, today) > today for app in told.apps["app"])
    said = f"Messaging apps seen on devices of the force: {', '.join(seen)}{_on(told)}."
    return Shown(f"{said} Of {len(seen)}, {standing} have a decision whose day of review has not come.", held=True)


def _on(told: Held) -> str:
    return f", as the records stood on {told.day:%-d %B %Y}"


ALONE: Mapping[str, Callable[[dt.date], str]] = {"library": _library, "signs": _signs}
OF_PARTNERS: Mapping[str, str] = {
    "partners_kept": "The unit was in touch with {told.in_touch} of {told.agencies} agencies within {told.every} days.",
    "partners_briefed": "{told.briefed} of {told.agencies} agencies were briefed or sent materials within a year.",
    "partners_two_levels": "{told.two_levels} of {told.agencies} agencies have contacts at both levels, practitioners"
    " and managers.",
    "partners_serving": "{told.serving_briefed} of {told.serving} services for victims and witnesses were briefed or"
    " sent materials within a year.",
}
OF_RECORDS: Mapping[str, Callable[[Held, str], Shown]] = {
    "vetting": _vetting,
    "records": _records,
}
