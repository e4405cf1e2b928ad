"""People are compared with those who do the same work, in a group large enough to say anything."""

import polars as pl

from upstander.leads.peers import peer_groups


def staff(*groups):
    rows = [(f"{team}-{role}-{n}", role, team) for team, role, count in groups for n in range(count)]
    return pl.DataFrame(rows, schema=["staff_id", "role", "team_id"], orient="row")


def test_a_unit_of_thirty_of_one_role_is_its_own_peers():
    assert peer_groups(staff(("North", "pcso", 30), ("South", "pcso", 40)), 30).of["North-pcso-0"] == "pcso in North"


def test_a_smaller_unit_is_compared_with_its_role_and_the_lead_says_so():
    groups = peer_groups(staff(("North", "pcso", 29), ("South", "pcso", 40)), 30)
    assert groups.of["North-pcso-0"] == "pcso"
    assert groups.describe("North-pcso-0") == "69 people: pcso"


def test_a_rare_role_is_compared_with_the_whole_force():
    groups = peer_groups(staff(("North", "analyst", 2), ("South", "constable", 40)), 30)
    assert groups.describe("North-analyst-0") == "42 people: the whole force"


def test_somebody_with_no_unit_on_record_is_compared_with_their_role():
    frame = pl.DataFrame({"staff_id": [f"S{n}" for n in range(31)], "role": ["pcso"] * 31, "team_id": [None] * 31})
    assert peer_groups(frame, 30).of["S0"] == "pcso"
