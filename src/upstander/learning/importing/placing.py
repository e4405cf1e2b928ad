"""Puts the blocks of one case into its parts, under the headings that it has; what fits no part is kept and said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from upstander.learning.case import LABELLED, PARTS, Case, Passage
from upstander.learning.importing.blocks import Block, goes_on, joined, pull_quotes
from upstander.learning.importing.document import Document
from upstander.learning.importing.suggesting import investigation_in, outcomes_in, role_in, topics_in
from upstander.learning.importing.tidying import tidy

FURNITURE, PULL_QUOTE, BEFORE = "page furniture", "said again in large letters", "stands before any part"
UNTITLED = "Without a title"
_RAISING = re.compile(r"rais(?:es|ing).{0,60}:\s*$", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 40
_LONGEST_TITLE = 120


@dataclass
class Placed:
    """A case as it fills: its parts, and what gives it its shape (title, headings, topics)."""

    parts: dict[str, list[Passage]] = field(default_factory=lambda: {name: [] for name in PARTS})
    shape: list[Passage] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    title: str = ""

    def keep(self, part: str, passage: Passage, label: str = "") -> None:
        """Adds a passage to a part."""
        self.parts[part].append(replace(passage, label=label))

    def shaped(self, passage: Passage, by: str) -> None:
        """Keeps what is no passage of a part but shaped the case, so that it stays traceable."""
        self.shape.append(replace(passage, label=by))


@dataclass
class _State:
    """Which part is open, and what is said of what follows."""

    part: str = ""
    label: str = ""
    in_responses: bool = False


def place(held: Sequence[Block], document: Document) -> Placed:
    """The parts of a case from its blocks, the first of which are its heading and title."""
    placed, state = Placed(), _State()
    whole = _whole(held, document, placed)
    for index, block in enumerate(whole):
        if block.heading:
            _open(block, placed, state)
        elif not placed.title:
            state.part = _entitle(block, document, placed)
        elif not state.part and _RAISING.search(block.text):
            state.part = "issues"
            placed.shaped(block.passage, "what it raises")
        elif state.part == "topics" and _topics(block, document, placed):
            continue
        elif _names_somebody(block, state, whole[index + 1 : index + 2]):
            state.label = block.text.rstrip(":")
            placed.shaped(block.passage, "person")
        else:
            _fill(block, placed, state)
    return placed


def _whole(held: Sequence[Block], document: Document, placed: Placed) -> list[Block]:
    """The blocks without furniture and pull quotes, broken paragraphs made whole again."""
    texts = [one for one in held if not one.heading]
    whole: list[Block] = []
    said_again = pull_quotes(texts, _mended(texts, document))
    for block in held:
        if block.heading and block.heading.opens == "furniture":
            placed.keep("not_placed", block.passage, FURNITURE)
        elif block.place in said_again and not block.heading:
            placed.keep("not_placed", block.passage, PULL_QUOTE)
        else:
            whole.append(block)
    return _mended(whole, document)


def _mended(held: Sequence[Block], document: Document) -> list[Block]:
    whole: list[Block] = []
    for block in held:
        if whole and not block.heading and not whole[-1].heading and goes_on(whole[-1], block):
            whole[-1] = joined(whole[-1], block, document)
        else:
            whole.append(block)
    return whole


def _open(block: Block, placed: Placed, state: _State) -> None:
    """Opens the part of a heading. Inside the responses, a recommendation's heading says which one is answered."""
    heading = block.heading
    if heading is None:
        return
    placed.shaped(block.passage, f"heading: {heading.opens}")
    if heading.opens in ("case", "end"):
        return
    answers = state.in_responses and heading.opens == "recommendations"
    state.part = "responses" if answers else heading.opens
    state.label = heading.label
    state.in_responses = state.part == "responses"
    if state.part == "questions" and not heading.label:
        state.label = "not_said"


def _entitle(block: Block, document: Document, placed: Placed) -> str:
    """The first paragraph is the title; where lines of it say what the case raises, its issues are open then."""
    lines = range(block.place.first_line - 1, block.place.last_line)
    raises = _RAISING.search(block.text) is not None
    if (
        len(block.passage.places) == 1
        and len(lines) > 1
        and (raises or block.text.endswith(".") or len(block.text) > _LONGEST_TITLE)
    ):
        title, rest = document.place(lines[0], lines[0]), document.place(lines[1], lines[-1])
        placed.title = tidy(document.at(title), document.text)
        placed.shaped(Passage(placed.title, (title,)), "title")
        following = Passage(tidy(document.at(rest), document.text), (rest,))
        if raises:
            placed.shaped(following, "what it raises")
            return "issues"
        placed.keep("overview", following)
        return "overview"
    placed.title = block.text
    placed.shaped(block.passage, "title")
    return ""


def _topics(block: Block, document: Document, placed: Placed) -> bool:
    """Reads a line of topics. One that names none is none: the overview has begun without its heading."""
    found = topics_in(document.raw(block.passage))
    if not found and any(map(str.isalpha, block.text)):
        return False
    placed.topics += [topic for topic in found if topic not in placed.topics]
    placed.shaped(block.passage, "topics")
    return True


def _names_somebody(block: Block, state: _State, following: Sequence[Block]) -> bool:
    """Whether a short line over the outcomes or the action says whom they are about."""
    short = not block.item and len(block.text) <= _LONGEST_NAME and not block.text.endswith((".", "?"))
    return short and state.part in ("outcomes", "action") and bool(following) and not following[0].heading


def _fill(block: Block, placed: Placed, state: _State) -> None:
    if not any(map(str.isalnum, block.text)):
        placed.keep("not_placed", block.passage, FURNITURE)
        return
    if investigation_in(block.text):
        placed.keep("investigation", block.passage)
        return
    part = _part_for(block, state)
    label = state.label if part == state.part and part in LABELLED else ""
    if part == "questions" and not label:
        label = "not_said"
    placed.keep(part, block.passage, BEFORE if part == "not_placed" else label)


def _part_for(block: Block, state: _State) -> str:
    """The open part; the overview where none is open; a question is a question wherever its heading was lost."""
    if block.text.endswith("?") and block.item and state.part not in ("questions", "overview", "issues", ""):
        return "questions"
    if state.part in ("", "topics") or (state.part == "issues" and not block.item and block.text.endswith(".")):
        state.part = "overview"
    return state.part


def case_of(placed: Placed, document: Document, *, name: str, number: int, published: str) -> Case:
    """The case, with what it is browsed by as far as its words say."""
    outcomes = [one.text for one in placed.parts["outcomes"]]
    labels = [one.label for one in placed.parts["outcomes"]]
    kinds = (investigation_in(one.text) for one in placed.parts["investigation"])
    overview = [one.text for one in placed.parts["overview"]]
    case = Case(
        id=name,
        title=placed.title or UNTITLED,
        document=document.id,
        published=published,
        number=number,
        topics=tuple(placed.topics),
        roles=role_in([*labels, *outcomes, placed.title, *overview]),
        kind_of_investigation=next(filter(None, kinds), ""),
        kinds_of_outcome=outcomes_in(outcomes),
    )
    parts: dict[str, Any] = {part: tuple(passages) for part, passages in placed.parts.items()}
    return replace(case, **parts)
