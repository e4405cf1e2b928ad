"""Words read in messages: every mention with its place and whose words it is, against merely searching the phrases.

Made-up messages of staff and public, a few sentences each, with names, times and numbers that differ. Some hold a
phrase of a keyword set, some of these quoted or scanned badly, and some end in kisses: it matters how many.
"""

from argparse import Namespace

import numpy as np
import polars as pl

from benchmarks.report import Table, in_turn
from upstander.detection.words.finder import Finder
from upstander.detection.words.keyword_set import keyword_sets
from upstander.detection.words.reading import IN_MESSAGES

ROWS = 1_000_000
SHARES = ((0.002, 0.003), (0.01, 0.03))  # of messages with a phrase, and with kisses: few, and many
SENTENCES = (
    "Hi {name}, this is PC {surname} from {town} police.",
    "Your crime number is {number}.",
    "I will ring you on {day} after {hour} about your statement.",
    "The court date has moved to {day}, I am sorry about that.",
    "Please can you send me the receipts for the {thing} that was taken?",
    "We have looked at the CCTV from the shop and the {thing} is not in it.",
    "Is {day} at {hour} any good for you?",
    "Thanks for coming in on {day}, your statement is very clear.",
    "The suspect has been given bail until {day}, with a condition not to go near {street}.",
    "If anything happens before then ring 999, and quote {number}.",
    "My next shift begins on {day} at {hour}, so I may not see your message before.",
    "Hello, it is {name}, I rang about the {thing}, has anybody found it?",
    "Yes that is fine, I will be at home all {day}",
    "ok thanks",
    "he was outside again last night about {hour}, neighbour saw him too",
    "Sorry I missed your call, i was at work. Can you ring after {hour}",
    "Could you tell me whether the {thing} can come back to me now?",
    "Witness care will be in touch before the trial.",
    "A colleague from the {town} team will come to {street} to look at the lock.",
    "Let me know if your number changes.",
    "I've added the photos to the portal, there are {count} of them",
    "The property store is open from {hour}, please bring proof of who you are.",
)
CHOICES = {
    "name": ("Sam", "Aled", "Mrs Jones", "Priya", "Mr Khan", "Siân", "Tom", "Ms Lewis", "Grace", "Dafydd"),
    "surname": ("Hart", "Okafor", "Evans", "Brook", "Singh", "Fox", "Parry", "Hughes", "Dixon", "Wood"),
    "town": ("Northgate", "Eastby", "Llanfair", "Millfield", "Castle", "Portsea", "Oxley", "Redhill"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "the 3rd", "the 19th", "tomorrow"),
    "hour": ("9", "10.30", "2pm", "half past four", "18:00", "7 tonight", "noon", "six"),
    "thing": ("bicycle", "car", "laptop", "ring", "phone", "handbag", "garden tools", "coat", "box", "keys"),
    "street": ("Queen Street", "Station Road", "Mill Lane", "Ffordd y Coleg", "The Green", "Exeter Close"),
}


def measure(options: Namespace) -> list[Table]:
    """Our reading, its fast look alone, and a plain search for the phrases: where few messages hold any, and many."""
    return [_against_search(options, *shares) for shares in SHARES]


def _against_search(options: Namespace, with_phrase: float, with_kisses: float) -> Table:
    finder = Finder(one for one in keyword_sets() if one.stage in IN_MESSAGES)
    phrases = sorted({_longest(phrase) for one in finder.phrased for phrase in one.searched})
    texts = _messages(options.rows or ROWS, phrases, with_phrase, with_kisses)
    search, fast, whole = (
        lambda: texts.filter(texts["text"].str.contains_any(phrases, ascii_case_insensitive=True)),
        lambda: finder.candidates(texts),
        lambda: finder.mentions(texts),
    )
    works = {
        "Polars contains_any, the phrases as they stand": search,
        "our fast look: every way to write them": fast,
        "our whole reading: mentions, place, whose words": whole,
    }
    times = in_turn(works, options.repeats)
    least = next(iter(times.values())).cpu
    rows = [
        (name, t.wall, t.cpu, texts.height / t.cpu / 1e6, t.cpu / least, works[name]()["record_id"].n_unique())
        for name, t in times.items()
    ]
    columns = ("work", "wall s", "CPU s", "M messages/s/core", "× contains_any", "messages found")
    characters = float(texts["text"].str.len_chars().mean() or 0)
    note = (
        f"{len(phrases)} phrases, {len(finder.forms)} ways to write them; {characters:.0f} characters on average. "
        "Medians, measured in turn. The plain search finds letters within words, quotations and what is denied, and "
        "misses kisses, accents, shortened, misspelt and badly scanned words. Bar: 0.5 M messages/s/core."
    )
    title = f"{texts.height:,} messages, {with_phrase:.1%} with a phrase and {with_kisses:.1%} with kisses"
    return Table(title, columns, rows, note)


def _messages(rows: int, phrases: list[str], with_phrase: float, with_kisses: float, seed: int = 1) -> pl.DataFrame:
    chance = np.random.default_rng(seed)
    pool = [_sentence(chance) for _ in range(50_000)]
    several = chance.integers(1, 4, rows)
    picked = chance.integers(0, len(pool), (rows, 3))
    odd = chance.random(rows)
    texts = [" ".join(pool[n] for n in picked[row, : several[row]]) for row in range(rows)]
    for row in np.flatnonzero(odd < with_phrase):
        texts[row] += " " + _as_people_write(phrases[chance.integers(0, len(phrases))], chance)
    for row in np.flatnonzero(odd > 1 - with_kisses):
        texts[row] += (" x", " xx", " X", " 😘")[chance.integers(0, 4)]
    return pl.DataFrame({"record_id": [f"M{row}" for row in range(rows)], "text": texts})


def _sentence(chance: np.random.Generator) -> str:
    filled = {name: of[chance.integers(0, len(of))] for name, of in CHOICES.items()}
    sentence = SENTENCES[chance.integers(0, len(SENTENCES))]
    return sentence.format(**filled, number=f"CR{chance.integers(10**5, 10**6)}", count=chance.integers(2, 40))


def _as_people_write(phrase: str, chance: np.random.Generator) -> str:
    ways = (phrase, phrase.upper(), f'he wrote "{phrase}"', phrase.replace(" ", "", 1), phrase.replace("m", "rn"))
    return ways[chance.integers(0, len(ways))]


def _longest(phrase: str) -> str:
    return max((part.strip() for part in phrase.split("…")), key=len)
