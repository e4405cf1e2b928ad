"""Another language in the middle: what was answered, typed or given is carried on, with no script and by keyboard."""

from html import escape
from typing import Any

import pytest

from tests.pressing import follow
from tests.reporting.conftest import Opened, carried, reported, words_in
from tests.reporting.test_door_abuse import at_the_files, multipart
from tests.reporting.test_door_story import on, to_the_receipt, violations
from upstander.reporting.doors import doors
from upstander.reporting.receipt import Receipt
from upstander.reporting.words import words

WELSH = words("cy")


def speak(page: Any, name: str) -> None:
    follow(page.get_by_role("button", name=name, exact=True))


def test_another_language_in_the_middle_keeps_every_answer_and_what_is_only_typed(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/staff")
    phone.locator('[name="danger"][value="no"]').check()
    on(phone)
    phone.locator('[name="what"]').fill("what I saw")
    speak(phone, "Cymraeg")
    assert phone.url == f"{door.address}/cy/staff"
    assert phone.locator('[name="what"]').input_value() == "what I saw"
    assert WELSH["page.step"].format(number=2, count=4) in phone.locator("h1").inner_text()
    assert phone.locator(".govuk-error-summary").count() == 0  # nothing was asked to be right yet
    speak(phone, "Easy Read")
    follow(phone.locator('button[value="back"]'))
    assert phone.locator('[name="danger"][value="no"]').is_checked()


def test_what_was_answered_in_one_language_is_sent_in_another(phone: Any, door: Opened, letters_of: Any) -> None:
    phone.goto(f"{door.address}/")
    phone.locator('[name="danger"][value="yes"]').check()
    on(phone)
    speak(phone, "Cymraeg")
    assert WELSH["danger.title"] in phone.locator('[role="status"]').inner_text()  # help is not lost on the way
    phone.locator('[name="what"]').fill("beth ddigwyddodd")
    for _page in range(3):
        on(phone)
    receipt = phone.locator(".door-words li").all_inner_texts()
    assert [urgent for _who, urgent, *_rest in letters_of(receipt)] == [True]


def test_going_back_keeps_what_is_typed_on_the_page_that_is_left(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/")
    phone.locator('[name="danger"][value="no"]').check()
    on(phone)
    phone.locator('[name="who"]').fill("a tall man")
    follow(phone.locator('button[value="back"]'))
    on(phone)
    assert phone.locator('[name="who"]').input_value() == "a tall man"


def test_the_words_of_a_receipt_are_there_in_another_language(phone: Any, door: Opened) -> None:
    """Nobody can give them again: a link would lose them."""
    receipt = to_the_receipt(phone, door.address, doors()[""])
    speak(phone, "Cymraeg")
    assert phone.locator("h1").inner_text() == WELSH["receipt.title"]
    assert phone.locator(".door-words li").all_inner_texts() == receipt
    follow(phone.locator('button[value="skip"]'))
    assert phone.locator("h1").inner_text() == WELSH["done.title"]
    speak(phone, "English")
    assert phone.locator("h1").inner_text() == words("en")["done.title"]


def test_who_comes_back_goes_on_in_another_language_with_what_they_typed(phone: Any, door: Opened) -> None:
    receipt = " ".join(reported(door))
    phone.goto(f"{door.address}/return")
    phone.locator('[name="receipt"]').fill(receipt)
    speak(phone, "Cymraeg")
    assert phone.locator('[name="receipt"]').input_value() == receipt
    follow(phone.locator("main button"))
    assert WELSH["return.waiting"] in phone.locator("main").inner_text()
    phone.locator('[name="message"]').fill("and more")
    speak(phone, "English")
    assert words("en")["return.waiting"] in phone.locator("main").inner_text()
    assert phone.locator('[name="message"]').input_value() == "and more"


def test_files_that_a_page_cannot_carry_are_asked_for_again_and_nothing_is_sent(door: Opened) -> None:
    page = at_the_files(door)
    given = {"carried": carried(page), "go": "language", "keep_from": "PC One"}
    body, told = multipart(given, [("a.png", b"a" * 1000)])
    status, _headers, shown = door.asks("/cy/", body, **told)
    asked = escape(WELSH["page.files_again"])
    assert (status, asked in shown, "PC One" in shown, words_in(shown)) == (200, True, True, [])


def test_what_is_longer_than_an_answer_may_be_is_carried_to_another_language(door: Opened) -> None:
    page = carried(door.asks("/calls")[2])
    _status, shown = door.sends("/cy/calls", {"what": "y" * 9_000, "carried": page, "go": "language"})
    assert "y" * 9_000 in shown


@pytest.mark.parametrize("path", ["support", "start", "return", "paper/public", "script/partner", "staff"])
def test_the_other_language_of_a_page_is_the_same_page(phone: Any, door: Opened, path: str) -> None:
    phone.goto(f"{door.address}/{path}")
    follow(phone.locator('.door-languages [lang="cy"]'))
    assert phone.url == f"{door.address}/cy/{path}"
    follow(phone.locator('.door-languages [lang="en"]'))
    assert phone.url == f"{door.address}/{path}"


def test_a_page_that_is_not_there_leads_to_the_first_one_in_another_language(door: Opened) -> None:
    assert 'href="/cy/start"' in door.asks("/nowhere")[2]


def test_a_language_is_chosen_by_keyboard_and_enter_in_a_line_goes_on(browser: Any, door: Opened) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{door.address}/partners")
    page.locator('[name="danger"][value="no"]').check()
    page.locator('[name="danger"][value="no"]').press("Enter")  # the first button of a form is pressed by Enter
    page.wait_for_selector('[name="agency"]')
    page.locator('[name="agency"]').fill("A refuge")
    page.get_by_role("button", name="Leave this page").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{door.address}/cy/partners")
    assert page.locator('[name="agency"]').input_value() == "A refuge"
    page.locator('[name="agency"]').press("Enter")
    page.wait_for_selector(".govuk-error-summary")  # it went on, in Welsh: what happened is not told yet
    assert page.url == f"{door.address}/cy/partners"
    page.context.close()


def test_axe_finds_nothing_where_a_language_was_changed(browser: Any, door: Opened) -> None:
    page = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 640}).new_page()
    receipt = Receipt(tuple(to_the_receipt(page, door.address, doors()["partners"])))
    for name in ("Cymraeg", "Easy Read", "English"):
        speak(page, name)
        assert violations(page) == []
    page.goto(f"{door.address}/return")
    page.locator('[name="receipt"]').fill(str(receipt))
    follow(page.locator("main button"))
    for name in ("Cymraeg", "Easy Read", "English"):
        speak(page, name)
        assert violations(page) == []
    page.context.close()
