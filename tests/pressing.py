"""A link or a button is pressed, and the page that it leads to is there in whole.

Playwright's click comes back when a new page begins to arrive; what is asked of the page then may be asked of half of
it, on a machine that is busy.
"""

from typing import Any


def follow(pressed: Any) -> None:
    """Presses a link or a button, and waits for the whole page that it leads to."""
    with pressed.page.expect_navigation():
        pressed.click()


def follow_by_keyboard(pressed: Any) -> None:
    """The same with no mouse: the focus is set on it, and Enter pressed."""
    pressed.focus()
    with pressed.page.expect_navigation():
        pressed.page.keyboard.press("Enter")
