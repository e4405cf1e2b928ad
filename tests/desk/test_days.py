"""`docs/days.md` says the way to each thing that each role does in a day: every line is walked, link by link."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.desk.conftest import DAY
from tests.desk.test_crawl import filled  # noqa: F401
from tests.desk.test_every_page import before_reading

PAGE = Path(__file__).parents[2] / "docs" / "days.md"
FIRST = "*the first*"
WHO = {  # heading | account of the tests
    "Analyst": "analyst",
    "Unit manager": "manager",
    "Investigator": "investigator",
    "Appropriate authority": "authority",
    "Survivor liaison": "liaison",
    "Auditor": "auditor",
    "Prevent officer": "prevent",
    "Vetting officer": "vetting",
    "Chief officer": "chief",
    "Member of staff": "staff",
    "Administrator": "administrator",
}


@dataclass(frozen=True)
class Step:
    """One line of the page: what somebody wants, the links that lead there, and the words found there."""

    wanted: str
    way: tuple[str, ...]
    there: str


def days():
    """The steps of each heading."""
    told = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = told.setdefault(line.removeprefix("## "), [])
        elif line.startswith("| ") and not line.startswith(("| to |", "| --- ")):
            wanted, way, there = (cell.strip() for cell in line.strip("|").split("|"))
            heading.append(Step(wanted, tuple(part.strip() for part in way.split(" > ")), there))
    return told


class Links(HTMLParser):
    """The links of a page in its order, with their words, and all the words that stand on it."""

    def __init__(self, page):
        super().__init__()
        self.links, self.words, self.of_the_list = [], [], None
        self._open, self._listed = None, False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self._listed = self._listed or tag == "tbody"
        if tag == "a":
            self._open = (dict(attributes).get("href", ""), [])

    def handle_data(self, data):
        self.words.append(data)
        if self._open:
            self._open[1].append(data)

    def handle_endtag(self, tag):
        if tag == "a" and self._open:
            link = (" ".join("".join(self._open[1]).split()), self._open[0])
            self.links.append(link)
            self.of_the_list = self.of_the_list or (link if self._listed else None)
            self._open = None
        self._listed = self._listed and tag != "tbody"

    def found(self, name):
        """Where links of that name lead: several where many begin like it, as the lines of a list do."""
        if name == FIRST:
            return [self.of_the_list[1]] if self.of_the_list else []
        begins = name.removesuffix("…")
        return [to for words, to in self.links if words == name or (begins != name and words.startswith(begins))]


def opened(desk, who, path):
    answer = desk.asks(who, path)
    for _redirect in range(3):
        if answer.status_code != 302:
            break
        answer = desk.asks(who, answer["Location"])
    assert answer.status_code == 200, path
    return Links(answer.content.decode())


def leads_there(desk, who, step, path="/", gone=0):
    """Whether one of the ways that are called so ends where the step says."""
    page = opened(desk, who, path)
    if gone == len(step.way):
        return step.there in " ".join(" ".join(page.words).split())
    return any(leads_there(desk, who, step, to, gone + 1) for to in page.found(step.way[gone]))


def test_every_role_has_its_day(desk):
    from upstander.access.models import Role  # noqa: PLC0415

    assert set(days()) == set(WHO) == set(Role.labels)


@pytest.fixture
def walkers(desk, filled):  # noqa: F811
    """The filled desk, on which something waits for each who may sign, and one matter was not read by its investigator yet.

    What is filled waits for the manager's signature alone.
    """
    from upstander.casework.models import Matter, Proposal  # noqa: PLC0415

    matter, by = Matter.objects.get(pk=filled["matter"]), desk.accounts["investigator"]
    Proposal.objects.create(matter=matter, day=DAY, what="referral decided", by=by)
    before_reading(desk)
    return desk


@pytest.mark.parametrize("role", WHO)
def test_every_step_of_a_day_leads_where_the_page_says(walkers, role):
    wrong = [step.wanted for step in days()[role] if not leads_there(walkers, WHO[role], step)]
    assert wrong == []


def test_every_place_of_the_navigation_is_part_of_the_day(walkers):
    """Whoever opens a place that is theirs finds in the page what it is for."""
    from upstander.access.asking import asker_of  # noqa: PLC0415
    from upstander.website.places import top  # noqa: PLC0415

    elsewhere = {"Library", "Yours", "Prevention"}  # everybody's, or many places behind one
    analysts = {step.way[0] for step in days()["Analyst"]}  # whose day is the manager's too
    for role, steps in days().items():
        account = walkers.accounts[WHO[role]]
        names = {place.name for place in top(asker_of(account), account)} - elsewhere
        told = {step.way[0] for step in steps} | (analysts if role == "Unit manager" else set())
        assert names - told == set(), role
