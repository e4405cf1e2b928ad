"""The demonstration has examples of what prevents, so that whoever tries the desk finds pages with something on them."""

import re

import pytest


def main_of(answer):
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def tried(desk, people_on_record):
    from upstander.website.prevention_part_way import prevention_part_way  # noqa: PLC0415

    prevention_part_way(desk.accounts)


def test_every_page_of_prevention_has_an_example(desk, tried):
    for who, path, told in (
        ("prevent", "/contact-checks", "1 checked"),
        ("prevent", "/contact-checks", "Not drawn yet"),
        ("prevent", "/contact-checks/lines", "Promised to those who ring it"),
        ("staff", "/health-checks", "Waits for you"),
        ("prevent", "/health-checks/quality", "Written within 10 minutes of another"),
        ("prevent", "/apps", "Under review. One team asks for it"),
        ("staff", "/notices", "An officer kept a number"),
        ("staff", "/articles", "Before you reply: three things to ask"),
        ("staff", "/bulletins", "Contact after the job is done"),
    ):
        assert told in main_of(desk.asks(who, path)), (path, told)
