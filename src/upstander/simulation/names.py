"""Names that nobody in particular has, and numbers of telephones."""

import numpy as np

from upstander.simulation.arrays import Whole, Yes
from upstander.simulation.chance import Chance


def _listed(names: str) -> list[str]:
    return names.split()


WOMEN = _listed("""
Amelia Olivia Isla Ava Mia Grace Lily Freya Emily Sophie Chloe Hannah Megan Lucy Rachel Rebecca Laura Sarah Emma
Claire Nicola Helen Karen Susan Julie Jacqueline Margaret Patricia Christine Linda Jean Dorothy Aisha Fatima
Zainab Maryam Priya Anjali Simran Harpreet Mei Agnieszka Katarzyna Magdalena Ioana Elena Chidinma Amara Naomi
Leah Bethany Jade Kayleigh Stacey Donna Tracey Wendy Sian Carys Mairi
""")
MEN = _listed("""
Oliver George Harry Noah Jack Leo Arthur Oscar Thomas James Daniel Matthew Joshua Ryan Liam Connor Jordan Kieran
Lee Craig Darren Wayne Paul Mark Andrew Stephen David Michael John Peter Alan Brian Keith Raymond Mohammed Ahmed
Imran Yusuf Bilal Arjun Rohan Gurpreet Wei Piotr Tomasz Marek Andrei Mihai Chinedu Kwame Samuel Isaac Ethan
Callum Rhys Gareth Hamish Stuart Neil Adrian
""")
SURNAMES = _listed("""
Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White
Roberts Green Hall Thomas Clarke Jackson Wood Harris Edwards Turner Martin Cooper Hill Ward Hughes Moore Clark
King Harrison Lewis Baker Lee Allen Morris Khan Scott Watson Davis Parker James Bennett Young Phillips
Richardson Mitchell Bailey Carter Cook Singh Shaw Bell Collins Morgan Kelly Begum Miller Cox Hussain Marshall
Simpson Price Anderson Adams Wilkinson Foster Ellis Murphy Chapman Mason Gray Rogers Webb Hunt Mills Palmer
Holmes Campbell Barnes Knight Matthews Barker Powell Stevens Butler Ahmed Dixon Fisher Russell Pearson Harvey
Graham Fletcher Murray Howard Gibson Ali Andrews Stewart Elliott Ford Payne Fox Pearce Day Brooks West Lawrence
Cole Atkinson Bradley Spencer Dawson Watts Burton Nowak Kowalski Popescu Okafor Mensah Chen Wong Kaur Malik
Akhtar Iqbal Shah Rahman Hart Booth Armitage Sykes Haigh Crowther Hirst Lockwood Ramsden Sugden Thackray Ackroyd
Hinchliffe
""")
MOBILE_BLOCKS = np.array([7310, 7480, 7590, 7720, 7810, 7850, 7890, 7930, 7960, 7980], dtype=np.int64)


def surnames(chance: Chance, size: int) -> Whole:
    """Surnames by position, some far commoner than others."""
    return chance.one_of(1 / (6 + np.arange(len(SURNAMES))), size)


def full_names(chance: Chance, women: Yes, surname: Whole) -> list[str]:
    """First name and surname of each person."""
    choice = chance.whole(0, min(len(WOMEN), len(MEN)), len(women))
    first = [WOMEN[c] if w else MEN[c] for c, w in zip(choice, women, strict=True)]
    return [f"{name} {SURNAMES[s]}" for name, s in zip(first, surname, strict=True)]


def mistyped(chance: Chance, names: list[str]) -> list[str]:
    """Each name with two neighbouring letters of the surname changed round."""
    places = chance.between(0, 1, len(names))
    return [_swapped(name, place) for name, place in zip(names, places, strict=True)]


def mobile_numbers(chance: Chance, size: int) -> Whole:
    """Different mobile numbers, as whole numbers in international form without the plus sign.

    The blocks hold real numbers too: the ones Ofcom keeps for drama are a thousand, too few for a force.
    """
    drawn = np.unique(chance.whole(0, len(MOBILE_BLOCKS) * 1_000_000, int(size * 1.3) + 50))
    drawn = chance.draws.permutation(drawn)[:size]
    return np.asarray(44 * 10**10 + MOBILE_BLOCKS[drawn // 1_000_000] * 10**6 + drawn % 1_000_000, dtype=np.int64)


def _swapped(name: str, place: float) -> str:
    start = name.index(" ") + 1
    at = start + int(place * max(1, len(name) - start - 1))
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
