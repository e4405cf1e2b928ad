"""The fields by which people are compared, and how often each degree of agreement is met with.

Every degree says how often it is seen between two records of one person, of two of one family, and of two strangers.
None of these shares has been measured on a force. Those of strangers give way to what the force's own records show,
where there are enough of them (see `comparing.py`); the others are assumptions, each with its reason, because the few
true pairs of a force would move them from night to night.
"""

from dataclasses import dataclass

ALIKE = (
    0.88  # Jaro-Winkler likeness from which two spellings may be of one name: Ann and Annie 0.92, Sean and Shaun 0.81
)
HOUSE = (180, 300)  # micro-degrees north and east: about 20 metres in Britain, the same house as two systems place it
ALIKE_SAYS = "spelled alike"
NEITHER = 1e-6  # a degree that is as frequent in all three, so that it speaks neither for nor against


@dataclass(frozen=True)
class Degree:
    """How far a field agrees: in words, in SQL over the two records, and how often it is met with.

    `one`, `family`, `strangers`: shares of pairs in which both records hold the field. A degree that is met with
    anywhere in `strangers` more seldom than can be counted is given as people among the `population`.
    """

    says: str
    holds: str
    one: float
    family: float
    strangers: float
    why: str


@dataclass(frozen=True)
class Field:
    """One thing that is compared.

    `missing`: SQL that holds where one record lacks it, which is no evidence. `rare`: the share of strangers who bear a
    value that hardly anybody on record bears; where it is given, a rare value says more than a common one, and the
    shares of strangers in each degree are counted in the force's own records where there are enough.
    """

    name: str
    title: str
    missing: str
    degrees: tuple[Degree, ...]
    rare: float | None = None


def fields(population: int) -> tuple[Field, ...]:
    """Everything that is compared, for people who could be any of so many."""
    return FORENAME, SURNAME, BORN, number(population), home(population)


def _alike(column: str) -> str:
    return f"jaro_winkler_similarity({column}_l, {column}_r) >= {ALIKE}"


def _elsewhere(column: str) -> str:
    return f"(list_contains(names_r, {column}_l) OR list_contains(names_l, {column}_r))"


SON = "a parent and child of one sex are a quarter of the pairs of a family; a few in a hundred of them bear one name"
TURNED = "(forename_l = surname_r AND surname_l = forename_r)"
REST = "ELSE"

FORENAME = Field(
    "forename",
    "first name",
    "forename_l IS NULL OR forename_r IS NULL",
    (
        Degree("the same", "forename_l = forename_r", 0.75, 0.01, 0.008, SON),
        Degree("in the place of the surname", TURNED, 0.14, 0.0007, 0.0007, "two in a hundred are turned: 0.14 × 0.14"),
        Degree(ALIKE_SAYS, _alike("forename"), 0.06, 0.02, 0.006, "slips, and short forms: Ann for Annie"),
        Degree(
            "among the other names", _elsewhere("forename"), 0.02, 0.02, 0.004, "some are known by their middle name"
        ),
        Degree(
            "the same initial",
            "(length(forename_l) = 1 OR length(forename_r) = 1) AND left(forename_l, 1) = left(forename_r, 1)",
            0.01,
            0.0003,
            0.0003,
            "one record in a hundred holds an initial",
        ),
        Degree("different", REST, 0.02, 0.949, 0.981, "known by another name altogether"),
    ),
    rare=0.0005,
)
SURNAME = Field(
    "surname",
    "surname",
    "surname_l IS NULL OR surname_r IS NULL",
    (
        Degree("the same", "surname_l = surname_r", 0.69, 0.7, 0.002, "most of a household bear one surname"),
        Degree("in the place of the first name", TURNED, 0.14, 0.0007, 0.0007, "as for the first name"),
        Degree(ALIKE_SAYS, _alike("surname"), 0.06, 0.02, 0.004, "slips of the keyboard and of the ear"),
        Degree(
            "among the other names", _elsewhere("surname"), 0.03, 0.01, 0.002, "double names, and former names kept"
        ),
        Degree("different", REST, 0.08, 0.2693, 0.9913, "people marry, part and take other names"),
    ),
    rare=0.0001,
)
BORN = Field(
    "born",
    "date of birth",
    "born_l IS NULL OR born_r IS NULL",
    (
        Degree("the same", "born_l = born_r", 0.93, 0.005, 0.00004, "one day of fifty or sixty years; few are twins"),
        Degree(
            "day and month the other way round",
            "turned_l = turned_r",
            0.015,
            0.00005,
            0.00002,
            "two habits of writing a date, where the day may be a month",
        ),
        Degree(
            "one digit apart",
            "damerau_levenshtein(born_l, born_r) <= 1",
            0.035,
            0.001,
            0.0008,
            "one figure mistyped, or two changed round",
        ),
        Degree("different", REST, 0.02, 0.99395, 0.99914, "guessed, given falsely, or another's"),
    ),
    rare=0.00004,
)


def number(population: int) -> Field:
    """Telephone numbers, each with the time it was held: numbers change hands."""
    by_chance = 0.02 / population
    return Field(
        "number",
        "telephone number",
        "numbers_l IS NULL OR numbers_r IS NULL",
        (
            Degree(
                "the same, held at the same time",
                _shared("numbers", "a.held = b.held", at_one_time=True),
                0.5,
                0.15,
                by_chance,
                "half keep to one number; a family may share one; one in fifty numbers is put down to the wrong person",
            ),
            Degree(
                "the same, but held at different times",
                _shared("numbers", "a.held = b.held", at_one_time=False),
                NEITHER,
                NEITHER,
                NEITHER,
                "numbers are handed on, and times are noted late: it speaks neither for nor against",
            ),
            Degree("different", REST, 0.5, 0.85, 1 - by_chance, "many have several, and change them"),
        ),
    )


def home(population: int) -> Field:
    """Homes, each with the time it was lived in."""
    by_chance = 10 / population
    near = f"abs(a.lat - b.lat) <= {HOUSE[0]} AND abs(a.lon - b.lon) <= {HOUSE[1]}"
    return Field(
        "home",
        "home",
        "homes_l IS NULL OR homes_r IS NULL",
        (
            Degree(
                "the same house at the same time",
                _shared("homes", near, at_one_time=True),
                0.6,
                0.8,
                by_chance,
                "ten others live within twenty metres; a family lives together more surely than a record is kept fresh",
            ),
            Degree(
                "the same house at different times",
                _shared("homes", near, at_one_time=False),
                NEITHER,
                NEITHER,
                NEITHER,
                "one moves out and another in: it speaks neither for nor against",
            ),
            Degree("elsewhere", REST, 0.4, 0.2, 1 - by_chance, "people move, and records are late"),
        ),
    )


def _shared(column: str, same: str, *, at_one_time: bool) -> str:
    """SQL that holds where the two records have one thing of a list in common, each with from_at and to_at."""
    both = f"{same} AND a.from_at < b.to_at AND b.from_at < a.to_at" if at_one_time else same
    found = f"len(list_filter({column}_r, lambda b: {both})) > 0"
    return f"len(list_filter({column}_l, lambda a: {found})) > 0"
