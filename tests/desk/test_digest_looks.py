"""A supervisor's page with a team on it, in a real browser: the desk on which every page is looked at has no supervisor."""

import pytest

from tests.desk.test_digest_desk import PAGE, team  # noqa: F401 - a store with teams in it
from tests.desk.test_every_page import shown  # noqa: F401 - a page in a real browser, with axe


@pytest.mark.enable_socket
def test_nothing_is_wrong_with_a_day_of_a_team_at_twice_its_size_and_on_paper(desk, team, shown):  # noqa: F811
    page = desk.asks("staff", PAGE).content
    assert b"<svg" in page
    assert shown.looks_at(PAGE, page) == []
