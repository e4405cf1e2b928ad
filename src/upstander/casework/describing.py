"""How somebody was described, held against what the records hold of staff. What they do not hold decides nothing.

A reporter sees a beard and a height, and no record has either. What a record has, a role, a vehicle, part of a number,
is compared; whom it does not fit is set apart with the reason, and never dropped.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from upstander.records.catalogue import all_feeds

DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class About:
    """What the records hold of one member of staff at that time. `devices`: their ids, each with what it is."""

    role: str = ""
    sex: str = ""
    started_on: dt.date | None = None
    devices: tuple[tuple[str, str], ...] = ()

    def words(self, day: dt.date) -> list[str]:
        """In words, as far as anything is held."""
        held = [_said(self.role), _said(self.sex)]
        if self.started_on:
            held.append(f"{int(_years(self.started_on, day))} years with the force")
        held += [f"{kind} {device}" for device, kind in self.devices]
        return [one for one in held if one]


@dataclass(frozen=True)
class Description:
    """What is asked; "" and None ask nothing. `device`, `number`: any part of one. `least`, `most`: years served."""

    role: str = ""
    sex: str = ""
    device: str = ""
    number: str = ""
    least: int | None = None
    most: int | None = None

    def against(self, number: str, about: About, day: dt.date) -> list[str]:
        """What of it does not fit somebody, in words."""
        return [words for words, held, fits in self._compared(number, about, day) if held and not fits]

    def not_held(self, number: str, about: About, day: dt.date) -> list[str]:
        """What of it cannot be compared with somebody, since no record holds it."""
        return [words for words, held, _fits in self._compared(number, about, day) if not held]

    def asked(self) -> Mapping[str, str]:
        """What was asked, for the history; empty where nothing was."""
        said = {"role": _said(self.role), "sex": self.sex, "vehicle or device": self.device, "number": self.number}
        said |= {"years served": self._years_asked() if self._asks_years() else ""}
        asked = "; ".join(f"{name}: {words}" for name, words in said.items() if words)
        return {"description": asked} if asked else {}

    def _asks_years(self) -> bool:
        return self.least is not None or self.most is not None

    def _years_asked(self) -> str:
        least = "" if self.least is None else f"at least {self.least}"
        return " and ".join(one for one in (least, "" if self.most is None else f"at most {self.most}") if one)

    def _compared(self, number: str, about: About, day: dt.date) -> Iterator[tuple[str, bool, bool]]:
        """For each thing asked: what is held of it, whether anything is, and whether that fits."""
        if self.role:
            yield f"role: {_said(about.role) or 'not held'}", bool(about.role), about.role == self.role
        if self.sex:
            yield f"sex: {about.sex or 'not held'}", bool(about.sex), about.sex == self.sex
        if self.device:
            listed = ", ".join(device for device, _kind in about.devices)
            fits = any(_part(self.device, device) for device, _kind in about.devices)
            yield f"vehicle or device: {listed or 'none held'}", bool(about.devices), fits
        if self._asks_years():
            years = _years(about.started_on, day) if about.started_on else 0.0
            fits = (self.least or 0) <= years and (self.most is None or years < self.most + 1)
            yield f"years served: {int(years) if about.started_on else 'not held'}", bool(about.started_on), fits
        if self.number:
            yield f"number: {number}", True, _part(self.number, number)


def roles() -> list[tuple[str, str]]:
    """Every role that records can hold, and its words."""
    (role,) = (column for column in all_feeds()["staff"].columns if column.name == "role")
    return [(one, _said(one)) for one in role.choices]


def _said(value: str) -> str:
    return value.replace("_", " ")


def _years(started_on: dt.date, day: dt.date) -> float:
    return (day - started_on).days / DAYS_A_YEAR


def _part(part: str, whole: str) -> bool:
    """Whether letters and digits of one stand in the other, whatever stands between them."""
    given = _plain(part)
    return bool(given) and given in _plain(whole)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
