"""What is found in one file while it is cleaned, and the limits that every cleaning keeps to."""

from upstander.reporting.cleaning.wording import Found, Refused

MOST_BYTES = 100 << 20  # of a file that is sent
MOST_PIXELS = 50_000_000  # larger than any telephone's picture; 200 MB in memory
MOST_UNPACKED = 128 << 20  # of what a file holds packed


class NoCopyError(Exception):
    """No copy can be made of this file; `why` says so in words."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why.name)
        self.why = why


class Report:
    """What was found, each thing once and in the order in which it was found first; numbers are added up."""

    def __init__(self) -> None:
        self.found: dict[Found, int] = {}

    def add(self, what: Found, number: int = 0) -> None:
        """Keeps that something was found, and how many or how large."""
        self.found[what] = self.found.get(what, 0) + number

    def add_if(self, is_there: object, what: Found) -> None:
        """Keeps that something was found, where it was."""
        if is_there:
            self.add(what)


def at_most(pixels: int) -> None:
    """Raises NoCopyError where a picture claims more pixels than are opened."""
    if pixels > MOST_PIXELS:
        raise NoCopyError(Refused.PIXELS)
