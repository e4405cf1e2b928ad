"""A page of a list reads a page of the table: the order of the list is that of an index, through the walls too."""

import pytest

from tests.desk.conftest import DAY

MANY = 4_000


@pytest.fixture
def many(desk):
    """Leads as a long use leaves them: most were dismissed, and a few are left to work on."""
    from upstander.casework.models import Lead, Matter  # noqa: PLC0415

    def lead(number):
        return Lead(
            lead_id=f"many {number}", scan="", subject_id=f"S{number % 500}", subject_name="A name", affected_id="",
            affected_name="", standing="lead" if number % 4 == 0 else "check", place=number, weight=1, summary="words",
            last_seen_on=DAY, state="open" if number % 3 == 0 else "dismissed",
        )  # fmt: skip

    Lead.objects.bulk_create(map(lead, range(MANY)))
    Matter.objects.bulk_create(Matter(subject_id=f"S{n}", subject_name="A name", kind="officer") for n in range(MANY))
    desk.run("ANALYZE")
    return desk


def plan_of(desk, who, rows):
    """How the database reads rows for somebody, as the desk's own role."""
    from upstander.access.asking import name_to_the_database  # noqa: PLC0415

    name_to_the_database(str(desk.accounts[who].pk))
    return desk.as_role(rows.explain)


@pytest.mark.parametrize("query", ["", "state=dismissed", "standing=check", "state=dismissed&standing=lead", "page=2"])
def test_a_page_of_leads_is_read_in_the_order_of_an_index(many, query):
    from django.http import QueryDict  # noqa: PLC0415

    from upstander.casework.forms.leads import Filter  # noqa: PLC0415
    from upstander.casework.models import Lead  # noqa: PLC0415

    chosen = Filter(QueryDict(query))
    first = (chosen.page - 1) * 25
    rows = chosen.among(Lead.objects.select_related("holder"), many.accounts["manager"])[first : first + 26]
    plan = plan_of(many, "manager", rows)
    assert [node for node in ("Sort", "Seq Scan on casework_lead") if node in plan] == [], plan
    assert "Index Scan using leads_" in plan


def test_a_page_of_matters_is_read_in_the_order_of_an_index(many):
    from upstander.casework.models import Matter  # noqa: PLC0415

    plan = plan_of(many, "manager", Matter.objects.all()[:26])
    assert [node for node in ("Sort", "Seq Scan on casework_matter") if node in plan] == [], plan
    assert "matters_newest_first" in plan


def test_the_list_shows_the_leads_in_the_order_of_the_scan(many):
    from upstander.casework.models import Lead  # noqa: PLC0415

    page = many.asks("manager", "/leads?page=2").content.decode()
    wanted = sorted(
        Lead.objects.filter(state="open"), key=lambda lead: (lead.standing != "lead", lead.place, str(lead.pk))
    )[25:50]
    places = [page.index(str(lead.pk)) for lead in wanted]
    assert places == sorted(places)
