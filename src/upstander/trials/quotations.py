"""Fingerprints of the published documents, so that a quote can be checked where the document itself is not held.

A fingerprint keeps a short hash of every run of three words of a text. A quote stands in the document when each of its
runs of three words has a hash there: by chance about once in 200,000 runs for the longest document.
"""

import hashlib
import html
import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

RUN = 3  # words
DIGITS = 8  # hexadecimal digits kept of each hash

Fingerprint = frozenset[str]


def words(text: str) -> list[str]:
    """The words of a text: lower case, without tags, punctuation, or the form of quotation marks."""
    plain = unicodedata.normalize("NFKC", html.unescape(re.sub(r"<[^>]*>", " ", text))).casefold()
    return re.findall(r"[^\W_]+", plain)


def fingerprint(text: str) -> Fingerprint:
    """The hashes of every run of three words; empty for a text of fewer than three."""
    found = words(text)
    runs = {" ".join(found[n : n + RUN]) for n in range(len(found) - RUN + 1)}
    return frozenset(hashlib.sha256(run.encode()).hexdigest()[:DIGITS] for run in runs)


def stands_in(quote: str, document: Fingerprint) -> bool:
    """Whether a quote of at least three words stands in a document; "…" stands for words left out."""
    parts = [fingerprint(part) for part in re.split(r"…|\.\.\.", quote) if words(part)]
    return bool(parts) and all(part and part <= document for part in parts)


def load(path: Path) -> dict[str, Fingerprint]:
    """The fingerprints in a file, by the short name of the document (S000-S004)."""
    kept: dict[str, str] = json.loads(path.read_text("utf-8"))
    return {name: frozenset(re.findall(f".{{{DIGITS}}}", hashes)) for name, hashes in kept.items()}


def kept(texts: Mapping[str, str]) -> str:
    """What a file of fingerprints says, for texts by short name."""
    return json.dumps({name: "".join(sorted(fingerprint(text))) for name, text in texts.items()}, indent=1) + "\n"


def main(arguments: list[str]) -> None:
    """Makes the file named first from the texts named after it, in their order: S000, S001, and so on."""
    target, *sources = (Path(argument) for argument in arguments)
    texts = {f"S{number:03}": source.read_text("utf-8") for number, source in enumerate(sources)}
    target.write_text(kept(texts), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
