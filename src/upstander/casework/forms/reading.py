"""Which page of a list is read, and why somebody reads a person's records."""

from abc import ABC, abstractmethod

from django import forms
from django.http import QueryDict

MOST_PAGES = 10_000


def page_of(given: QueryDict) -> int:
    """Which page of a list is asked for; the first where that cannot be read."""
    page = given.get("page", "")
    return max(1, min(int(page), MOST_PAGES)) if page.isdecimal() and len(page) <= len(str(MOST_PAGES)) else 1


class Paged(ABC):
    """What of a list is shown, a page at a time. It stands in the address, so that it can be sent to somebody."""

    page: int

    @abstractmethod
    def address(self, page: int) -> str:
        """The query of this list at another page."""

    @property
    def earlier(self) -> str:
        """The query of the page before."""
        return self.address(self.page - 1)

    @property
    def later(self) -> str:
        """The query of the next page."""
        return self.address(self.page + 1)


class PurposeForm(forms.Form):
    """Why somebody reads a person's records."""

    purpose = forms.CharField(
        min_length=10,
        max_length=500,
        error_messages={
            "required": "Say why you read these records",
            "min_length": "Say why in a sentence: a supervisor will read it",
        },
    )
