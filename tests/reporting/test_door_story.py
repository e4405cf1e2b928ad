"""The door as people use it, in a real browser: a small telephone with no script, by keyboard, and with scripts."""

import contextlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.pressing import follow, follow_by_keyboard
from tests.reporting.conftest import ROOT, Opened, carried, reported, words_in
from upstander.reporting import letters
from upstander.reporting.doors import CALL_HANDLER, CONTACT, Door, doors
from upstander.reporting.receipt import WORDS
from upstander.reporting.recipients import read_key
from upstander.reporting.words import LANGUAGES, words

AXE = ROOT / "src/upstander/govuk/frontend/node_modules/axe-core/axe.min.js"
EVERY_DOOR = [pytest.param(one, id=one.name) for one in doors().values()]
TELL_TALE = ("police", "report", "abuse", "confiden", "corrupt", "upstander")


def on(page: Any) -> None:
    follow(page.locator('button[name="go"][value="on"]'))


def to_the_receipt(page: Any, where: str, door: Door) -> list[str]:
    """Goes in by a door, answers what is needed, and gives the words of the receipt."""
    for _page in to_the_end(page, where, door):
        pass
    return list(page.locator(".door-words li").all_inner_texts())


def to_the_end(page: Any, where: str, door: Door) -> Iterator[None]:
    """Goes in by a door, and stops at each page of it and at that of the receipt."""
    page.goto(f"{where}/{door.path}")
    for names in door.pages:
        yield
        for name in door.needed & set(names):
            field = page.locator(f'[name="{name}"]')
            if field.first.get_attribute("type") == "radio":
                page.locator(f'[name="{name}"][value="{"yes" if name == "felt_uneasy" else "no"}"]').check()
            else:
                field.fill("what somebody said")
        on(page)
    yield


@pytest.mark.parametrize("door_of", EVERY_DOOR)
def test_every_door_leads_to_a_receipt_without_scripts_on_a_small_telephone(
    phone: Any, door: Opened, door_of: Door
) -> None:
    assert len(to_the_receipt(phone, door.address, door_of)) == WORDS
    assert phone.context.cookies() == []


def test_a_reporter_types_two_words_back_and_learns_what_happens_next(phone: Any, door: Opened) -> None:
    receipt = to_the_receipt(phone, door.address, doors()[""])
    phone.locator("#word3").fill(receipt[2])
    phone.locator("#word8").fill("notthis")
    follow(phone.locator('button[value="compare"]'))
    assert "That is not word 8" in phone.content()
    assert list(phone.locator(".door-words li").all_inner_texts()) == receipt  # shown again, to be looked at
    phone.locator("#word3").fill(receipt[2].upper())
    phone.locator("#word8").fill(receipt[7])
    follow(phone.locator('button[value="compare"]'))
    assert "You are not in trouble" in phone.content()
    assert not [word for word in receipt if f"<li>{word}" in phone.content()]


def test_a_reporter_comes_back_with_four_letters_of_each_word_and_tells_more(phone: Any, door: Opened) -> None:
    receipt = to_the_receipt(phone, door.address, doors()[""])
    phone.goto(f"{door.address}/return")
    phone.locator('[name="receipt"]').fill(", ".join(word[:4].upper() for word in receipt))
    follow(phone.get_by_role("button", name="Continue"))
    assert "has not been read yet" in phone.content()
    phone.locator('[name="message"]').fill("It was in March")
    phone.locator('[name="danger"][value="no"]').check()
    follow(phone.get_by_role("button", name="Send"))
    assert "Your message is sent" in phone.content()
    assert "It was in March" not in phone.content()  # whoever finds the words reads nothing that was sent


def test_what_is_typed_wrongly_is_told_word_by_word(phone: Any, door: Opened) -> None:
    receipt = to_the_receipt(phone, door.address, doors()["calls"])
    for typed, told in (
        (["qqqq", *receipt[1:]], "“qqqq” is not one of our words"),
        (receipt[1:], f"There should be {WORDS} words, and these are {WORDS - 1}"),
        ([receipt[0]] * WORDS, "We found nothing under these words"),
    ):
        phone.goto(f"{door.address}/return")
        phone.locator('[name="receipt"]').fill(" ".join(typed))
        follow(phone.get_by_role("button", name="Continue"))
        assert told in phone.locator("main").inner_text()


def test_going_back_keeps_what_was_written(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/")
    phone.locator('[name="danger"][value="no"]').check()
    on(phone)
    phone.locator('[name="what"]').fill("the first words")
    on(phone)
    follow(phone.locator('button[value="back"]'))
    assert phone.locator('[name="what"]').input_value() == "the first words"


def test_who_says_that_somebody_is_in_danger_reads_of_help_before_anything_else(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/")
    phone.locator('[name="danger"][value="yes"]').check()
    on(phone)
    assert "Ring 999" in phone.locator('[role="status"]').inner_text()


def test_who_says_so_in_a_survey_reads_of_help_on_the_next_page(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/survey")
    phone.locator('[name="felt_uneasy"][value="yes"]').check()
    on(phone)
    phone.locator('[name="danger"][value="yes"]').check()
    phone.locator('[name="what"]').fill("what was said")
    on(phone)
    assert "Ring 999" in phone.locator('[role="status"]').inner_text()


@pytest.mark.parametrize("one", [one for one in doors().values() if one.name != CALL_HANDLER], ids=lambda one: one.name)
def test_every_door_asks_how_when_and_how_not_to_be_reached(one: Door) -> None:
    """But that of a call, which asks three questions: how the caller could be found again is in one of them."""
    assert [name for name in sorted(CONTACT) if not one.asks(name)] == []


def test_how_to_be_reached_is_changed_by_who_comes_back(door: Opened, letters_of: Any, desk_folder: Path) -> None:
    receipt = reported(door)
    page = carried(door.sends("/return", {"receipt": " ".join(receipt)})[1])
    given = {"message": "as below", "danger": "no", "reach_not": "Do not ring my old number", "carried": page}
    assert "Your message is sent" in door.sends("/return", given | {"go": "write"})[1]
    key = read_key((desk_folder / "reports.key").read_text("ascii"))
    held = [letters.opened(bytes(row[3]), key).contact for row in letters_of(receipt)]
    assert sorted(map(dict, held), key=len) == [{}, {"reach_not": "Do not ring my old number"}]


def test_words_of_a_receipt_in_an_answer_are_refused_and_told(door: Opened) -> None:
    receipt = " ".join(reported(door))
    page = carried(door.asks("/calls")[2])
    _status, shown = door.sends("/calls", {"danger": "no", "what": f"as in {receipt}", "carried": page, "go": "on"})
    assert (words("en")["page.holds_words"] in shown, words_in(shown)) == (True, [])


def test_who_comes_back_is_shown_the_way_round_the_unit(door: Opened) -> None:
    receipt = " ".join(reported(door))
    assert words("en")["page.goes_round"] in door.sends("/return", {"receipt": receipt})[1]


def test_who_tells_of_staff_finds_a_line_for_officers_and_staff(door: Opened) -> None:
    shown = door.asks("/support")[2]
    assert shown.index("Samaritans") < shown.index("For police officers and staff") < shown.index("08458 770061")


def test_a_second_matter_of_one_call_is_another_letter(door: Opened, phone: Any, letters_of: Any) -> None:
    receipts = []
    phone.goto(f"{door.address}/calls")
    for told in ("the first matter", "the second matter"):
        assert phone.locator('[name="what"]').input_value() == ""
        phone.locator('[name="danger"][value="no"]').check()
        phone.locator('[name="what"]').fill(told)
        on(phone)
        receipts.append(phone.locator(".door-words li").all_inner_texts())
        follow(phone.locator('button[value="skip"]'))
        follow(phone.get_by_role("link", name="Another matter from the same call"))
    assert receipts[0] != receipts[1]
    assert [len(letters_of(receipt)) for receipt in receipts] == [1, 1]


def test_after_leaving_the_way_back_does_not_show_what_was_written(browser: Any, door: Opened) -> None:
    """With a script, leaving takes the place of the page in the browser's history; no page is kept to go back to."""
    page = browser.new_context().new_page()
    page.goto(f"{door.address}/start")
    page.goto(f"{door.address}/staff")
    page.locator('[name="danger"][value="no"]').check()
    on(page)
    page.locator('[name="what"]').fill("what I saw")
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url(f"{door.address}/support")
    for _times in range(3):
        with contextlib.suppress(PlaywrightError):  # the browser has no page to show: it was told to keep none
            page.go_back()
        page.wait_for_load_state()
        assert "what I saw" not in page.locator("body").inner_text()
        typed = page.locator('[name="what"]').evaluate_all("all => all.map(one => one.value)")
        assert [words for words in typed if words] == []
    page.context.close()


def test_the_same_story_with_scripts(browser: Any, door: Opened) -> None:
    """Nothing that a script does stands in the way: a report, its words typed back, and a return with more."""
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    receipt = to_the_receipt(page, door.address, doors()["partners"])
    page.locator("#word3").fill(receipt[2])
    page.locator("#word8").fill(receipt[7])
    follow(page.locator('button[value="compare"]'))
    assert "You are not in trouble" in page.content()
    page.goto(f"{door.address}/return")
    page.locator('[name="receipt"]').fill(" ".join(receipt))
    follow(page.locator("main button"))
    page.locator('[name="message"]').fill("It was in March")
    page.locator('[name="danger"][value="no"]').check()
    follow(page.get_by_role("button", name="Send"))
    assert "Your message is sent" in page.content()
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaving_speaks_in_the_language_of_the_page(browser: Any, door: Opened, language: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{door.address}{'' if language == 'en' else f'/{language}'}/staff")
    page.wait_for_selector("body.govuk-frontend-supported")
    page.keyboard.press("Shift")
    spoken = page.locator(".govuk-exit-this-page [role='status']")
    spoken.get_by_text(words(language)["page.leave_speech"][2]).wait_for(state="attached")
    page.context.close()


def test_who_felt_nothing_uneasy_has_sent_nothing(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/survey")
    phone.locator('[name="felt_uneasy"][value="no"]').check()
    on(phone)
    assert "Nothing was sent" in phone.locator("main").inner_text()


def test_a_call_in_danger_is_told_of_help_beside_the_receipt(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/calls")
    phone.locator('[name="danger"][value="yes"]').check()
    phone.locator('[name="what"]').fill("what was said")
    on(phone)
    assert "Ring 999" in phone.locator('[role="status"]').inner_text()


def test_what_is_lacking_is_told_and_nothing_is_lost(phone: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/calls")
    phone.locator('[name="who"]').fill("a tall man")
    on(phone)
    assert "Answer this question" in phone.locator(".govuk-error-summary").inner_text()
    assert phone.locator('[name="who"]').input_value() == "a tall man"


def test_neither_titles_nor_addresses_tell_what_is_done(phone: Any, door: Opened) -> None:
    """What a browser remembers of a visit is a title and an address (threat T12)."""
    seen = []
    for language in ("", "cy/", "easy/"):
        for path in ("start", "", "staff", "return", "support", "nowhere"):
            phone.goto(f"{door.address}/{language}{path}")
            seen += [phone.title(), phone.url]
    to_the_receipt(phone, door.address, doors()[""])
    seen += [phone.title(), phone.url]
    follow(phone.locator('button[value="skip"]'))
    seen += [phone.title(), phone.url]
    assert not [one for one in seen if any(telling in one.lower() for telling in TELL_TALE)]


def test_the_receipt_is_saved_as_a_plain_list_with_a_plain_name(phone: Any, door: Opened) -> None:
    receipt = to_the_receipt(phone, door.address, doors()[""])
    with phone.expect_download() as saving:
        phone.locator('button[value="save"]').click()
    assert saving.value.suggested_filename == "list.txt"
    assert saving.value.path().read_text("utf-8") == " ".join(receipt) + "\n"


def test_a_call_handler_needs_one_page_and_no_mouse(browser: Any, door: Opened) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{door.address}/calls")
    page.locator('[name="danger"]').first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("The caller said that an officer sends her messages at night")
    page.keyboard.press("Tab")
    page.keyboard.type("PC of that night, reference 77")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".door-words")
    follow_by_keyboard(page.locator('button[value="skip"]'))
    page.wait_for_selector("text=Another matter from the same call")
    page.context.close()


def test_leaving_the_page_needs_no_script_and_with_one_needs_no_mouse(phone: Any, browser: Any, door: Opened) -> None:
    phone.goto(f"{door.address}/")
    follow(phone.get_by_role("button", name="Leave this page"))
    assert phone.url == f"{door.address}/support"
    page = browser.new_context().new_page()
    page.goto(f"{door.address}/")
    page.wait_for_selector("body.govuk-frontend-supported")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{door.address}/support")
    page.context.close()


@pytest.mark.parametrize("language", ["en", "cy", "easy"])
def test_axe_finds_nothing_on_any_page(browser: Any, door: Opened, language: str) -> None:
    page = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 640}).new_page()
    before = "" if language == "en" else f"{language}/"
    paths = [one.path for one in doors().values()] + ["start", "return", "support", "paper/public", "script/partner"]
    for path in paths:
        page.goto(f"{door.address}/{before}{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 361, path  # a pixel of rounding
    for one in doors().values():
        for _page in to_the_end(page, f"{door.address}/{before}".rstrip("/"), one):
            assert violations(page) == [], one.name
            assert page.evaluate("document.documentElement.scrollWidth") <= 361, one.name
    receipt = page.locator(".door-words li").all_inner_texts()
    follow(page.locator('button[value="compare"]'))  # with an error
    assert violations(page) == []
    follow(page.locator('button[value="skip"]'))
    assert violations(page) == []
    page.goto(f"{door.address}/{before}return")
    page.locator('[name="receipt"]').fill(" ".join(receipt))
    follow(page.locator("main button"))
    assert violations(page) == []
    page.context.close()


def violations(page: Any) -> list[str]:
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {json.dumps([node['html'] for node in one['nodes']])}" for one in found]


def test_agencies_read_whom_they_can_ask_for_or_that_nobody_is_named(door: Opened) -> None:
    shown = {path: door.asks(f"/{path}")[2] for path in ("partners", "staff")}
    assert ["This force has named nobody here yet" in shown[path] for path in shown] == [True, False]


@pytest.mark.parametrize("language", ["en", "cy", "easy"])
@pytest.mark.parametrize(
    ("page", "left_out"), [("paper", {"files", "name", "about_unit"}), ("script", {"files", "name"})]
)
def test_on_paper_and_by_telephone_the_same_is_asked_in_the_same_words(
    door: Opened, language: str, page: str, left_out: set[str]
) -> None:
    """But what paper cannot lock away or send round the unit, and who tells it to somebody who asks by telephone."""
    before = "" if language == "en" else f"/{language}"
    said = words(language)
    for one in doors().values():
        status, _headers, shown = door.asks(f"{before}/{page}/{one.name}")
        if (page, one.name) == ("script", CALL_HANDLER):
            assert status == 404  # who writes of a call asks the caller nothing for us
            continue
        names = {name for names in one.pages for name in names}
        labels = {name: escape(said.question(name, one.name).label) in shown for name in names}
        assert labels == {name: name not in left_out for name in names}
        assert (escape(said["paper.not_locked"]) in shown) == (page == "paper" and bool(names & left_out))


@pytest.mark.parametrize("language", ["en", "cy", "easy"])
def test_paper_tells_of_help_before_it_asks_and_promises_nothing_that_only_the_form_does(
    door: Opened, language: str
) -> None:
    said = words(language)
    for one in doors().values():
        shown = door.asks(f"{'' if language == 'en' else f'/{language}'}/paper/{one.name}")[2]
        assert shown.index("999") < shown.index("<section")
        assert escape(said["done.trouble"]) in shown
        assert escape(said["danger.more"][3]) not in shown


def test_nobody_is_sent_to_a_next_question_that_is_not_asked(door: Opened, phone: Any) -> None:
    """Who comes back is asked from whom it is to be kept, and not whether it is about the unit."""
    to_next = words("en")["question.keep_from.next"]
    receipt = to_the_receipt(phone, door.address, doors()["calls"])
    assert to_next not in door.sends("/return", {"receipt": " ".join(receipt)})[1]
    phone.goto(f"{door.address}/afterwards")
    phone.locator('[name="danger"][value="no"]').check()
    on(phone)
    phone.locator('[name="what"]').fill("what was not seen")
    on(phone)
    assert to_next in phone.content()
