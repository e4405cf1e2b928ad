"""An appeal that varies an outcome, at the desk: its form offers what was open, and what is told elsewhere follows it."""

import pytest

from tests.casework.drawing import ended
from tests.casework.test_appeals import LODGED
from tests.casework.test_cases import CASES, NO_APPEAL
from tests.desk.test_documents import pack_of, text_of
from tests.desk.test_eleven_cases import carried

CASE = "3, the second time"
WARNING = "final written warning"


@pytest.fixture
def dismissed(desk):
    """An officer who was dismissed, has appealed, and waits for the decision."""
    kind, before, end, after, _ = CASES[CASE]
    tables = [NO_APPEAL if "appeal window closed" in table else table for table in after]
    return carried(desk, kind, (*before, ended(*end), *tables, LODGED))


def decides(desk, matter, **details):
    given = {"what": "appeal decided", "day": "24/07/2021", "detail-proceedings": "h1", "detail-decision": "varied"}
    given |= {f"detail-{name}": value for name, value in details.items()}
    return desk.asks("investigator", f"/matters/{matter.pk}/add", given)


def test_the_form_of_a_decided_appeal_offers_what_was_open_and_refuses_the_rest(desk, dismissed):
    page = desk.asks("investigator", f"/matters/{dismissed.pk}/add?what=appeal+decided").content.decode()
    assert [words for words in (WARNING, "reduction in rank") if f'value="{words}"' not in page] == []
    assert 'value="would have been dismissed"' not in page
    assert decides(desk, dismissed, outcome=WARNING).status_code == 422  # says not from which day
    assert decides(desk, dismissed, outcome=WARNING, effective="29/06/2021").status_code == 302


def test_the_matters_page_and_the_pack_of_a_later_one_tell_the_outcome_that_stands(desk, dismissed):
    decides(desk, dismissed, outcome=WARNING, effective="29/06/2021")
    page = desk.asks("investigator", f"/matters/{dismissed.pk}").content.decode()
    assert "An appeal varied the outcome" in page
    assert "Removal requested" in page
    later = desk.matter("authority")
    desk.run("SET LOCAL session_replication_role = replica")
    type(later).objects.filter(pk=dismissed.pk).update(subject_mark=later.subject_mark)
    desk.run("SET LOCAL session_replication_role = origin")
    archive, _ = pack_of(desk, later)
    earlier = text_of(archive.read("referral.pdf")).split("Earlier matters and leads", 1)[1]
    assert (WARNING in earlier, "dismissal without notice" in earlier) == (True, False)
