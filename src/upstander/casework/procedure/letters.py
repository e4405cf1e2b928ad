"""Which letters the law asks for as a matter stands, and what is against making or giving one."""

from dataclasses import replace

from upstander.casework.procedure.conditions import holds
from upstander.casework.procedure.history import Event
from upstander.casework.procedure.law import LetterKind, Reason
from upstander.casework.procedure.standing import Standing


def kinds(now: Standing) -> list[LetterKind]:
    """Every kind of letter that is in force for this person and day."""
    return [kind for kind in now.law.letters if kind.holds(now.matter.kind, now.attention, now.day)]


def kind_of(now: Standing, name: str) -> LetterKind | None:
    """The kind of this id as it is in force; None where there is none."""
    return next((kind for kind in kinds(now) if kind.id == name), None)


def asked_for(now: Standing, kind: LetterKind) -> bool:
    """Whether the stage of the matter asks for a letter of this kind now."""
    return bool(kind.only_if) and holds(kind.only_if, now.asked())


def against_letter(now: Standing, kind: LetterKind, asked: Event) -> tuple[Reason, ...]:
    """The reasons of the guards of letters that are not met. `asked`: an event with the details of the letter."""
    question = now.asked(replace(asked, day=now.day))
    held = [g for g in now.law.letter_guards if kind.id in g.on and g.holds(now.matter.kind, now.attention, now.day)]
    return tuple(
        Reason(guard.says, guard)
        for guard in held
        if holds(guard.only_if, question) and not holds(guard.needs, question)
    )
