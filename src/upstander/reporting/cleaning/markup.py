"""XML of an Office file, read as a stream of elements; a document type, which Office never writes, is refused.

Without a document type there are no entities: nothing can be defined that grows, and nothing fetched.
Source: ECMA-376 part 2, 8.1.4: parts hold no document type declarations.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from upstander.reporting.cleaning.report import NoCopyError
from upstander.reporting.cleaning.wording import Refused

DEEPEST = 500

Begun = Callable[[str, Mapping[str, str]], None]


def walk(markup: bytes, *, begun: Begun, ended: Callable[[str], None], words: Callable[[str], None]) -> None:
    """Calls for each element that begins and ends, by its name without a prefix, and for the words between.

    Raises NoCopyError where the markup is broken, has a document type or is nested too deep.
    """
    depth = 0

    def one_begun(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NoCopyError(Refused.EXPANDS)
        begun(_plain(name), {_plain(key): value for key, value in attributes.items()})

    def one_ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        ended(_plain(name))

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = one_begun, one_ended
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(markup, True)
    except expat.ExpatError as error:
        raise NoCopyError(Refused.BROKEN) from error


def elements(markup: bytes) -> list[tuple[str, Mapping[str, str], str]]:
    """The elements of a short piece of markup, in the order they end: name, attributes and own words."""
    found: list[tuple[str, Mapping[str, str], str]] = []
    open_ones: list[tuple[str, Mapping[str, str], list[str]]] = []

    def ended(_: str) -> None:
        name, attributes, words = open_ones.pop()
        found.append((name, attributes, "".join(words)))

    walk(
        markup,
        begun=lambda name, attributes: open_ones.append((name, attributes, [])),
        ended=ended,
        words=lambda text: open_ones[-1][2].append(text) if open_ones else None,
    )
    return found


def _plain(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise NoCopyError(Refused.EXPANDS)
