"""A newcomer's way in, in a real browser under the desk's own policy for scripts, with Chromium's virtual passkey.

One journey after the other, by keyboard, in a window at twice its size: each page of it is looked at by axe.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.desk.test_looks import ROOT, address, axe, folder, signed_in, types  # noqa: F401 - fixtures

pytestmark = pytest.mark.enable_socket

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
CHOSEN = "three words apart"


class At:
    """A page somebody looks at; each that is reached is looked at by axe too."""

    def __init__(self, opened: Any, where: str, cookies: Any = None) -> None:
        self.context = opened.new_context(storage_state=cookies, viewport={"width": 640, "height": 512})
        self.page, self.where, self.found, self.said = self.context.new_page(), where, [], []
        self.page.on("console", lambda message: self.said.append(message.text))

    def goes(self, path: str) -> None:
        self.page.goto(f"{self.where}{path}")
        self.looks()

    def looks(self) -> None:
        self.found += axe(self.page)
        if self.page.evaluate("document.documentElement.scrollWidth") > 640:
            self.found.append(f"{self.page.url} is wider than the window")

    def fills(self, label: str, *typed: str) -> None:
        self.page.get_by_label(label, exact=True).focus()
        types(self.page, *typed)

    def presses(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name).focus()
        self.page.keyboard.press("Enter")

    def reaches(self, heading: str) -> None:
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        self.looks()

    def with_a_key(self) -> Any:
        cdp = self.context.new_cdp_session(self.page)
        cdp.send("WebAuthn.enable")
        key = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
        return cdp, key


@pytest.fixture
def starting_password(browser, address, signed_in) -> str:  # noqa: F811
    """That of an account which the administrator makes at the desk."""
    at = At(browser, address[0], signed_in("administrator"))
    at.goes("/people/new")
    at.presses("Make the account")
    at.page.get_by_text("There is a problem").wait_for()
    at.looks()
    at.page.get_by_label("Name", exact=True).focus()
    for typed in ("Rosa Lind", "rosa"):
        at.page.keyboard.type(typed)
        at.page.keyboard.press("Tab")
    at.page.keyboard.press("Space")
    at.fills("Staff number", "DESK-rosa")
    at.reaches("Starting password of Rosa Lind")
    told = str(at.page.locator(".desk-secret").inner_text())
    at.presses("Rosa Lind", "link")
    at.reaches("Rosa Lind")
    at.goes("/people")
    assert at.found == []
    at.context.close()
    return told


def test_a_newcomer_makes_a_passkey_and_signs_in_by_it(browser, address, starting_password):  # noqa: F811
    at = At(browser, address[0])
    cdp, key = at.with_a_key()
    at.goes("/leads")
    at.fills("User name", "rosa", "wrong")
    at.page.get_by_text("Check your user name and password").wait_for()
    at.looks()
    at.fills("User name", "rosa", starting_password)
    at.reaches("Choose your password")
    at.fills("New password", "short", "short")
    at.page.get_by_text("There is a problem").wait_for()
    at.looks()
    at.fills("New password", CHOSEN, CHOSEN)
    at.reaches("Set up a second factor")
    at.presses("A passkey", "link")
    at.reaches("Set up a passkey")
    at.page.get_by_label("Name", exact=True).focus()
    at.page.keyboard.type("the key on my ring")
    at.presses("Make the passkey")
    at.reaches("Your recovery codes")
    at.presses("I have kept them")
    at.reaches("Leads")
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1

    at.presses("Sign out")
    at.reaches("Sign in")
    at.fills("User name", "rosa", CHOSEN)
    at.reaches("Your second factor")
    at.fills("One-time code", "000000")
    at.page.get_by_text("There is a problem").wait_for()
    at.looks()
    at.presses("Use a passkey")
    at.reaches("Leads")

    at.goes("/prove-again?next=/ties")
    at.presses("Use a passkey")
    at.reaches("My ties")
    at.goes("/your-sign-in")
    at.page.get_by_text("Passkey the key on my ring").wait_for()

    at.page.goto(f"{at.where}/prove-again?next=/ties")
    one = cdp.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"][0]
    cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    other = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    cdp.send("WebAuthn.addCredential", {"authenticatorId": other, "credential": one | {"signCount": 1}})
    at.presses("Use a passkey")
    at.page.get_by_text("There is a problem").wait_for()
    assert at.page.url.endswith("/prove-again?next=/ties"), "a copy whose counter is behind is not taken"

    assert at.found == []
    assert [words for words in at.said if "Content Security" in words or "Refused" in words] == []
    at.context.close()


def test_the_first_administrator_is_made_by_a_command_while_the_desk_is_open(browser, address, folder):  # noqa: F811
    command = [Path(sys.executable).with_name("upstander"), "account", str(folder), "--name", "Nora Hale"]
    command += ["--username", "nora", "--role", "administrator", "--staff-number", "DESK-nora"]
    made, again = (subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False) for _ in range(2))  # noqa: S603 - our own command
    assert "Somebody has this user name" in again.stderr
    at = At(browser, address[0])
    at.page.goto(f"{at.where}/sign-in")
    at.fills("User name", "nora", re.search(r"starting password (\S+)", made.stdout).group(1))
    at.reaches("Choose your password")
    at.context.close()
