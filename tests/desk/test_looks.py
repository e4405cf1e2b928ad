"""Every page in a real browser, served as `upstander serve` serves it: axe finds nothing, and the keyboard is enough."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
AXE = ROOT / "src/upstander/website/frontend/node_modules/axe-core/axe.min.js"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATHS = ("/sign-in", "/leads", "/leads?state=dismissed", "/matters", "/ties", "/no-such-page")

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@contextmanager
def open_desk(folder: Path, *given: str) -> Iterator[tuple[str, str]]:
    """The desk of a folder, opened as a newcomer opens it: where it is, and what was said; then stopped as a service is."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
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
def address(folder: Path, scan: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the desk is open, and the password of each role, as a newcomer is told them."""
    with open_desk(folder, "--leads", str(scan), "--demonstration") as (where, said):
        yield where, dict(re.findall(r"(\w+) +│ ([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})", said))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests need it

    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed: `make browser` installs Debian's"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def manager(browser: Any, address: tuple[str, dict[str, str]]) -> Iterator[Any]:
    """A page on which the unit's manager has signed in, by keyboard alone and with no script allowed."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address[0]}/sign-in")
    page.locator("#id_username").focus()
    for typed in ("manager", address[1]["manager"]):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads")
    yield page
    context.close()


def problems(browser: Any, page: Any) -> list[str]:
    """What axe finds on a page as it stands, looked at again with scripts allowed."""
    context = browser.new_context(storage_state=page.context.storage_state(), bypass_csp=True)
    twin = context.new_page()
    twin.goto(page.url)
    twin.add_script_tag(path=AXE)
    found = twin.evaluate("axe.run()")["violations"]
    context.close()
    return [f"{page.url}: {one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_axe_finds_nothing_on_any_page(browser, manager, address):
    found = []
    for path in PATHS:
        manager.goto(f"{address[0]}{path}")
        found += problems(browser, manager)
    for list_path, link in (("/leads", "/leads/"), ("/matters", "/matters/")):
        manager.goto(f"{address[0]}{list_path}")
        manager.locator(f"main a[href^='{link}']").first.click()
        found += problems(browser, manager)
    manager.goto(f"{address[0]}/leads")
    manager.locator("main a[href^='/leads/']").first.click()
    manager.get_by_role("link", name="Read the records").click()
    found += problems(browser, manager)
    assert found == []


def test_a_lead_is_claimed_and_a_matter_is_found_with_no_script_and_no_mouse(manager, address):
    manager.locator("main a[href^='/leads/']").first.focus()
    manager.keyboard.press("Enter")
    manager.wait_for_url("**/leads/*")
    manager.get_by_label("Claimed").focus()
    manager.keyboard.press("Space")
    manager.get_by_role("button", name="Save").focus()
    manager.keyboard.press("Enter")
    manager.get_by_text("Claimed by Maud Keane").wait_for()
    manager.get_by_role("link", name="Matters").focus()
    manager.keyboard.press("Enter")
    manager.get_by_role("link", name="Matter about").first.wait_for()


def test_a_page_is_never_wider_than_the_window_at_twice_the_size(browser, manager, address):
    """200 % zoom of a window 1280 pixels wide leaves 640."""
    manager.set_viewport_size({"width": 640, "height": 512})
    wide = []
    for path in PATHS:
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
