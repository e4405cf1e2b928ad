"""From the door to the desk and back, in a real browser: who told it, who answers, and who finds nothing."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.desk.test_looks import problems
from tests.desk.visitor import code_now
from tests.pressing import follow, follow_by_keyboard
from tests.reporting.conftest import Opened
from upstander.reporting.receipt import Receipt
from upstander.reporting.words import words

WHAT = "An officer came to my house three times with no reason that he would tell"
MANAGER = "keane, maud"  # of the demonstration, as somebody may write her
ANSWER = "Thank you. We have found who it was, and he will not come again."


@pytest.fixture(scope="module")
def at_the_desk(desk: Opened, browser: Any) -> Iterator[Callable[[str], Any]]:
    """The page of somebody who signed in at the desk, with no script allowed."""
    told = re.findall(r"(\w+) +│ ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}) +│ ([A-Z2-7]{32})", desk.said.read_text("utf-8"))
    people = {who: (password, secret) for who, password, secret in told}
    pages: dict[str, Any] = {}

    def of(who: str) -> Any:
        if who not in pages:
            pages[who] = browser.new_context(java_script_enabled=False).new_page()
            signs_in(pages[who], desk, who, *people[who])
        return pages[who]

    yield of
    for page in pages.values():
        page.context.close()


def signs_in(page: Any, desk: Opened, who: str, password: str, secret: str) -> None:
    page.goto(f"{desk.address}/sign-in")
    page.locator("#id_username").fill(who)
    page.locator("#id_password").fill(password)
    follow(page.locator("main button"))
    page.locator("#id_proof-code").fill(code_now(secret))
    follow(page.locator("main button"))
    page.wait_for_url(lambda url: "/sign-in" not in url)


def tells(page: Any, door: Opened, keep_from: str) -> str:
    """Tells something at the public door, and gives the words of the receipt."""
    page.goto(f"{door.address}/")
    page.locator('[name="danger"][value="no"]').check()
    follow(page.locator('[value="on"]'))
    page.locator('[name="what"]').fill(WHAT)
    follow(page.locator('[value="on"]'))
    page.locator('[name="reach_not"]').fill("Never ring in the evening")
    follow(page.locator('[value="on"]'))
    page.locator('[name="keep_from"]').fill(keep_from)
    follow(page.locator('[value="on"]'))
    return " ".join(page.locator(".door-words li").all_inner_texts())


def taken_in(folder: Path) -> None:
    """The post room takes in what waits."""
    post = [str(Path(sys.executable).with_name("upstander")), "post", str(folder), "--once"]
    done = subprocess.run(post, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    assert (done.returncode, "taken in" in done.stdout) == (0, True), done.stdout + done.stderr


def report_of(superuser: str, receipt: str) -> str:
    """The id of the report that a receipt's letter became: others of the tests stand in the list with it."""
    query = "SELECT id FROM casework_report WHERE box = %s"
    with psycopg.connect(superuser) as connection:
        rows = connection.execute(query, [Receipt.read(receipt).box]).fetchall()
    return str(rows[0][0])


def waits_longest(superuser: str, keys: list[str]) -> None:
    """Puts reports on the first page of the list, before all that other tests told."""
    with psycopg.connect(superuser) as connection:
        connection.execute("SET LOCAL session_replication_role = replica")  # past the trigger that keeps the day
        connection.execute("UPDATE casework_report SET received_on = '2020-01-01' WHERE id = ANY(%s::uuid[])", [keys])


def comes_back(page: Any, door: Opened, receipt: str) -> str:
    page.goto(f"{door.address}/return")
    page.locator('[name="receipt"]').fill(receipt)
    follow(page.locator("main button").first)
    return str(page.locator("main").inner_text())


def test_what_was_told_is_answered_and_whom_it_is_kept_from_finds_nothing(
    phone: Any, door: Opened, desk: Opened, superuser: str, at_the_desk: Callable[[str], Any]
) -> None:
    receipt = tells(phone, door, keep_from=MANAGER)
    taken_in(desk.said.with_name("desk"))
    assert "It has reached the people" in comes_back(phone, door, receipt)

    analyst = at_the_desk("analyst")
    there = f"{desk.address}/reports/{report_of(superuser, receipt)}"
    analyst.goto(there)
    assert WHAT in analyst.content()
    analyst.goto(f"{there}/reply")
    assert "Never ring in the evening" in analyst.content()
    analyst.locator("textarea").first.fill(ANSWER)
    follow(analyst.locator("main button").last)
    assert ANSWER in comes_back(phone, door, receipt)

    kept_away = at_the_desk("manager")
    kept_away.goto(f"{desk.address}/reports")
    assert there.rpartition("/")[2] not in kept_away.content()
    assert kept_away.goto(there).status == 404
    hidden = kept_away.locator("body").inner_text()
    assert kept_away.goto(f"{desk.address}/reports/{'0' * 8}-0000-4000-8000-{'0' * 12}").status == 404
    assert kept_away.locator("body").inner_text() == hidden

    follow(phone.get_by_role("button", name="Remove this answer"))
    assert ANSWER not in comes_back(phone, door, receipt)


def test_junk_is_set_aside_and_brought_back_with_no_script_and_no_mouse(
    phone: Any, door: Opened, desk: Opened, superuser: str, at_the_desk: Callable[[str], Any]
) -> None:
    receipts = [tells(phone, door, keep_from="") for _ in range(2)]
    taken_in(desk.said.with_name("desk"))
    keys, analyst, found = [report_of(superuser, one) for one in receipts], at_the_desk("analyst"), []
    waits_longest(superuser, keys)
    for query, button, done, list_of in (
        ("", "Set aside what is ticked", "Set reports aside as junk", "**/reports?state=set_aside"),
        ("?state=set_aside", "Bring back what is ticked", "Bring reports back into the queue", "**?state=working"),
    ):
        analyst.goto(f"{desk.address}/reports{query}")
        found += problems(analyst.context.browser, analyst)
        for key in keys:
            analyst.locator(f"#tick-{key}").focus()
            analyst.keyboard.press("Space")
        follow_by_keyboard(analyst.get_by_role("button", name=button))
        analyst.get_by_role("button", name=done).wait_for()
        assert analyst.content().count(WHAT) == len(keys)
        found += problems(analyst.context.browser, analyst)
        analyst.locator("textarea").focus()
        analyst.keyboard.type("the same words came again and again")
        analyst.keyboard.press("Tab")
        analyst.keyboard.press("Enter")
        analyst.wait_for_url(list_of)
        assert [f'href="/reports/{key}"' in analyst.content() for key in keys] == [True, True]
    assert found == []
    assert words("en")["return.set_aside"] in comes_back(phone, door, receipts[0])
