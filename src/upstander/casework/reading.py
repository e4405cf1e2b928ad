"""Reads the rules from their files, and says which file, entry and value is wrong and what would mend it."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from upstander.casework.checking import check
from upstander.casework.law import (
    ATTENTION,
    EVENT,
    KINDS,
    STATUSES,
    Clock,
    Duration,
    Guard,
    Law,
    LawError,
    Machine,
    Notice,
    Option,
    Regime,
    Rule,
    Source,
    Transition,
    wrong,
)

COMMON = {"id", "says", "source", "status", "from", "until", "kinds", "dated_by"}
OWN: Mapping[str, tuple[type[Rule], set[str]]] = {
    "regime": (Regime, set()),
    "transition": (Transition, {"event", "leaves", "to", "when", "if", "follows"}),
    "guard": (Guard, {"on", "needs", "if"}),
    "option": (Option, {"of", "gives", "form", "finding", "if"}),
    "clock": (
        Clock,
        {"starts", "when", "length", "unit", "met_by", "stopped_by", "same", "first_day_counts"},
    ),
    "notice": (Notice, {"if"}),
    "duration": (Duration, {"outcome", "form", "months"}),
}
NEEDED = {
    "transition": {"event", "leaves", "to"},
    "guard": {"on", "needs"},
    "option": {"of", "gives"},
    "clock": {"starts", "length", "unit", "met_by"},
    "notice": {"if"},
    "duration": {"outcome", "form", "months"},
}
TUPLES = {"leaves", "on", "gives", "form", "finding", "met_by", "stopped_by", "same"}
MACHINE = {
    "name",
    "title",
    "begins",
    "each",
    "applies",
    "ends",
    "states",
    "source",
    "status",
    "from",
    "kinds",
    "follows",
}


@cache
def load_law() -> Law:
    """The rules that come with Upstander. Raises LawError."""
    folder = files("upstander.casework") / "rules"
    return read_law({f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".toml")})


def read_folder(folder: Path) -> Law:
    """The rules in a force's own folder. Raises LawError."""
    return read_law({path.name: path.read_text("utf-8") for path in folder.glob("*.toml")})


def read_law(texts: Mapping[str, str]) -> Law:
    """The rules in the texts of files, by the files' names. Raises LawError."""
    law = _joined([_RuleFile(name, text) for name, text in sorted(texts.items())])
    check(law)
    return law


def _joined(read: "list[_RuleFile]") -> Law:
    def all_of(kind: str) -> tuple[Any, ...]:
        return tuple(rule for file in read for rule in file.rules(kind))

    return Law(
        regimes=all_of("regime"),
        machines=_by_name(read),
        guards=all_of("guard"),
        options=all_of("option"),
        clocks=all_of("clock"),
        notices=all_of("notice"),
        durations=all_of("duration"),
        facts={name: means for file in read for name, means in file.said.get("facts", {}).items()},
    )


def _by_name(read: "list[_RuleFile]") -> Mapping[str, Machine]:
    machines: dict[str, Machine] = {}
    for file in read:
        for machine in file.machines():
            if machine.name in machines:
                wrong(file.name, f'machine "{machine.name}"', f"is in {machines[machine.name].file} too", "rename one")
            machines[machine.name] = machine
    return machines


class _RuleFile:
    """One file of rules, every key checked."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        try:
            self.said = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise LawError(f"{name} is not TOML: {error}") from error
        self._only(self.said, {*OWN, "sources", "facts", "machine"}, "the file")
        self._sources = {key: self._source(key, table) for key, table in self.said.get("sources", {}).items()}

    def rules(self, kind: str) -> tuple[Rule, ...]:
        """The rules of one kind (not transitions, which belong to their machine)."""
        return tuple(self._rule(kind, table, {}) for table in self.said.get(kind, []))

    def machines(self) -> tuple[Machine, ...]:
        """The machine of this file, with the steps that the file tells of."""
        if "machine" not in self.said:
            return ()
        table = self.said["machine"]
        self._only(table, MACHINE, "machine")
        for key in ("name", "title", "begins", "states", "source", "status"):
            if key not in table:
                wrong(self.name, "machine", f"has no {key}", f"add {key} = … under [machine]")
        given = {key: table[key] for key in ("source", "status", "from", "kinds", "follows") if key in table}
        steps = tuple(self._step(entry, given) for entry in self.said.get("transition", []))
        return (
            Machine(
                name=table["name"],
                title=table["title"],
                begins=table["begins"],
                states=table["states"],
                ends=frozenset(table.get("ends", [])),
                transitions=steps,
                each=table.get("each", ""),
                applies=table.get("applies", {}),
                file=self.name,
            ),
        )

    def _step(self, table: Mapping[str, Any], given: Mapping[str, Any]) -> Transition:
        """A step; what is written of its machine (source, status, dates) holds for it where it says nothing else."""
        event = str(table.get("event", "?"))
        told = {"id": f"{event} → {table.get('to', '?')}", "says": f"{event}: {table.get('to', '?')}"}
        step = self._rule("transition", table, {**told, **given})
        assert isinstance(step, Transition)  # noqa: S101 - _rule makes what OWN names
        return step

    def _rule(self, kind: str, table: Mapping[str, Any], given: Mapping[str, Any]) -> Rule:
        maker, own = OWN[kind]
        entry = f'{kind} "{table.get("id") or table.get("event") or "?"}"'
        self._only(table, COMMON | own, entry)
        said = {**given, **table}
        for key in sorted({"id", "says", "source", "status", "from", "kinds"} | NEEDED.get(kind, set())):
            if key not in said:
                wrong(self.name, entry, f"has no {key}", REMEDIES.get(key, f"add {key} = …"))
        values = {KEYS.get(key, key): self._value(key, said[key]) for key in own if key in said}
        return maker(**self._common(said, entry), **values)

    def _common(self, said: Mapping[str, Any], entry: str) -> dict[str, Any]:
        """The parts that every rule has."""
        if said["source"] not in self._sources:
            self._unknown(entry, "source", said["source"], list(self._sources))
        if said["status"] not in STATUSES:
            self._unknown(entry, "status", said["status"], STATUSES)
        if said.get("dated_by", ATTENTION) not in (ATTENTION, EVENT):
            self._unknown(entry, "dated_by", said["dated_by"], (ATTENTION, EVENT))
        return {
            "id": said["id"],
            "says": said["says"],
            "source": self._sources[said["source"]],
            "status": said["status"],
            "first": self._day(said["from"], entry),
            "last": self._day(said.get("until", "always"), entry),
            "kinds": self._kinds(said["kinds"], entry),
            "dated_by": said.get("dated_by", ATTENTION),
            "file": self.name,
        }

    def _day(self, value: Any, entry: str) -> dt.date | None:
        if value == "always":
            return None
        if type(value) is not dt.date:
            wrong(self.name, entry, f"has the date {value!r}", 'write a day as 2020-02-01 without quotes, or "always"')
        return value

    def _kinds(self, value: Any, entry: str) -> frozenset[str]:
        if value == "all":
            return frozenset(KINDS)
        for kind in value:
            if kind not in KINDS:
                self._unknown(entry, "kind of person", kind, KINDS)
        return frozenset(value)

    @staticmethod
    def _value(key: str, value: Any) -> Any:
        if key in TUPLES:
            return (value,) if isinstance(value, str) else tuple(value)
        return value

    def _source(self, key: str, table: Mapping[str, Any]) -> Source:
        self._only(table, {"document", "place", "quote"}, f'source "{key}"')
        for needed in ("document", "place"):
            if not str(table.get(needed, "")).strip():
                wrong(self.name, f'source "{key}"', f"has no {needed}", "say in which document, and where in it")
        return Source(table["document"], table["place"], table.get("quote", ""))

    def _only(self, table: Mapping[str, Any], known: set[str], entry: str) -> None:
        for key in table:
            if key not in known:
                self._unknown(entry, "key", key, sorted(known))

    def _unknown(self, entry: str, what: str, value: Any, known: Any) -> NoReturn:
        near = get_close_matches(str(value), [str(one) for one in known], 1)
        remedy = f"did you mean {near[0]}?" if near else f"give one of {', '.join(known) or 'none, so add one'}"
        wrong(self.name, entry, f"has the {what} {value!r}, which is unknown", remedy)


KEYS = {"if": "only_if"}
REMEDIES = {
    "source": "a rule without a source is not a rule: name an entry of [sources]",
    "status": 'say whether it is "confirmed" against the text or "to be checked"',
    "from": 'say from which day it is in force, or "always"',
    "kinds": 'say for which kinds of person, or "all"',
}
