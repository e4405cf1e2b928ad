"""What a report says, in the words of its questions."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from upstander.casework.models import CameBy, Report, Said
from upstander.casework.shredding import DestroyedError
from upstander.reporting.words import EASY, LANGUAGES, label, words

NOT_INTELLIGENCE = frozenset({"worried"})  # what a reporter fears for themselves
ENGLISH = "en"  # of the desk, whatever the reporter's
TOLD_BY = "told_by"  # whose value is one of CameBy
PROVENANCE = {  # of what was typed in: what is asked of whence it came
    "reference": "Their own reference",
    "happened_on": "The day of what is told",
    "taken": "Who took it",
    TOLD_BY: "Who told it",
}
OF_THE_DESK = {"told_to": "Who was told", "told": "What they were told", "not_told": "Why nothing can be told"}


def asked_and_answered(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each question as it is read, with its answer; of a choice, the words that were chosen."""
    return [
        (OF_THE_DESK.get(name) or label(name, ENGLISH), _chosen(name, answer))
        for name, answer in answers.items()
        if answer.strip()
    ]


def provenance_of(said: Said) -> list[tuple[str, str]]:
    """Whence it came, as its page says it; nothing of what came by the door."""
    kinds = dict(CameBy.choices) | {"": "Nobody knows"}
    held = said.provenance
    return [
        (words, kinds[held[name]] if name == TOLD_BY else held[name])
        for name, words in PROVENANCE.items()
        if name in held and (held[name] or name == TOLD_BY)
    ]


def whence(report: Report) -> str:
    """Whence a report came that was typed in, in one text."""
    return "\n".join([report.door_words, *(f"{name}: {value}" for name, value in provenance_of(report.said()))])


def _chosen(question: str, answer: str) -> str:
    try:
        return dict(words(ENGLISH).question(question).choices).get(answer, answer)
    except KeyError:
        return answer


def neutral(language: str) -> str:
    """What a reporter finds whose report is set aside: the same words for everybody, in a language of the door."""
    return _in_the_doors_words(language, "return.set_aside")


def handed_over(language: str, label: str, *, in_person: bool) -> str:
    """What a reporter finds whose report was handed over outside the force: to whom, in a language of the door."""
    how = "return.handed_over_in_person" if in_person else "return.handed_over"
    return _in_the_doors_words(language, how).format(label=label)


def name_opened(language: str) -> str:
    """What a reporter finds whose name was opened: that it was, and nothing of what they told."""
    return _in_the_doors_words(language, "return.name_opened")


def _in_the_doors_words(language: str, key: str) -> str:
    return str(words(language if language in (*LANGUAGES, EASY) else ENGLISH)[key])


def in_full(report: Report) -> str:
    """What a reporter told, in one text: neither how they are reached, nor who they are, nor what they fear."""
    return "\n\n".join(f"{question}\n{answer}" for said in letters(report) for question, answer in _said(said))


def letters(report: Report) -> Iterable[Said]:
    """What the reporter wrote, oldest first, as far as it was not destroyed."""
    said = (report.said, *(message.said for message in report.messages.filter(by=None)))
    for letter in said:
        with suppress(DestroyedError):
            yield letter()


def _said(said: Said) -> list[tuple[str, str]]:
    return asked_and_answered({name: held for name, held in said.answers.items() if name not in NOT_INTELLIGENCE})
