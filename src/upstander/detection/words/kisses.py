"""Whether a message ends in kisses: an x of its own, several, or a kissing face; an initial or "2 x" is none."""

import re
from collections.abc import Sequence
from functools import cache

QUICK = r"(x[\W_]*|:-?\*[\W_]*|[😘💋😗😙😚][\W_]*|xx[\W_]+\w+[\W_]*|sent from my [\w ]+\W*)$"
TAIL = 48  # characters of an ending that the fast look sees
LOOKED_AT = 96  # and the close look: the kisses, and the words before them
SENT_FROM = re.compile(r"\s*sent from my [\w ]+\W*\Z")
SIGNED = re.compile(r"(?<=xx)\s+\w{2,12}\W*\Z")  # "xx Sam"
ENDING = re.compile(r"(?P<kiss>x(?:[ .,]?x)*)[\W_]*\Z")
WORD_BEFORE = re.compile(r"[a-z]+\Z")
SMALL_NUMBER = re.compile(r"(?<![\d./:-])\d{1,3}\s?(?:cm|mm|m|in|ft|kg|g)?\s*\Z")
TIME = re.compile(r"(?:\b(?:at|by|on|before|after|til|till|until|around|about)\s+\d{1,2}|\d[:.]\d\d|\d\s?[ap]m)\s*\Z")
INITIALS = re.compile(r"(?<!\w)[a-z]\.\s*\Z")
LEAST_GLUED = 4  # letters of a word that kisses may be glued to ("thanksxx"): shorter ones may end so
FACES = "😘💋😗😙😚"
FACE_OF_MARKS = re.compile(r":-?\*")


def ending_in_kisses(text: str, not_after: Sequence[str]) -> tuple[str, int] | None:
    """The kiss a plain text ends in ("x", "xx" for more than one, or a face) and its place; None where it has none."""
    ending = _without_signature(text)
    begins = max(len(ending) - LOOKED_AT, 0)
    ending = ending[begins:]
    words_end = next((n for n in range(len(ending), 0, -1) if ending[n - 1].isalnum()), 0)
    faces = [place for place in range(words_end, len(ending)) if ending[place] in FACES]
    if faces:
        return ending[faces[0]], begins + faces[0]
    found = ENDING.search(ending)
    if not found:
        return None
    kiss = "xx" if found["kiss"].count("x") > 1 else "x"
    before = ending[: found.start()]
    return (kiss, begins + found.start()) if _stands_for_a_kiss(kiss, before, not_after) else None


def _without_signature(text: str) -> str:
    """A text without who signed it after the kisses and on what it was written; faces made of marks as one."""
    if "sent from my" in text:
        text = SENT_FROM.sub("", text)
    if "xx" in text:
        text = SIGNED.sub("", text)
    return FACE_OF_MARKS.sub("😘", text) if ":" in text else text


def _stands_for_a_kiss(kiss: str, before: str, not_after: Sequence[str]) -> bool:
    glued = WORD_BEFORE.search(before)
    if glued:
        return kiss == "xx" and len(glued[0]) >= LEAST_GLUED
    if before[-1:] and before[-1] in "/@#=+&-_'\"":
        return False
    if kiss == "xx":
        return True
    if before[-1:].isdigit():  # "3x"
        return False
    if SMALL_NUMBER.search(before) and not TIME.search(before):
        return False
    return not INITIALS.search(before) and not _after_a_name(before, not_after)


def _after_a_name(before: str, not_after: Sequence[str]) -> bool:
    words = re.sub(r"[\W_]+", " ", before).strip()
    return bool(_ending_in(tuple(not_after)).search(words))


@cache
def _ending_in(names: tuple[str, ...]) -> re.Pattern[str]:
    """A text that ends in one of some names."""
    return re.compile(rf"(?:^| )(?:{'|'.join(map(re.escape, names))})\Z" if names else r"(?!)")
