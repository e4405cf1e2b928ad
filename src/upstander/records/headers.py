"""The names of a file's columns: which stand there twice, and how each is told from the others."""

from collections.abc import Sequence

ROW = "upstander_row"  # the number of the row in its file, beside the file's own columns


class UnreadableError(Exception):
    """A whole file that cannot be read; its words are for the person who sent it."""


def check_doubles(file: str, names: Sequence[str], needed: Sequence[str]) -> None:
    """Raises UnreadableError where a column that is needed stands there twice, whatever the capitals."""
    folded = [name.casefold() for name in names]
    doubled = sorted({name for name in needed if folded.count(name.casefold()) > 1})
    if doubled:
        raise UnreadableError(
            f"{file} has more than one column called {', '.join(doubled)}, and only one can be right: "
            "rename or remove the others"
        )


def distinct(names: Sequence[str]) -> list[str]:
    """The names, with a number after one that came before, that is empty, or that is our own."""
    taken, given = {ROW}, []
    for name in names:
        shown, number = name or "unnamed", 1
        while shown.casefold() in taken:
            number += 1
            shown = f"{name or 'unnamed'} ({number})"
        taken.add(shown.casefold())
        given.append(shown)
    return given
