"""Text from records made fit to be shown: nothing hidden in it, and nothing that a font or a terminal cannot show."""

import dataclasses
import unicodedata
from collections.abc import Callable
from typing import Any

from upstander.leads.telling.figure import drawable

JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}  # only shape the emoji beside them


def printable(text: str) -> str:
    """Text that the dossier's font can draw; every other character is named in brackets: "[smiling face]"."""
    return shown(text, lambda character: ord(character) in drawable())


def on_screen(text: str) -> str:
    """Text that cannot move a terminal's cursor, change its colours or turn its direction round."""
    return shown(text, str.isprintable)


def shown(text: str, fits: Callable[[str], bool]) -> str:
    """Text with blanks for line ends and tabs, and names for hidden characters and for those that do not fit."""
    return "".join(_shown(character, fits) for character in text if character not in JOINERS)


def _shown(character: str, fits: Callable[[str], bool]) -> str:
    if character.isspace():
        return " "
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
    if fits(character) and not hidden:
        return character
    return f"[{unicodedata.name(character, f'character U+{ord(character):04X}').lower()}]"


def all_printable(value: Any) -> Any:
    """The same for every text in dataclasses, lists and mappings; keys are ours and stay as they are."""
    if isinstance(value, str):
        return printable(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {field.name: all_printable(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **told)
    if isinstance(value, dict):
        return {key: all_printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(all_printable(inner) for inner in value)
    return value
