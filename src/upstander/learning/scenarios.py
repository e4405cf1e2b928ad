"""From a lesson to what follows: a scenario that is asked in training, and a sign or a purpose that is proposed.

A scenario is a scene with one right answer and one or two wrong ones, and why of each. Scenarios of the force's own
cases make a course file (`workforce.modules`), which whoever keeps the force's courses reads, changes and adopts.
"""

import datetime as dt
import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from upstander.workforce.modules import Choice, Question, module_of

RIGHT, WRONG, SECOND = ("right", "right_why"), ("wrong", "wrong_why"), ("second_wrong", "second_wrong_why")
SCENARIO = ("scene", *RIGHT, *WRONG, *SECOND)
NEEDED = ("scene", *RIGHT, *WRONG)
PROPOSAL = ("proposal", "proposal_innocent")
PROPOSED = {"sign": "A sign: what the records would have shown", "purpose": "A purpose: what would have explained it"}
MOST_ASKED, PASS_MARK, AGAIN_AFTER = 5, 0.7, 365  # questions in a sitting; a share of them; days
COURSE = "learned_here"


def incomplete(words: Mapping[str, Any]) -> str:
    """What a scenario or a proposal lacks, to be said to who writes it; empty where it is whole, or not there."""
    if any(words.get(name) for name in SCENARIO) and not all(words.get(name) for name in NEEDED):
        return "Give a scenario its scene, its right answer and a wrong one, each with why; or leave all of it out"
    if bool(words.get(SECOND[0])) != bool(words.get(SECOND[1])):
        return "Say of the second wrong answer why it is wrong, or leave it out"
    answers = [words.get(name, "").strip() for name in (RIGHT[0], WRONG[0], SECOND[0])]
    if len({one for one in answers if one}) < sum(map(bool, answers)):
        return "Give a scenario answers that differ"
    if len({bool(words.get(name)) for name in ("proposal", "proposes")}) > 1 or (
        not words.get("proposal") and (words.get("proposal_feeds") or words.get("proposal_innocent"))
    ):
        return "Say what is proposed, and whether it is a sign or a purpose; or leave all of it out"
    return ""


def question_of(name: str, words: Mapping[str, Any]) -> Question | None:
    """The scenario of a case as a question with the id `name`; None where it has none."""
    if not words.get("scene"):
        return None
    choices = [Choice(words[RIGHT[0]], True, words[RIGHT[1]]), Choice(words[WRONG[0]], False, words[WRONG[1]])]
    if words.get(SECOND[0]):
        choices.append(Choice(words[SECOND[0]], False, words[SECOND[1]]))
    return Question(name, words["scene"], tuple(choices), name)


def as_published(words: Mapping[str, Any]) -> dict[str, Any]:
    """What of a draft becomes a case of the library: a proposal tells what the unit can see, which stays there."""
    return {name: value for name, value in words.items() if name not in {*PROPOSAL, "proposes", "proposal_feeds"}}


def as_course(cases: Sequence[tuple[str, Mapping[str, Any]]], version: int, day: dt.date) -> str:
    """A course file of the scenarios of these cases, by id and words. Raises ValueError where none has a scenario."""
    held = [(name, words, asked) for name, words in cases if (asked := question_of(name, words))]
    if not held:
        raise ValueError("no case has a scenario")
    head = {
        "id": COURSE, "kind": "course", "title": "What this force learned",
        "summary": "Scenes drawn from matters of this force, in which nobody is named.", "version": version,
        "dated": day, "asked": min(MOST_ASKED, len(held)), "pass_mark": PASS_MARK, "again_after_days": AGAIN_AFTER,
        "source": "Lessons of this force's own matters",
        "status": "to be checked: whoever keeps the force's courses confirms text, mark and period",
    }  # fmt: skip
    parts = [_lines(head)]
    for name, words, asked in held:
        parts.append("[[page]]\n" + _lines(_page(name, words)))
        parts.append("[[question]]\n" + _lines({"id": asked.id, "text": asked.text, "case": asked.case}))
        parts += ["[[question.choice]]\n" + _lines(_choice(one)) for one in asked.choices]
    made = "\n".join(parts)
    module_of(tomllib.loads(made))  # what cannot be read as a course is not given out as one
    return made


def _page(name: str, words: Mapping[str, Any]) -> dict[str, Any]:
    told = [*words.get("overview", "").splitlines(), *words.get("action", "").splitlines()]
    text = "\n\n".join(line.strip() for line in told if line.strip())
    return {"title": words["title"], "text": text, "sources": [f"case {name} of this force's library"]}


def _choice(one: Choice) -> dict[str, Any]:
    return {"text": one.text, "why": one.why} | ({"right": True} if one.right else {})


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in table.items())


def _value(value: Any) -> str:
    """A value as TOML: its basic strings are escaped as those of JSON are, but for one character that it forbids."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
