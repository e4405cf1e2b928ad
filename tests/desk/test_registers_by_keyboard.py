"""A declaration on a telephone, from its first page to the answer that is read: no script, no mouse, axe finds nothing.

On the desk of the demonstration, as a newcomer opens it: its registers are there to be looked at.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.desk.test_looks import address, folder, problems, signed_in  # noqa: F401 - the desk, and who signs in
from tests.pressing import follow_by_keyboard

TELEPHONE = {"width": 320, "height": 568}
pytestmark = pytest.mark.enable_socket


@pytest.fixture
def telephone(browser: Any, address: Any, signed_in: Callable[[str], Any]) -> Iterator[Callable[[str], Any]]:  # noqa: F811
    """A page on a small screen on which somebody is signed in, with no script allowed."""
    contexts = []

    def of(who: str) -> Any:
        held = browser.new_context(java_script_enabled=False, storage_state=signed_in(who), viewport=TELEPHONE)
        contexts.append(held)
        return held.new_page()

    yield of
    for one in contexts:
        one.close()


def chooses(page: Any, *labels: str) -> None:
    for label in labels:
        page.get_by_label(label, exact=True).focus()
        page.keyboard.press("Space")


def types(page: Any, **typed: str) -> None:
    for name, words in typed.items():
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(words)


def test_an_approach_is_declared_answered_and_acknowledged_on_a_telephone(browser, address, telephone):  # noqa: F811
    where, staff = address[0], telephone("staff")
    staff.goto(f"{where}/declarations")
    found = problems(browser, staff)
    follow_by_keyboard(staff.get_by_role("button", name="Declare something"))
    chooses(staff, "Somebody I met through work is trying to get close to me", "Not yet")
    types(staff, who="a caller of last night", happened_on="01/02/2025", what="They asked for my own number.")
    follow_by_keyboard(staff.get_by_role("button", name="Declare"))
    staff.get_by_text("Thank you for telling us").wait_for()
    found += problems(browser, staff)
    prevent = telephone("prevent")
    prevent.goto(f"{where}/declarations/received?state=waits")
    follow_by_keyboard(prevent.locator("table a").first)
    chooses(prevent, "Advice")
    types(prevent, words="You did right. Tell us if it goes on.")
    follow_by_keyboard(prevent.get_by_role("button", name="Decide", exact=True))
    found += problems(browser, prevent)
    staff.reload()
    staff.get_by_text("You did right.").wait_for()
    follow_by_keyboard(staff.get_by_role("button", name="I have read this"))
    assert staff.get_by_role("button", name="I have read this").count() == 0
    assert found == []


def test_the_registers_of_the_demonstration_have_something_to_see_to_and_axe_finds_nothing(browser, address, telephone):  # noqa: F811
    prevent, found = telephone("prevent"), []
    for path, told in (
        ("/declarations/received", "Sam Thorne"),
        ("/partners", "Invented Refuge has no contact of the level manager."),
        ("/partners/counts", "Ambulance service"),
        ("/partners/engagements", "Conference on the signs of abuse of position"),
        ("/schemes", "Invented Fitness Club is not registered with Volunteer Police Cadets governance."),
    ):
        prevent.goto(f"{address[0]}{path}")
        prevent.get_by_text(told).first.wait_for()
        found += problems(browser, prevent)
    assert found == []
