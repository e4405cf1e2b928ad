"""(e) Hits of a list of words in messages that force systems hold, as keyword monitoring does."""

import re

from upstander.trials.force import Tables
from upstander.trials.peers import in_order

# Words of the published cases and of ordinary courtship. Whoever chose them also wrote the offenders' texts of this
# trial, which flatters this peer.
WORDS = re.compile(
    r"\b(?:x+|xoxo|lovely|beautiful|gorgeous|sexy|hot|babe|hun|love you|miss you|kiss|fancy|our secret|don.t tell|"
    r"delete)\b",
    re.IGNORECASE,
)


def keyword_hits(force: Tables, seed: int) -> list[str]:
    """By the number of a person's messages, in or out, with a hit."""
    scores: dict[str, float] = {}
    if "messages" in force:
        messages = force["messages"]
        for staff_id, text in zip(messages["staff_id"].to_pylist(), messages["text"].to_pylist(), strict=True):
            scores[staff_id] = scores.get(staff_id, 0.0) + bool(WORDS.search(text))
    return in_order(force, scores, seed)
