"""What the door says: the same in each language, with nothing left out, and short where it must be easy to read."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import pytest

from upstander.reporting.arrangements import words_folder
from upstander.reporting.doors import doors, kind
from upstander.reporting.words import EASY, LANGUAGES, words

# Sentences that are the same in English and in Welsh. Each was looked at; any other was forgotten.
ALIKE = frozenset[str]()
# Sentences that are as short as their meaning lets them be, by their beginning.
LONGER = frozenset[str]()
MOST_WORDS = 15
EVERY_LANGUAGE = (*LANGUAGES, EASY)
# Numbers that stand in every language, however the words around them are changed.
NUMBERS = {"danger.more.0": ("999", "55"), "done.changed": ("999",), "page.nothing_taken": ("999",),
           "return.set_aside": ("999",)}  # fmt: skip
# What whoever is frightened must be told, by where: in English, and in Easy Read where that says it differently.
TOLD = [
    ("door.public.intro", "You are not in trouble", "You are not in trouble"),
    ("done.trouble", "You are not in trouble", "You are not in trouble"),
    ("door.public.intro", "You need not be sure", "You do not have to be sure"),
    ("door.public.intro", "need not call it abuse", "do not have to call it abuse"),
    ("door.public.intro", "need not say who you are", "do not have to say who you are"),
    ("door.public.intro", "somebody looks at your phone", "somebody look at your phone"),
    ("door.colleague.intro", "Use your own phone", "Use your own phone"),
    ("door.colleague.intro", "You need not be sure", "You do not have to be sure"),
    ("question.what.hint", "do not write what only you could know", "do not write what only you could know"),
    ("question.what.hint", "in any language", "in any language"),
    ("receipt.why", "Nobody can look them up", "Nobody can look these words up"),
    ("done.steps", "Within {days} days", "within {days} days"),
    ("page.support_hint", "None of these belong to this police force", "None of these belong to this police force"),
    ("page.footer", "your browser may remember", "your web browser may remember"),
]


def file_of(language: str) -> dict[str, Any]:
    return tomllib.loads((words_folder() / f"{language}.toml").read_text("utf-8"))


def said_in(held: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence under its key; those of a list are counted."""
    for name, value in held.items():
        key = f"{above}{name}"
        if isinstance(value, str):
            yield key, value
        else:
            inner = value if isinstance(value, dict) else {str(number): one for number, one in enumerate(value)}
            yield from said_in(inner, f"{key}.")


def said(language: str) -> dict[str, str]:
    return dict(said_in(file_of(language)))


def shown(language: str) -> dict[str, str]:
    """Every sentence as it is shown: Easy Read is laid over the English."""
    return dict(said_in({part: words(language)[part] for part in file_of("en")}))


def under(language: str, key: str) -> str:
    """Everything under a key, in one."""
    return " ".join(text for at, text in shown(language).items() if unnumbered(at) == key)


def unnumbered(key: str) -> str:
    return re.sub(r"\.\d+$", "", key)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])[”’]?\s+", text) if one]


def test_welsh_says_everything_that_english_says_and_nothing_else():
    assert list(said("cy")) == list(said("en"))


def test_welsh_leaves_nothing_in_english():
    english, welsh = said("en"), said("cy")
    assert {key for key in english if welsh[key] == english[key]} == ALIKE


def test_easy_read_has_no_key_that_english_lacks():
    assert {unnumbered(key) for key in said(EASY)} <= {unnumbered(key) for key in said("en")}


def test_easy_read_says_only_what_it_says_differently():
    keys = {unnumbered(key) for key in said(EASY)}
    assert {key for key in keys if under(EASY, key) == under("en", key)} == set()


@pytest.mark.parametrize("language", ["cy", EASY])
def test_what_is_filled_in_is_filled_in_in_every_language(language):
    english, other = file_of("en"), file_of(language)
    assert of_keys(other) == {key: names for key, names in of_keys(english).items() if key in of_keys(other)}


def of_keys(held: Mapping[str, Any]) -> dict[str, set[str]]:
    """The placeholders of each key, those of a list together."""
    found: dict[str, set[str]] = {}
    for key, text in said_in(held):
        found.setdefault(unnumbered(key), set()).update(placeholders(text))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_happens_next_and_the_danger_are_told_in_as_many_steps(language):
    assert [len(words(language)[key]) for key in ("done.steps", "danger.more")] == [3, 4]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_emergency_numbers_are_the_same_in_every_language(language):
    every = shown(language)
    assert [key for key, numbers in NUMBERS.items() if not all(one in every[key] for one in numbers)] == []


@pytest.mark.parametrize(("key", "english", "easily"), TOLD)
def test_whoever_is_frightened_is_told(key, english, easily):
    assert english in under("en", key)
    assert easily in under(EASY, key)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("door", doors().values(), ids=lambda door: door.name)
def test_every_door_has_a_title_an_introduction_and_a_link(door, language):
    its = words(language).door(door.name)
    assert its["intro"]
    assert all([its["title"], its["link"], *its["intro"]])


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("door", doors().values(), ids=lambda door: door.name)
def test_every_question_of_a_door_can_be_asked(door, language):
    asked = {name: words(language).question(name, door.name) for page in door.pages for name in page}
    assert [name for name, question in asked.items() if not question.label] == []
    of_choices = [name for name in asked if kind(name) == "one"]
    assert [name for name in of_choices if len(asked[name].choices) < 2] == []
    written = [name for name in door.needed if kind(name) in {"text", "many"}]
    assert [name for name in written if not asked[name].hint] == []


@pytest.mark.parametrize("language", ["cy", EASY])
def test_choices_have_the_same_values_in_the_same_order(language):
    values = {name: list(held.get("choices", {})) for name, held in file_of("en")["question"].items()}
    assert {name: [value for value, _ in words(language).question(name).choices] for name in values} == values


def test_easy_read_is_said_in_short_sentences():
    every = [one for text in shown(EASY).values() for one in sentences(text)]
    assert {one for one in every if len(one.split()) > MOST_WORDS} == LONGER


def test_the_words_of_a_receipt_are_told_to_be_english_in_welsh():
    assert "Saesneg" in words("cy")["receipt.why"]
    assert "Saesneg" in words("cy")["return.ask_hint"]


def test_languages_are_named_in_themselves():
    assert [words(language)["page.language"] for language in EVERY_LANGUAGE] == ["English", "Cymraeg", "Easy Read"]
