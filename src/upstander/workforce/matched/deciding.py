"""Writes down what a person decided of two records that may be of one person. It merges nothing."""

from django.db import transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.access.sealed import mark
from upstander.access.trace import leave
from upstander.casework.keeping_from import meant_by
from upstander.casework.naming import person_of
from upstander.workforce import policy
from upstander.workforce.matched.pairs import Pair
from upstander.workforce.models import NewPartnerDecision, Sameness


def pair_mark(pair: Pair) -> str:
    """What stands for a pair in addresses."""
    return mark(pair.key, "pair")


def in_the_log(pair: Pair) -> str:
    """The same as the log has it: with whose it is, so that an auditor with a tie to them reads no line of it."""
    return f"{pair_mark(pair)} {mark(pair.staff_id)}"


def kept_from(pair: Pair, account: Account) -> frozenset[str]:
    """The account of who asks, where the name that was told, or that is on record, may mean them."""
    names = (pair.name, pair.nominal)
    return frozenset(key for one in names for key in meant_by(one, [person_of(account)], by_any_word=False))


@transaction.atomic
def decide(*, pair: Pair, sameness: Sameness, why: str, by: Account) -> NewPartnerDecision:
    """Keeps the decision with what was shown to who decides. Raises Unseen."""
    whose = mark(pair.staff_id)
    if reason := policy.against_new_partner(asker_of(by), whose, kept_from(pair, by)):
        raise Unseen("new partner", in_the_log(pair), reason)
    showed = "; ".join([pair.chance, *pair.why])
    made = NewPartnerDecision.objects.create(
        staff_id=pair.staff_id, pair=pair.key, sameness=sameness, why=why, showed=showed, by=by
    )
    leave(
        by, "new partner decided", "new partner", in_the_log(pair), outcome="done", ids=[whose], sameness=str(sameness)
    )
    return made
