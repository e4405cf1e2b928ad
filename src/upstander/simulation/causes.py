"""Why a trace came to be: kept while it is written, and written beside the truth, never into the records."""

from enum import StrEnum

from upstander.simulation.arrays import NOTHING, Whole

# Feeds whose records may be traces of somebody coming near somebody; positions have `stays` instead.
CAUSED = ("accesses", "phone_events", "messages", "public_calls", "deployments", "custody_contacts")
BECAUSE, ABOUT_INCIDENT, ABOUT_PERSON = "because", "about_incident", "about_person"  # cells beside those of the feed

About = tuple[Whole | int, Whole | int]  # the incident and the person who were meant; NOTHING = none
Began = dict[str, tuple[int, int]]  # cause of a case: the subject, and since when what they do in it is wrong
NOBODY: About = (NOTHING, NOTHING)


class Nature(StrEnum):
    """What kind of cause it was."""

    WORK = "work"  # policing asked for it
    UNRECORDED = "unrecorded"  # policing asked for it, and nobody wrote down whom
    CURIOSITY = "curiosity"  # nobody asked for it, and nobody was approached
    NEWS = "news"  # curiosity that much of the force shared
    IMPROPER = "improper"  # a case of the sources, since the day on which it began to be wrong


# Causes that are not work; what stands in no list is. The tests hold that each name is one that the force uses.
UNRECORDED = (
    "informal help",
    "passing by",
    "poor_recording_in_general",
    "handover_that_nobody_wrote_down",
    "break_between_tasks",
)
CURIOSITY = ("curiosity", "how it went")
NEWS = ("big news", "big_news")


def nature(cause: str, staff: int, at: int, began: Began) -> Nature:
    """The nature of what somebody did at an instant for some cause; NOTHING stands for whoever held the telephone."""
    subject, since = began.get(cause, (NOTHING, at + 1))
    if at >= since and staff in (subject, NOTHING):
        return Nature.IMPROPER
    kinds = {Nature.UNRECORDED: UNRECORDED, Nature.CURIOSITY: CURIOSITY, Nature.NEWS: NEWS}
    return next((kind for kind, causes in kinds.items() if plain(cause) in causes), Nature.WORK)


def told_as(name: str, number: int) -> str:
    """The cause of what happens in a story: its name, and a number because a story may be told twice."""
    return f"{name} #{number}"


def plain(cause: str) -> str:
    """A cause without the number of its story."""
    return cause.partition(" #")[0]
