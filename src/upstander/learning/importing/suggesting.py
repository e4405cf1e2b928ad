"""What a case is browsed by, read from its own words. A person looks over every one: words can mislead."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from upstander.learning.case import INVESTIGATIONS, TOPICS
from upstander.learning.importing.tidying import compact

_MOSTLY = 0.8
_BETWEEN_TOPICS = re.compile(r"\s{2,}|\t|@|\||;|\n|<[^>]*>")
_OUTCOMES = {
    "case_to_answer_gross": ("case to answer for gross misconduct",),
    "case_to_answer": ("case to answer for misconduct",),
    "no_case_to_answer": ("no case to answer",),
    "proven": (
        "misconduct was proven",
        "conduct level was proven",
        "conduct level was proved",
        "misconduct was proved",
    ),
    "not_proven": ("not proven", "not proved"),
    "final_written_warning": ("final written warning",),
    "written_warning": ("written warning",),
    "would_have_been_dismissed": ("would have been dismissed",),
    "dismissed": ("was dismissed", "were dismissed", "dismissed without notice", "dismissed with notice"),
    "resigned": ("resigned", "retired before", "had retired"),
    "barred": ("barred list",),
    "appeal": ("appealed",),
    "convicted": ("pleaded guilty", "pled guilty", "found guilty", "convicted of"),
    "prison": ("in prison", "to prison", "prison sentence", "imprisonment", "jailed"),
    "not_prosecuted": (
        "did not progress the charge",
        "insufficient evidence to charge",
        "no further action by the crown",
    ),
}
_ROLES = {
    "special_constable": ("special constable",),
    "pcso": ("pcso", "police community support officer"),
    "custody": ("custody officer", "detention officer", "custody staff"),
    "control_room": ("radio operator", "radio allocator", "call handler", "dispatcher"),
    "police_staff": ("police staff", "staff member", "member of staff"),
    "officer": ("officer", "constable", "sergeant", "inspector"),
}


def outcomes_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The kinds of outcome that words name. Spaces are left out, since a scan loses them."""
    letters = " ".join(compact(text) for text in texts)
    found = [kind for kind, phrases in _OUTCOMES.items() if any(compact(phrase) in letters for phrase in phrases)]
    without_final = letters.replace(compact("final written warning"), "")
    if "written_warning" in found and compact("written warning") not in without_final:
        found.remove("written_warning")
    if "no_case_to_answer" not in found:
        return tuple(found)
    return tuple(kind for kind in found if kind != "case_to_answer" or "a case" in " ".join(texts))


def role_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The role that the first of the texts to name one names: the most particular, since all are called officers."""
    for text in texts:
        letters = compact(text)
        for role, phrases in _ROLES.items():
            if any(compact(phrase) in letters for phrase in phrases):
                return (role,)
    return ()


def topics_in(words: str) -> tuple[str, ...]:
    """The topics that a line of topics names, in its order; none where it says more than topics."""
    letters = compact(re.sub(r"<[^>]*>", " ", words))
    names = {compact(name): topic for topic, name in TOPICS.items()}
    found = sorted((letters.index(name), topic, len(name)) for name, topic in names.items() if name in letters)
    if sum(length for _, _, length in found) >= len(letters) * _MOSTLY > 0:
        return tuple(topic for _, topic, _ in found)
    near = (get_close_matches(compact(name), names, 1, 0.85) for name in _BETWEEN_TOPICS.split(words))
    return tuple(dict.fromkeys(names[one[0]] for one in near if one))


def investigation_in(words: str) -> str:
    """The kind of investigation that a short line names, or nothing."""
    letters = compact(words)
    kinds = {compact(name): kind for kind, name in INVESTIGATIONS.items()}
    near = get_close_matches(letters, kinds, 1, 0.9)
    return kinds[near[0]] if near else ""
