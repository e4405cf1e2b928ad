"""Every address of the desk in a real browser, at twice its size, read and with a form sent empty: axe, width and paper.

The desk is the filled one of the crawl, so that a page which is added is looked at too. The browser asks this process
instead of a server: what is shown is what each address answers to the first of those who may see it, the manager before all others.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.desk.conftest import DAY
from tests.desk.test_crawl import EVERYBODY, OPEN, addresses, filled  # noqa: F401 - the filled desk
from tests.desk.test_looks import AXE

HERE = "http://desk.test"
ONLY_ON_A_SCREEN = (
    ".moj-primary-navigation", ".moj-sub-navigation", "main .govuk-button", ".govuk-back-link", ".govuk-skip-link",
)  # fmt: skip
pytestmark = pytest.mark.enable_socket


class Shown:
    """A page of a browser that is shown what it is given, with the desk's own styles and scripts."""

    def __init__(self, context: Any) -> None:
        self.page, self.held, self.asked_elsewhere = context.new_page(), b"", []
        self.page.route("**/*", self.answer)

    def answer(self, route: Any) -> None:
        from django.contrib.staticfiles import finders  # noqa: PLC0415

        asked = urlsplit(route.request.url)
        if f"{asked.scheme}://{asked.netloc}" != HERE:
            self.asked_elsewhere.append(route.request.url)
            route.abort()
        elif asked.path.startswith("/static/"):
            route.fulfill(path=finders.find(asked.path.removeprefix("/static/")))
        elif route.request.is_navigation_request():
            route.fulfill(body=self.held, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404)

    def looks_at(self, path: str, held: bytes) -> list[str]:
        """What is wrong with a page."""
        self.held = held
        self.page.goto(HERE + path)
        self.page.evaluate(AXE.read_text("utf-8"))
        found = [f"{one['id']}: {one['nodes'][0]['html']}" for one in self.page.evaluate("axe.run()")["violations"]]
        if self.page.evaluate("document.documentElement.scrollWidth") > 640:
            found.append("wider than the window")
        return found + self.on_paper()

    def on_paper(self) -> list[str]:
        """What a print of the page has that only a screen can use, or lacks."""
        self.page.emulate_media(media="print")
        seen = [left_out for left_out in ONLY_ON_A_SCREEN if self.page.locator(f"{left_out}:visible").count()]
        headed = self.page.locator("h1:visible").count()
        self.page.emulate_media(media="screen")
        return [f"printed: {one}" for one in seen] + ([] if headed else ["printed without its heading"])


@pytest.fixture
def shown(browser: Any) -> Iterator[Shown]:
    context = browser.new_context(viewport={"width": 640, "height": 512})
    yield Shown(context)
    context.close()


def before_reading(desk: Any) -> str:
    """The page of a matter that somebody with a part in it did not read yet."""
    from upstander.casework.actions import matters  # noqa: PLC0415

    manager, about = desk.accounts["manager"], {"subject_id": "P-902", "subject_name": "Somebody"}
    made = matters.open_by_hand(**about, kind="officer", why="a call", day=DAY, by=manager)
    desk.all_said = False
    matters.assign(matter=made, to=desk.accounts["investigator"], part="investigator", by=manager)
    return f"/matters/{made.pk}/tie"


def more(desk: Any, filled: Any) -> Iterator[str]:  # noqa: F811
    """Addresses under which several pages stand: of letters, of what is done with a report, of what may happen next."""
    from upstander.casework.views import intelligence_doings, report_doings  # noqa: PLC0415

    matter = f"/matters/{filled['matter']}"
    yield before_reading(desk)
    yield from (f"{matter}/letters/{letter}" for letter in filled["letters"])
    yield from (f"/reports/{filled['door_report']}/{doing}" for doing in report_doings.DOINGS)
    yield from (f"/intelligence/{filled['report']}/{doing}" for doing in intelligence_doings.DOINGS)
    yield f"/reports/set-aside?report={filled['door_report']}"
    for who in ("manager", "investigator", "authority", "liaison"):
        page = desk.asks(who, matter).content.decode()
        yield from dict.fromkeys(unescape(one) for one in re.findall(r'href="([^"]+/add\?what=[^"]+)"', page))


def answers(desk: Any, path: str, given: dict[str, str] | None) -> Iterator[tuple[str, bytes]]:
    """Who is shown a page at an address, and what; 422 is a form with what is wrong in it."""
    for who in sorted(EVERYBODY, key=lambda who: who != "manager"):
        answer = desk.asks(who, path, given)
        if answer.status_code in {200, 422} and answer.headers["Content-Type"].startswith("text/html"):
            yield who, answer.content


def test_nothing_is_wrong_with_any_page_and_none_asks_another_place_for_anything(
    desk: Any,
    filled: Any,  # noqa: F811
    shown: Shown,
) -> None:
    wrong, looked_at = [], set()
    for path in [*addresses(filled), *more(desk, filled)]:
        if path.startswith(OPEN):
            continue
        for given in (None, {"x": ""}):
            who, held = next(answers(desk, path, given), ("", b""))
            if held:
                looked_at.add(path)
                wrong += [f"{path} ({who}, {'sent' if given else 'read'}): {one}" for one in shown.looks_at(path, held)]
    assert wrong == []
    assert shown.asked_elsewhere == []
    assert len(looked_at) > 120
