"""Where each may go at the desk: the navigation, and what stands together behind one of its places."""

import re

import pytest

# who           | in the navigation, beside "Library" and "Yours"          | behind "Prevention"
TOLD = """
analyst         | Leads, Reports, Intelligence, Watchlist                  |
manager         | Leads, Reports, Intelligence, Matters, Prevention        | Workforce, Watchlist, Partners, Youth schemes, Contact with the public, Messaging apps, Welfare in counts, Checklist, Assessments of threats, Data protection, Outcomes
investigator    | Matters                                                  |
authority       | Matters, Prevention                                      | Watchlist, Checklist, Assessments of threats, Data protection, Outcomes
liaison         | Matters                                                  |
auditor         | Oversight, Prevention                                    | Checklist, Assessments of threats, Data protection, Outcomes
administrator   | People of the desk                                       |
prevent         | Prevention                                               | Workforce, Partners, Youth schemes, Contact with the public, Messaging apps, Welfare in counts, Checklist, Assessments of threats, Outcomes
vetting         | Workforce                                                |
chief           | Prevention                                               | Partners in counts, Youth schemes, Messaging apps, Welfare in counts, Checklist, Assessments of threats, Data protection, Outcomes
staff           |                                                          |
"""  # fmt: skip
EVERYBODYS = {"Library", "Yours"}
OWN = [
    "Your training", "Your integrity health checks", "Help that you were offered", "Declarations", "My ties", "What is looked at", "Your sign-in",
]  # fmt: skip


def rows():
    for line in TOLD.strip().splitlines():
        who, shown, behind = (part.strip() for part in line.split("|"))
        yield who, {one for one in shown.split(", ") if one}, [one for one in behind.split(", ") if one]


def links(page, between):
    """The names and addresses of the links of a part of a page."""
    part = re.search(between, page, re.S).group(0)
    return {re.sub(r"\s+", " ", name).strip(): to for to, name in re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', part)}


def navigation(desk, who):
    return links(desk.asks(who, "/yours").content.decode(), r"moj-primary-navigation__list.*?</ul>")


@pytest.mark.parametrize(("who", "shown", "behind"), list(rows()), ids=[who for who, *_rest in rows()])
def test_each_finds_what_is_theirs_and_every_place_opens(desk, people_on_record, who, shown, behind):
    found = navigation(desk, who)
    assert set(found) == shown | EVERYBODYS
    page = desk.asks(who, "/prevention")
    assert (page.status_code == 200) == bool(behind or shown & {"Watchlist", "Workforce"})
    listed = links(page.content.decode(), r"<h1.*</main>") if behind else {}
    assert list(listed) == behind
    assert {name: desk.asks(who, to).status_code for name, to in {**found, **listed}.items()} == dict.fromkeys(
        {**found, **listed}, 200
    )


@pytest.mark.parametrize("who", ["staff", "manager", "administrator"])
def test_what_is_everybodys_own_stands_together(desk, who):
    listed = links(desk.asks(who, "/yours").content.decode(), r"<h1.*</main>")
    assert list(listed) == OWN
    assert {desk.asks(who, to).status_code for to in listed.values()} == {200}
