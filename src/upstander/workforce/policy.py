"""Who may read what a force holds of its people. Pure functions: each gives the reason why not, or nothing.

What was promised about somebody is confidential, and tells of a concern: the manager's alone, and never about whom a
tie keeps from them.
"""

from dataclasses import dataclass

from upstander.access.asking import Asker
from upstander.access.models import Role

READS_TRAINING = frozenset({Role.PREVENT, Role.MANAGER})
READS_VETTING = frozenset({Role.VETTING, Role.MANAGER})

DECIDES = frozenset({Role.PREVENT, Role.MANAGER})  # on what people declare; who keep the registers
VETTED = frozenset({"partner", "association"})  # kinds of declaration on which the vetting officer decides as well


@dataclass(frozen=True)
class DeclaredBy:
    """A declaration as policies see it. `marks`: of who made it, and of the member of staff whom it names.

    `kept_from`: accounts that it may name otherwise.
    """

    account_id: str
    kind: str
    marks: tuple[str, ...]
    kept_from: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CheckOf:
    """An integrity health check as policies see it. `by`: the account that wrote it; `drawn`: to be read by others."""

    by: str
    supervisor: str
    subject: str
    drawn: bool


@dataclass(frozen=True)
class WelfareOf:
    """Help that was offered, as policies see it, by marks. `keeper`: who keeps it; `supervisor`: whose team it is."""

    subject: str
    keeper: str
    supervisor: str


def against_training(asker: Asker) -> str:
    """Why somebody does not read who was taught what, and who had a talk about integrity."""
    return "" if asker.role in READS_TRAINING else f"the role {asker.role} reads no training"


def against_attempt(asker: Asker, whose: str) -> str:
    """Why somebody does not read what a member of staff, by their mark, read and answered. Their own, all do."""
    return "" if whose == asker.mark else asker.may_know_of(whose) or against_training(asker)


def against_team(asker: Asker, supervisor: str, subject: str) -> str:
    """Why somebody does not read what training a member of staff must pass. `supervisor`: the latter's, by mark."""
    return asker.may_know_of(subject) or ("" if supervisor == asker.mark else "they are in another's team")


def against_earlier_check(asker: Asker, supervisor: str, subject: str, held_by: str) -> str:
    """Why somebody does not read that another held an integrity health check, and what was agreed in it. All by mark.

    `supervisor`: of whoever was asked, now; `held_by`: who held it.
    """
    return against_team(asker, supervisor, subject) or asker.may_know_of(held_by)


def against_quality(asker: Asker, supervisor: str, subject: str) -> str:
    """Why somebody does not look at how a supervisor's integrity health checks were held. Both by mark."""
    return asker.may_know_of(subject) or asker.may_know_of(supervisor) or against_training(asker)


def against_health_check(asker: Asker, check: CheckOf) -> str:
    """Why somebody does not read what was written of an integrity health check.

    Whoever was asked and whoever asked read it; those who answer for prevention only one that was drawn to be read.
    """
    if check.subject == asker.mark:
        return ""
    if check.by == asker.account_id:
        return asker.may_know_of(check.subject)
    return against_quality(asker, check.supervisor, check.subject) or ("" if check.drawn else "it was not drawn")


def against_welfare(asker: Asker, about: WelfareOf) -> str:
    """Why somebody does not read what help a member of staff was offered: it is theirs, and their supervisor's.

    A supervisor of later reads it when whoever it is about hands it on to them; one of earlier reads it no more.
    """
    return "" if about.subject == asker.mark else against_keeping_welfare(asker, about)


def against_keeping_welfare(asker: Asker, about: WelfareOf) -> str:
    """Why somebody does not write down what became of it."""
    if reason := against_team(asker, about.supervisor, about.subject):
        return reason
    return "" if about.keeper == asker.mark else "another keeps it"


def against_welfare_counts(asker: Asker) -> str:
    """Why somebody does not read to how many people help was offered."""
    return "" if asker.role in DECIDES | {Role.CHIEF} else f"the role {asker.role} counts no welfare"


def against_vetting(asker: Asker) -> str:
    """Why somebody does not read whose vetting is current."""
    return "" if asker.role in READS_VETTING else f"the role {asker.role} reads no vetting"


def against_new_partner(asker: Asker, subject: str, kept_from: frozenset[str] = frozenset()) -> str:
    """Why somebody does not read and decide whom a member of staff told of. `subject`: the latter, by mark.

    `kept_from`: accounts that the name that was told may mean.
    """
    if asker.account_id in kept_from:
        return "it may name them"
    return asker.may_know_of(subject) or against_vetting(asker)


def against_transferee(asker: Asker, subject: str) -> str:
    """Why somebody does not read what a former force was asked of a member of staff, by their mark."""
    return asker.may_know_of(subject) or against_vetting(asker)


def against_promises(asker: Asker) -> str:
    """Why somebody does not read what the force promised to watch."""
    return "" if asker.role == Role.MANAGER else f"the role {asker.role} reads no promises"


def against_declarations(asker: Asker) -> str:
    """Why somebody has no list of what others declared. Everybody reads and makes their own."""
    return "" if asker.role in DECIDES | {Role.VETTING} else f"the role {asker.role} reads no declarations of others"


def against_deciding(asker: Asker, about: DeclaredBy) -> str:
    """Why somebody may not read and decide on what another declared."""
    if about.account_id == asker.account_id:
        return "nobody decides on what they declared"
    if asker.account_id in about.kept_from:
        return "it may name them"
    if told := next((told for one in about.marks if (told := asker.may_know_of(one))), ""):
        return told
    vets = asker.role == Role.VETTING and about.kind in VETTED
    return "" if vets or asker.role in DECIDES else f"the role {asker.role} decides on no {about.kind}"


def against_declaration(asker: Asker, about: DeclaredBy) -> str:
    """Why a declaration may not be seen: it is seen by who made it, and by who decides on it."""
    return "" if about.account_id == asker.account_id else against_deciding(asker, about)


def against_partners(asker: Asker) -> str:
    """Why somebody does not read and write of partners."""
    return "" if asker.role in DECIDES else f"the role {asker.role} keeps no partners"


def against_partner_counts(asker: Asker) -> str:
    """Why somebody does not read how many agencies there are, and how often the unit was in touch."""
    return "" if asker.role in DECIDES | {Role.CHIEF} else f"the role {asker.role} counts no partners"


def counts_partners_alone(asker: Asker) -> bool:
    """Whether somebody reads counts of partners, and nothing else of them."""
    return bool(against_partners(asker)) and not against_partner_counts(asker)


def against_schemes(asker: Asker) -> str:
    """Why somebody has no list of schemes with young people."""
    return "" if asker.role in DECIDES | {Role.CHIEF} else f"the role {asker.role} reads no schemes"


def against_scheme(asker: Asker, marks: frozenset[str]) -> str:
    """Why a scheme may not be seen. `marks`: of everybody who answers for it, or did."""
    return next((told for one in sorted(marks) if (told := asker.may_know_of(one))), "") or against_schemes(asker)


def against_keeping_schemes(asker: Asker, marks: frozenset[str]) -> str:
    """Why somebody may not write of a scheme."""
    keeps = asker.role in DECIDES
    return against_scheme(asker, marks) or ("" if keeps else f"the role {asker.role} writes of no schemes")


def against_sampling(asker: Asker) -> str:
    """Why somebody has no part in sampling contact with the public, nor in the register of lines."""
    return "" if asker.role in DECIDES else f"the role {asker.role} samples no contact with the public"


def against_sampled(asker: Asker, subject: str, held_by: str) -> str:
    """Why a contact that was drawn may not be seen or checked.

    `subject`: the mark of whose contact it is; `held_by`: of who held a talk, and reads over no review of it; else "".
    """
    return asker.may_know_of(subject) or (held_by and asker.may_know_of(held_by)) or against_sampling(asker)


def against_apps(asker: Asker) -> str:
    """Why somebody does not read which messaging apps are on devices, and what is decided of them."""
    return "" if asker.role in DECIDES | {Role.CHIEF} else f"the role {asker.role} reads no apps"


def against_deciding_apps(asker: Asker) -> str:
    """Why somebody decides of no app."""
    return "" if asker.role in DECIDES else f"the role {asker.role} decides of no apps"


def against_workforce(asker: Asker) -> str:
    """Why somebody has no place for any of it."""
    return against_training(asker) and against_vetting(asker)


def against_watchlist(asker: Asker) -> str:
    """Why somebody has no watchlist."""
    reads = asker.role in {Role.ANALYST, Role.MANAGER, Role.AUTHORITY}
    return "" if reads else f"the role {asker.role} reads no watchlist"


def against_entry(asker: Asker, subject: str) -> str:
    """Why an entry of the watchlist may not be seen. `subject`: the mark of a staff number."""
    return asker.may_know_of(subject) or against_watchlist(asker)


def against_watching(asker: Asker, subject: str) -> str:
    """Why somebody may not put a member of staff forward, or write down what was looked at."""
    watches = asker.role in {Role.ANALYST, Role.MANAGER}
    return against_entry(asker, subject) or ("" if watches else f"the role {asker.role} does not work the watchlist")


def against_answering(asker: Asker, subject: str) -> str:
    """Why somebody may not say whether a member of staff is on the list, stays on it, or is taken off."""
    answers = asker.role in {Role.MANAGER, Role.AUTHORITY}
    return against_entry(asker, subject) or ("" if answers else "only a manager or an authority decides who is on it")
