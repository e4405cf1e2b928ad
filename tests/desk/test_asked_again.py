"""What is worst in wrong hands is reached only where the second factor was proved just now."""

import uuid

import pytest

# who, and what they are about to reveal, export, unseal, release, or open
ASKED = [
    ("liaison", "/matters/{matter}/people/{other}/reach"),
    ("liaison", "/matters/{matter}/people/{other}/document"),
    ("manager", "/matters/{matter}/pack"),
    ("investigator", "/matters/{matter}/work/exhibits/{other}"),
    ("investigator", "/matters/{matter}/work/schedule"),
    ("investigator", "/matters/{matter}/break-glass"),
    ("analyst", "/leads/{lead}/records"),
    ("manager", "/leads/{lead}/explain"),
    ("analyst", "/intelligence/{other}/source"),
    ("analyst", "/intelligence/{other}/who"),
    ("authority", "/ties/{other}/release"),
]


@pytest.mark.parametrize("row", ASKED, ids=[path.rsplit("/", 1)[-1] for _, path in ASKED])
@pytest.mark.parametrize("sent", [None, {"purpose": "to see whether it is asked again"}])
def test_it_is_asked_for_again_after_a_while_whether_the_thing_is_there_or_not(desk, row, sent):
    who, path = row
    matter = desk.matter("investigator", "authority", "liaison")
    ids = {"matter": matter.pk, "lead": desk.lead("P-77").pk, "other": uuid.uuid4()}
    answer = desk.asks_later(who, path.format(**ids), sent)
    if sent is None:
        assert answer["Location"].startswith("/prove-again?next=")
    else:
        assert (answer.status_code, 'name="proof-code"' in answer.content.decode()) == (403, True)


def test_a_code_is_taken_once_also_where_what_it_was_given_for_is_not_there(desk):
    from tests.desk.visitor import code_now, has_app  # noqa: PLC0415

    given = {"to": "x", "why": "y", "proof-code": code_now(has_app(desk, "manager"))}
    answers = [desk.asks_later("manager", f"/matters/{uuid.uuid4()}/pack", given).status_code for _ in range(2)]
    assert answers == [307, 422]
    assert [line[1] for line in desk.log("second factor")] == ["done", "refused"]
