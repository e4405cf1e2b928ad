"""Every page in a real browser, served as `upstander serve` serves it: axe finds nothing, and the keyboard is enough.

Passkeys are Chromium's own, made and asked by its virtual authenticator.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from nacl.public import PrivateKey

from tests.desk.visitor import code_now
from tests.leads.telling.scans import CASE_2_EVIDENCE, CASE_2_RECORDS, case_2, write_scan, write_store
from tests.ports import held_port
from tests.pressing import follow, follow_by_keyboard
from upstander.reporting.recipients import Recipient, Recipients, written

ROOT = Path(__file__).parents[2]
AXE = ROOT / "src/upstander/govuk/frontend/node_modules/axe-core/axe.min.js"
PATHS = (
    "/sign-in", "/leads", "/leads?state=dismissed", "/matters", "/ties", "/intelligence", "/reports/new", "/no-such-page",
    "/workforce", "/workforce/training/abuse_of_position", "/workforce/vetting", "/workforce/talks", "/workforce/promises", "/watchlist", "/watchlist/new", "/declarations", "/declarations/new",
    "/checklist", "/checklist/speak_up", "/registers/messaging_apps", "/library", "/library?words=chess", "/library/chess",
    "/library/chess?beside=enquiry_desk",
)  # fmt: skip
OWN_PATHS = ("/your-sign-in", "/prove-again", "/your-sign-in/password", "/sign-in/set-up", "/sign-in/set-up/code")
People = dict[str, tuple[str, str]]  # user name: password, and secret of one-time codes

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@contextmanager
def open_desk(folder: Path, *given: str) -> Iterator[tuple[str, str]]:
    """The desk of a folder, opened as a newcomer opens it: where it is, and what was said; then stopped as a service is."""
    with held_port() as port, _open_desk(folder, str(port), *given) as opened:
        yield opened


@contextmanager
def _open_desk(folder: Path, port: str, *given: str) -> Iterator[tuple[str, str]]:
    command = [Path(sys.executable).with_name("upstander"), "serve", str(folder), "--port", port, *given]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as serving:
        said = ""
        for line in serving.stdout or ():
            said += line
            if "The desk is open" in said:
                break
        try:
            assert "The desk is open" in said, said
            yield f"http://127.0.0.1:{port}", said
        finally:
            serving.terminate()


@pytest.fixture(scope="module")
def address(folder: Path, scan: Path) -> Iterator[tuple[str, People]]:
    """Where the desk is open, and how each signs in, as a newcomer is told."""
    with open_desk(folder, "--leads", str(scan), "--demonstration") as (where, said):
        told = re.findall(r"(\w+) +│ ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}) +│ ([A-Z2-7]{32})", said)
        yield where.replace("127.0.0.1", "localhost"), {who: (password, secret) for who, password, secret in told}


def types(page: Any, *typed: str) -> None:
    """Types into one field after the other, and sends the form, by keyboard alone."""
    for words in typed:
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def signs_in(page: Any, address: tuple[str, People], who: str) -> None:
    """Signs somebody in by password and one-time code."""
    where, people = address
    password, secret = people[who]
    page.goto(f"{where}/sign-in")
    page.locator("#id_username").focus()
    types(page, who, password)
    page.wait_for_url("**/sign-in/proof")
    page.locator("#id_proof-code").focus()
    types(page, code_now(secret))
    page.wait_for_url(lambda url: "/sign-in" not in url)


@pytest.fixture(scope="module")
def signed_in(browser: Any, address: tuple[str, People]) -> Callable[[str], Any]:
    """The cookies of somebody who signed in by keyboard alone and with no script allowed; a code is taken only once."""

    @cache
    def cookies(who: str) -> Any:
        context = browser.new_context(java_script_enabled=False)
        signs_in(context.new_page(), address, who)
        kept = context.storage_state()
        context.close()
        return kept

    return cookies


@pytest.fixture
def manager(browser: Any, address: tuple[str, People], signed_in: Callable[[str], Any]) -> Iterator[Any]:
    """A page on which the unit's manager is signed in, with no script allowed."""
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in("manager"))
    page = context.new_page()
    page.goto(f"{address[0]}/leads")
    yield page
    context.close()


def problems(browser: Any, page: Any) -> list[str]:
    """What axe finds on a page that is asked for, looked at again where scripts are allowed."""
    context = browser.new_context(storage_state=page.context.storage_state())
    twin = context.new_page()
    twin.goto(page.url)
    found = axe(twin)
    context.close()
    return found


def axe(page: Any) -> list[str]:
    """What axe finds on a page as it stands; the tool comes from outside, past the page's own policy."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_axe_finds_nothing_on_any_page(browser, manager, address):
    found = []
    for path in PATHS + OWN_PATHS:
        manager.goto(f"{address[0]}{path}")
        found += problems(browser, manager)
    for list_path, link in (
        ("/leads", "/leads/"),
        ("/matters", "/matters/"),
        ("/lessons", "/lessons/"),
    ):
        manager.goto(f"{address[0]}{list_path}")
        follow(manager.locator(f"main a[href^='{link}']:not([href='/matters/due'])").first)
        found += problems(browser, manager)
    manager.goto(f"{address[0]}/watchlist")
    follow(manager.get_by_role("link", name="Invented Watched"))
    found += problems(browser, manager)
    manager.goto(f"{address[0]}/leads")
    follow(manager.locator("main a[href^='/leads/']").first)
    follow(manager.get_by_role("link", name="Read the records"))
    found += problems(browser, manager)
    assert found == []


def test_a_lead_is_decided_in_few_keys_and_what_failed_is_put_right_where_it_stands(manager, address):
    """From the top of the page: skip to its content, to what is decided, and on; nothing typed is lost."""

    def presses(*keys: str) -> None:
        for key in keys:
            manager.keyboard.press(key)

    manager.goto(f"{address[0]}/leads")
    follow(manager.locator("main a[href^='/leads/']").first)
    presses("Tab", "Enter", "Tab", "Enter", "Tab")
    manager.locator("[name=what]:focus").wait_for()
    presses("ArrowDown", "Tab", "Tab")  # dismissed, and nothing that explains it
    manager.keyboard.type("I rang the sergeant")
    presses("Tab")
    with manager.expect_navigation():
        presses("Enter")
    manager.locator(".govuk-error-summary:focus").wait_for()
    presses("Tab", "Enter")
    manager.locator("#move_because:focus").wait_for()
    assert manager.locator("#move_why").input_value() == "I rang the sergeant"
    assert manager.get_by_role("radio", name="Dismissed").is_checked()


def test_axe_finds_nothing_on_the_pages_of_intelligence(browser, manager, address):
    manager.goto(f"{address[0]}/intelligence/new")
    follow(manager.get_by_role("button", name="Keep the report"))
    found = problems(browser, manager)
    manager.goto(f"{address[0]}/intelligence")
    follow(manager.locator("table a[href^='/intelligence/']").first)
    found += problems(browser, manager)
    listed = manager.locator("main a[href^='/intelligence/']").evaluate_all("all => all.map(one => one.href)")
    assert [part for part in ("source", "grade", "open-matter") if not any(one.endswith(part) for one in listed)] == []
    for one in listed:
        manager.goto(one)
        found += problems(browser, manager)
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_letters(browser, manager, address):
    manager.goto(f"{address[0]}/matters")
    follow(manager.locator("main a[href^='/matters/']:not([href='/matters/new'], [href='/matters/due'])").first)
    follow(manager.get_by_role("link", name="Letters"))
    found = problems(browser, manager)
    follow(manager.get_by_role("link", name="Notice of investigation"))
    found += problems(browser, manager)
    follow(manager.get_by_role("button", name="Begin the letter"))
    found += problems(browser, manager)
    follow(manager.get_by_role("button", name="Keep this"))
    manager.get_by_text("leaves open").first.wait_for()
    found += problems(browser, manager)
    manager.goto(f"{manager.url}/make")
    found += problems(browser, manager)
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_redaction_and_passages_are_marked_by_keyboard(browser, manager, address):
    manager.goto(f"{address[0]}/matters")
    follow(manager.locator("main a[href^='/matters/']:not([href='/matters/new'], [href='/matters/due'])").first)
    follow(manager.get_by_role("link", name="Investigation"))
    follow(manager.get_by_role("link", name="Take passages out of a text"))
    found = problems(browser, manager)
    manager.get_by_label("Which text").select_option(index=1)
    manager.get_by_label("What it is called on copies").fill("An entry")
    follow(manager.get_by_role("button", name="Begin"))
    manager.get_by_label("1").first.focus()
    manager.keyboard.press("Space")
    manager.get_by_label("It could lead to who told").focus()
    manager.keyboard.press("Space")
    follow_by_keyboard(manager.get_by_role("button", name="Mark to be taken out"))
    manager.get_by_text("All of it: It could lead to who told").wait_for()
    found += problems(browser, manager)
    assert found == []


def test_axe_finds_nothing_on_the_pages_of_bundles(browser, manager, address):
    manager.goto(f"{address[0]}/matters")
    follow(manager.locator("main a[href^='/matters/']:not([href='/matters/new'], [href='/matters/due'])").first)
    follow(manager.get_by_role("link", name="Investigation"))
    follow(manager.get_by_role("link", name="Put a bundle together"))
    found = problems(browser, manager)
    follow(manager.get_by_role("button", name="Keep this order"))
    manager.get_by_role("alert").wait_for()
    found += problems(browser, manager)
    assert found == []


def test_what_came_by_telephone_is_typed_in_with_no_script_and_no_mouse_and_axe_finds_nothing(
    browser, manager, address, folder
):
    manager.goto(f"{address[0]}/reports")
    follow_by_keyboard(manager.get_by_role("link", name="Type in a report"))
    manager.get_by_text("No name of who told it is taken here").wait_for()
    custodians = [Recipient(name, name, PrivateKey.generate().public_key) for name in ("ash", "birch")]
    (folder / "door").mkdir()
    held = Recipients({"unit": Recipient("unit", "x", PrivateKey.generate().public_key)}, custodians)
    (folder / "door" / "recipients.toml").write_text(written(held), "utf-8")
    follow_by_keyboard(manager.get_by_role("button", name="Put it into the queue"))
    manager.get_by_role("alert").wait_for()
    found = problems(browser, manager)
    manager.get_by_label("Who told it, if they gave their name").wait_for()
    for label in ("No", "By telephone", "Nobody knows"):
        manager.get_by_label(label, exact=True).focus()
        manager.keyboard.press("Space")
    manager.get_by_label("What was said").focus()
    manager.keyboard.type("He came back at night")
    manager.get_by_label("Files that came with it").set_input_files(
        {"name": "night.txt", "mimeType": "text/plain", "buffer": b"a note"}
    )
    follow_by_keyboard(manager.get_by_role("button", name="Put it into the queue"))
    manager.get_by_text("Typed in by").wait_for()
    found += problems(browser, manager)
    for what in ("told", "end", "signpost"):
        manager.goto(f"{manager.url.partition('?')[0]}/{what}")
        found += problems(browser, manager)
        manager.go_back()
    follow(manager.get_by_role("link", name="File 1"))
    found += problems(browser, manager)
    follow_by_keyboard(manager.get_by_role("link", name="Take out the original"))
    for label in ("For whom", "Why the copy is not enough"):
        manager.get_by_label(label).focus()
        manager.keyboard.type("the court asks for it")
    follow_by_keyboard(manager.get_by_role("button", name="Ask to take it out"))
    manager.get_by_text("Asked for").wait_for()
    found += problems(browser, manager)
    follow_by_keyboard(manager.get_by_role("link", name="Waits for a second person"))
    manager.get_by_text("Somebody else must answer this").wait_for()
    found += problems(browser, manager)
    assert found == []


def test_a_report_is_brought_from_the_list_to_its_file_with_no_script_and_no_mouse(manager, address):
    manager.goto(f"{address[0]}/intelligence?state=back")
    follow_by_keyboard(manager.locator("table a[href^='/intelligence/']").first)
    follow_by_keyboard(manager.get_by_role("link", name="File the report"))
    for label, typed in (("Why it is filed", "nothing more to find"), ("Or: why it needs no review", "they have left")):
        manager.get_by_label(label).focus()
        manager.keyboard.type(typed)
    follow_by_keyboard(manager.get_by_role("button", name="File the report"))
    manager.get_by_text("nothing more to find").first.wait_for()


def test_a_lead_is_claimed_and_a_matter_is_found_with_no_script_and_no_mouse(manager, address):
    follow_by_keyboard(manager.locator("main a[href^='/leads/']").first)
    manager.wait_for_url("**/leads/*")
    manager.get_by_label("Claimed").focus()
    manager.keyboard.press("Space")
    follow_by_keyboard(manager.get_by_role("button", name="Save", exact=True))
    manager.get_by_text("Claimed by Maud Keane").wait_for()
    follow_by_keyboard(manager.get_by_role("link", name="Matters"))
    manager.get_by_role("link", name="Matter about").first.wait_for()


def test_a_page_is_never_wider_than_the_window_at_twice_the_size(browser, manager, address):
    """200 % zoom of a window 1280 pixels wide leaves 640."""
    manager.set_viewport_size({"width": 640, "height": 512})
    wide = []
    for path in PATHS + OWN_PATHS:
        manager.goto(f"{address[0]}{path}")
        context = browser.new_context(
            storage_state=manager.context.storage_state(), viewport={"width": 640, "height": 512}, bypass_csp=True
        )
        page = context.new_page()
        page.goto(f"{address[0]}{path}")
        if page.evaluate("document.documentElement.scrollWidth") > 640:
            wide.append(path)
        context.close()
    assert wide == []


def test_a_desk_that_is_stopped_opens_again_with_what_it_held_and_leaves_nothing_running(tmp_path, scan):
    with open_desk(tmp_path, "--leads", str(scan)) as (where, said):
        assert "2 leads taken in" in said
    with pytest.raises(URLError, match="refused"):
        urlopen(where)  # noqa: S310 - our own address
    with open_desk(tmp_path, "--leads", str(scan)) as (where, said):
        assert "0 leads taken in, 2 were there already" in said
        assert "Sign in" in urlopen(where).read().decode()  # noqa: S310 - our own address


def test_a_desk_whose_key_file_is_gone_says_which_file_is_wanted_and_does_not_open(tmp_path):
    with open_desk(tmp_path, "--demonstration"):
        pass
    (tmp_path / "keys").unlink()
    with pytest.raises(AssertionError, match="not the key file of this desk"), open_desk(tmp_path):
        pass


def test_a_printed_page_is_its_content_without_what_only_a_screen_can_use(browser, manager, address):
    manager.goto(f"{address[0]}/matters")
    follow(manager.locator("main a[href^='/matters/']:not([href='/matters/new'], [href='/matters/due'])").first)
    manager.emulate_media(media="print")
    assert manager.locator("h1").first.is_visible()
    for left_out in (".moj-primary-navigation", ".moj-sub-navigation", ".govuk-button", ".govuk-back-link"):
        assert not manager.locator(left_out).first.is_visible(), left_out


def test_the_tables_of_a_lead_that_a_reader_may_open_are_printed(manager, address):
    manager.goto(f"{address[0]}/leads")
    follow(manager.locator("main a[href^='/leads/']").first)
    line = manager.get_by_text("Call to the person, off duty").first
    assert not line.is_visible()
    manager.emulate_media(media="print")
    assert line.is_visible()


def test_a_command_that_makes_an_account_says_whether_its_person_waits(tmp_path):
    """It compares them with the records of the newest scan at once, where it can read these."""
    store = write_store(tmp_path / "store", CASE_2_RECORDS)
    scan = write_scan(tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(store))
    desk = tmp_path / "desk"
    with open_desk(desk, "--leads", str(scan)):
        pass
    assert "nothing about any member of staff is shown" not in makes_account(desk, "first")
    store.rename(tmp_path / "elsewhere")
    assert "nothing about any member of staff is shown" in makes_account(desk, "second")


def makes_account(desk: Path, username: str) -> str:
    """What is said where an administrator of the machine makes an account."""
    command = [Path(sys.executable).with_name("upstander"), "account", str(desk), "--name", "Nora Hale"]
    given = ["--username", username, "--role", "analyst", "--staff-number", username]
    done = subprocess.run([*command, *given], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert f"signs in as {username} with the starting password" in done.stdout
    return done.stdout
