"""What somebody declares at the desk protects them at the next scan, as far as their own word does, and no further."""

import datetime as dt

import pytest

from tests.desk.force_people import declared
from tests.leads.telling.scans import write_store

NOW = dt.datetime.now(tz=dt.UTC).replace(microsecond=0, second=0)
NUMBER = "+447700900101"


def hours(after):
    return f"{NOW + dt.timedelta(hours=after):%Y-%m-%d %H:%M}"


def records():
    """A member of staff who wrote to somebody of an incident of theirs that is long over, and looked them up."""
    return {
        "staff": "staff_id | name | role | team_id | started_on\n D-staff | Sam | constable | blue | 2015-01-01",
        "incidents": f"incident_id | reported_at | closed_at\n burglary | {hours(-9000)} | {hours(-8900)}",
        "involvements": f"incident_id | nominal_id | from_at\n burglary | N-1 | {hours(-9000)}",
        "deployments": f"incident_id | staff_id | tasked_by | assigned_at | cleared_at\n"
        f"burglary | D-staff | control | {hours(-9000)} | {hours(-8999)}",
        "nominal_phones": f"nominal_id | number \n N-1 | {NUMBER}",
        "messages": "message_id | staff_id | other_party | at\n"
        + "\n".join(f"{name} | D-staff | {NUMBER} | {hours(at)}" for name, at in (("long ago", -500), ("shortly before", -20))),
        "accesses": f"access_id | staff_id | at | nominal_id\n 1 | D-staff | {hours(-21)} | N-1",
    }  # fmt: skip


@pytest.fixture
def answers(tmp_path):
    """What each message and look-up is answered by, once what the desk knows was loaded beside the records."""

    def of():
        from upstander.casework.records_back import write  # noqa: PLC0415 - Django is set up by the desk
        from upstander.contacts.join_up import join_up  # noqa: PLC0415
        from upstander.engines import DuckDBEngine  # noqa: PLC0415
        from upstander.records.loading import load_source  # noqa: PLC0415
        from upstander.records.store import open_records  # noqa: PLC0415
        from upstander.workforce.records_back import feeds  # noqa: PLC0415

        write(tmp_path / "files", feeds())
        with DuckDBEngine() as engine:
            report = load_source(tmp_path / "files", write_store(tmp_path / "store", records()), engine, None)
            assert not report.nothing_read
            as_of = int((NOW + dt.timedelta(days=1)).timestamp()) * 1_000_000
            contacts = join_up(open_records(tmp_path / "store", engine), engine, as_of).contacts
            return engine.rows(
                contacts.filter(contacts.kind != "deployment").order_by("at").select("kind", "answer", "purpose")
            ).rows()

    return of


def test_what_was_said_shortly_before_the_telling_is_explained_by_their_own_word_and_a_look_up_never(desk, answers):
    declared(kind="approach", by=desk.accounts["staff"], decided=desk.accounts["prevent"])
    assert answers() == [
        ("message", "unexplained", None),
        ("look_up", "unexplained", None),
        ("message", "self_explained", "declared_approach"),
    ]


@pytest.mark.parametrize(
    ("phones", "known"),
    [
        ("N-1 | +447700900101", "N-1"),
        ("N-1 | +447700900101 \n N-2 | +447700900199", "N-1"),
        ("N-1 | +447700900101 \n N-2 | +447700900101", ""),  # a number that two people had is nobody's
        ("N-2 | +447700900199", ""),
    ],
)
def test_whom_it_names_is_known_by_telephone_number_where_that_is_one_person_alone(desk, tmp_path, phones, known):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    store = write_store(tmp_path / "store", {"nominal_phones": f"nominal_id | number \n {phones}"})
    declared(kind="approach", number="07700 900101", by=desk.accounts["staff"])
    assert [row["nominal_id"] for row in feeds(store)["declarations"]] == [known]
    assert [row["nominal_id"] for row in feeds()["declarations"]] == [""]


def test_the_number_that_who_decides_gave_comes_before_the_telephone(desk, tmp_path):
    from upstander.workforce.records_back import feeds  # noqa: PLC0415

    store = write_store(tmp_path / "store", {"nominal_phones": "nominal_id | number \n N-9 | +447700900101"})
    declared(kind="approach", number="07700 900101", by=desk.accounts["staff"], decided=desk.accounts["prevent"])
    assert [row["nominal_id"] for row in feeds(store)["declarations"]] == ["N-1"]


@pytest.mark.parametrize("kind", ["gift", "interest", "partner", "association"])
def test_what_is_no_telling_of_contact_explains_nothing(desk, answers, kind):
    declared(kind=kind, by=desk.accounts["staff"], decided=desk.accounts["prevent"])
    assert {answer for _kind, answer, _purpose in answers()} == {"unexplained"}
