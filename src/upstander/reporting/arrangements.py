"""What a force arranged for its door, from the environment: to whom it seals, where "Leave this page" leads, by when.

UPSTANDER_DOOR_RECIPIENTS: the file of public keys (recipients.py). UPSTANDER_DOOR_LEAVE: an address of no interest.
UPSTANDER_DOOR_DAYS: within how many days an answer waits. UPSTANDER_DOOR_WORDS: a folder of a force's own words.
"""

import os
from pathlib import Path


def recipients_file() -> Path:
    """The file of recipients."""
    return Path(os.environ.get("UPSTANDER_DOOR_RECIPIENTS", ""))


def leads_away_to() -> str:
    """What "Leave this page" opens."""
    return os.environ.get("UPSTANDER_DOOR_LEAVE") or "https://www.bbc.co.uk/weather"


def days_to_an_answer() -> int:
    """Within how many days the unit promises to look for an answer."""
    return int(os.environ.get("UPSTANDER_DOOR_DAYS") or 7)


def words_folder() -> Path:
    """Where the words are."""
    return Path(os.environ.get("UPSTANDER_DOOR_WORDS") or Path(__file__).parent / "words")
