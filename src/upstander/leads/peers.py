"""Who a member of staff is compared with: unit and role, else role, else the whole force."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class PeerGroups:
    """For each member of staff the narrowest group that is large enough.

    `of`: staff_id to the name of the group. `people`: how many belong to each group, wider groups counting everybody.
    """

    of: dict[str, str]
    people: dict[str, int]
    members: dict[str, frozenset[str]]

    def describe(self, staff_id: str) -> str:
        """The group in words: "412 people: constable"."""
        group = self.of.get(staff_id, EVERYBODY)
        return f"{self.people.get(group, 0)} people: {group}"


EVERYBODY = "the whole force"


def peer_groups(staff: pl.DataFrame, least: int) -> PeerGroups:
    """Groups over `staff` (staff_id, role, team_id); a group of fewer than `least` people gives way to a wider one."""
    nested: dict[str, tuple[str, ...]] = {}
    members: dict[str, set[str]] = {}
    for staff_id, role, team in staff.select("staff_id", "role", "team_id").iter_rows():
        words = role.replace("_", " ")
        nested[staff_id] = (*([f"{words} in {team}"] if team else []), words, EVERYBODY)
        for name in nested[staff_id]:
            members.setdefault(name, set()).add(staff_id)
    of = {person: _narrowest(names, members, least) for person, names in nested.items()}
    return PeerGroups(of, {n: len(m) for n, m in members.items()}, {n: frozenset(m) for n, m in members.items()})


def _narrowest(names: tuple[str, ...], members: dict[str, set[str]], least: int) -> str:
    return next((name for name in names if len(members[name]) >= least), names[-1])
