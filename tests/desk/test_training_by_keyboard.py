"""A course from the first page to its result on a telephone, with no script and no mouse; and no page wider than it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.desk.test_every_page import HERE, Shown
from tests.desk.test_looks import address, folder, signed_in  # noqa: F401 - the desk as it is served
from tests.desk.trained import answered, begun
from tests.pressing import follow_by_keyboard

pytestmark = pytest.mark.enable_socket
TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def staff(browser: Any, address: Any, signed_in: Any) -> Iterator[Any]:  # noqa: F811
    """A telephone on which a member of staff is signed in, with no script allowed."""
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in("staff"), viewport=TELEPHONE)
    page = context.new_page()
    page.goto(f"{address[0]}/")
    yield page
    context.close()


def link(page: Any, name: str) -> None:
    follow_by_keyboard(page.locator("main").get_by_role("link", name=name).first)


def test_a_course_is_read_answered_and_told_with_no_script_and_no_mouse(staff: Any) -> None:
    staff.get_by_role("heading", name="Your training").wait_for()
    link(staff, "Abuse of position: boundaries")
    link(staff, "Begin to read")
    for _ in range(5):
        link(staff, "Next page")
    link(staff, "To the questions")
    follow_by_keyboard(staff.get_by_role("button", name="Answer one at a time"))
    for number in range(1, 9):
        staff.get_by_role("heading", name=f"Question {number} of 8").wait_for()
        if number == 2:  # nothing chosen: the page says so, and leads to the question
            follow_by_keyboard(staff.get_by_role("button", name="Next question"))
            staff.get_by_role("alert").get_by_text("Choose an answer to question 2").wait_for()
        staff.get_by_role("radio").first.focus()
        staff.keyboard.press("Space")
        follow_by_keyboard(staff.locator("main form button"))
    assert staff.locator("input[type=radio][checked]").count() == 8
    follow_by_keyboard(staff.get_by_role("button", name="Send your answers"))
    staff.get_by_role("heading", name="of 8 right").wait_for()
    assert staff.get_by_text("You answered:").count() == 8


def test_no_page_of_training_is_wider_than_a_telephone(desk: Any, browser: Any) -> None:
    account = desk.accounts["staff"]
    made, sitting = answered(account, wrong=2), begun(account)
    here = "/your-training/abuse_of_position"
    paths = {
        "staff": ("/your-training", here, f"{here}/pages/3", "/your-training/proof", f"/your-training/attempts/{made.pk}",
                  f"/your-training/sittings/{sitting.pk}", f"/your-training/sittings/{sitting.pk}/1"),
        "prevent": ("/workforce/modules", "/workforce/modules/abuse_of_position",
                    "/workforce/modules/abuse_of_position/questions"),
    }  # fmt: skip
    context = browser.new_context(viewport=TELEPHONE)
    shown, wide = Shown(context), []
    for who, path in [(who, path) for who, theirs in paths.items() for path in theirs]:
        shown.held = desk.asks(who, path).content
        shown.page.goto(HERE + path)
        if shown.page.evaluate("document.documentElement.scrollWidth") > TELEPHONE["width"]:
            wide.append(path)
    context.close()
    assert wide == []
