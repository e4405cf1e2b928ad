"""Reads the rules from their files, and says which file, entry and value is wrong and what would mend it."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from upstander.casework.procedure.checking import check
from upstander.casework.procedure.law import (
    Clock,
    Duration,
    Ground,
    Guard,
    Instrument,
    Law,
    LawError,
    LetterGuard,
    LetterKind,
    LetterPart,
    Machine,
    Notice,
    Option,
    Pause,
    Regime,
    Transition,
    wrong,
)
from upstander.casework.procedure.rule import ATTENTION, EVENT, KINDS, STATUSES, Rule, Source

OTHERWISE = {"source", "status", "from", "until", "kinds"}
COMMON = OTHERWISE | {"id", "says", "dated_by", "otherwise"}
LENGTH_OR_DAY = {"length", "unit", "first_day_counts", "day_in"}  # how long a clock runs, or the day it runs to
OWN: Mapping[str, tuple[type[Rule], set[str]]] = {
    "regime": (Regime, set()),
    "transition": (Transition, {"event", "leaves", "to", "when", "if", "follows"}),
    "guard": (Guard, {"on", "needs", "if"}),
    "option": (Option, {"of", "gives", "form", "finding", "if"}),
    "clock": (Clock, LENGTH_OR_DAY | {"starts", "when", "met_by", "stopped_by", "same", "for_each", "if"}),
    "pause": (Pause, {"clocks", "begins", "ends", "when"}),
    "notice": (Notice, {"if"}),
    "duration": (Duration, {"outcome", "form", "months"}),
    "letter": (
        LetterKind,
        {"reader", "written_by", "approved_by", "carries", "event", "tells", "apart", "if", "parts"},
    ),
    "letter_guard": (LetterGuard, {"on", "needs", "if"}),
    "ground": (Ground, {"told_as"}),
}
NEEDED = {
    "transition": {"event", "leaves", "to"},
    "guard": {"on", "needs"},
    "option": {"of", "gives"},
    "clock": {"starts", "met_by"},
    "pause": {"clocks", "begins", "ends"},
    "notice": {"if"},
    "duration": {"outcome", "form"},
    "letter": {"reader", "written_by", "parts"},
    "letter_guard": {"on", "needs"},
}
TUPLES = {"leaves", "on", "gives", "form", "finding", "met_by", "stopped_by", "same", "written_by", "approved_by"}
TUPLES |= {"carries", "tells", "clocks"}
GIVEN = OTHERWISE | {"dated_by", "follows", "otherwise"}  # what steps take from their machine
MACHINE = GIVEN | {"name", "title", "begins", "each", "applies", "ends", "states"}
INSTRUMENT = ("document", "title", "in_force", "kinds")


@cache
def load_law() -> Law:
    """The rules that come with Upstander. Raises LawError."""
    folder = files("upstander.casework.procedure") / "rules"
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
        instruments={one.document: one for file in read for one in file.instruments()},
        letters=all_of("letter"),
        letter_guards=all_of("letter_guard"),
        grounds=all_of("ground"),
        pauses=all_of("pause"),
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
        self._only(self.said, {*OWN, "sources", "facts", "machine", "instrument"}, "the file")
        self._sources = {key: self._source(key, table) for key, table in self.said.get("sources", {}).items()}

    def rules(self, kind: str) -> tuple[Rule, ...]:
        """The rules of one kind (not transitions, which belong to their machine)."""
        return tuple(rule for table in self.said.get(kind, []) for rule in self._versions(kind, table, {}))

    def instruments(self) -> Iterable[Instrument]:
        """The documents whose in-force days this file tells."""
        for table in self.said.get("instrument", []):
            named = f'instrument "{table.get("document", "?")}"'
            self._only(table, set(INSTRUMENT), named)
            for key in INSTRUMENT:
                if key not in table:
                    wrong(self.name, named, f"has no {key}", REMEDIES.get(key, f"add {key} = …"))
            day = self._day(table["in_force"], named)
            if day is None:
                wrong(self.name, named, 'is in force "always"', "write the day it came into force, as 2020-02-01")
            yield Instrument(table["document"], table["title"], day, self._kinds(table["kinds"], named))

    def machines(self) -> tuple[Machine, ...]:
        """The machine of this file, with the steps that the file tells of."""
        if "machine" not in self.said:
            return ()
        table = self.said["machine"]
        self._only(table, MACHINE, "machine")
        for key in ("name", "title", "begins", "states", "source", "status"):
            if key not in table:
                wrong(self.name, "machine", f"has no {key}", f"add {key} = … under [machine]")
        given = {key: table[key] for key in GIVEN if key in table}
        steps = tuple(step for entry in self.said.get("transition", []) for step in self._steps(entry, given))
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

    def _steps(self, table: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[Transition]:
        """A step; what is written of its machine (source, status, dates) holds for it where it says nothing else."""
        event = str(table.get("event", "?"))
        told = {"id": f"{event} → {table.get('to', '?')}", "says": f"{event}: {table.get('to', '?')}"}
        for step in self._versions("transition", table, {**told, **given}):
            assert isinstance(step, Transition)  # noqa: S101 - _rule makes what OWN names
            yield step

    def _versions(self, kind: str, table: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[Rule]:
        """A rule, and the same rule as it stands `otherwise`: by another source, for other days or kinds of person."""
        yield self._rule(kind, table, given)
        open_ended = {key: value for key, value in given.items() if key != "until"}
        own = {key: value for key, value in table.items() if key != "until"}
        for other in table.get("otherwise", given.get("otherwise", [])):
            self._whole(other, f'{kind} "{table.get("id") or table.get("event") or "?"}" otherwise')
            if "otherwise" in table:
                yield self._rule(kind, {**own, **other}, open_ended)
            else:
                yield self._rule(kind, table, {**open_ended, **other})

    def _whole(self, other: Mapping[str, Any], entry: str) -> None:
        self._only(other, OTHERWISE, entry)
        for key in sorted(OTHERWISE - {"until"}):
            if key not in other:
                wrong(self.name, entry, f"has no {key}", REMEDIES[key])

    def _rule(self, kind: str, table: Mapping[str, Any], given: Mapping[str, Any]) -> Rule:
        maker, own = OWN[kind]
        entry = f'{kind} "{table.get("id") or table.get("event") or "?"}"'
        self._only(table, COMMON | own, entry)
        said = {**given, **table}
        for key in sorted({"id", "says", "source", "status", "from", "kinds"} | NEEDED.get(kind, set())):
            if key not in said:
                wrong(self.name, entry, f"has no {key}", REMEDIES.get(key, f"add {key} = …"))
        values = {KEYS.get(key, key): self._value(key, said[key]) for key in own if key in said}
        if kind == "letter":
            values["parts"] = tuple(self._part(part, entry) for part in said["parts"])
        if "for_each" in said and set(said["for_each"]) != {"event", "key"}:
            wrong(self.name, entry, "has a for_each without its event and key", "add for_each = { event = …, key = … }")
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

    def _part(self, table: Mapping[str, Any], entry: str) -> LetterPart:
        """One thing that a letter must hold."""
        self._only(table, {"heading", "text"}, entry)
        for key in ("heading", "text"):
            if not str(table.get(key, "")).strip():
                wrong(self.name, entry, f"has a part with no {key}", "give each part its heading and its words")
        return LetterPart(table["heading"], table["text"].strip())

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
