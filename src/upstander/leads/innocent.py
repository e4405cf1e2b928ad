"""The innocent explanations that a scan tests by itself for every lead, and what each showed."""

import polars as pl

from upstander.leads.raising import Raised
from upstander.leads.wording import day_of

Tested = list[dict[str, str]]
MANY_COLLEAGUES = 4


def innocent_explanations(
    raised: Raised,
    contacts: pl.DataFrame,
    purposes: pl.DataFrame,
    colleagues: pl.DataFrame,
    declarations: pl.DataFrame,
    *,
    others: str,
) -> Tested:
    """Each explanation tested on the pair's own contacts and purposes, in the order an investigator would ask.

    `others` says who else on record the person may be (see `resemblance.py`). A lead about a subject alone has no pair
    to test: what was compared is said in its strands.
    """
    if raised.pair[1] is None or contacts.is_empty():
        return [
            _told("Is it one person's affair at all?", "This is about the member of staff alone: see what was counted.")
        ]
    return [
        _recorded_work(contacts, purposes),
        _shared_device(contacts),
        _on_duty(contacts),
        _others_look_too(raised, colleagues),
        _declared(raised, declarations),
        _known_for_certain(contacts),
        _told("Is this person on record a second time, or somebody who works here?", others),
    ]


def _told(explanation: str, shown: str) -> dict[str, str]:
    return {"explanation": explanation, "shown": shown}


def _recorded_work(contacts: pl.DataFrame, purposes: pl.DataFrame) -> dict[str, str]:
    asked = "Is there recorded work that explains the contacts?"
    by_answer = dict(contacts.group_by("answer").len().iter_rows())
    explained, own = by_answer.get("explained", 0), by_answer.get("self_explained", 0)
    counts = (
        f"{explained} of {contacts.height} contacts are explained by somebody else's record, "
        f"{own} only by the member of staff's own"
    )
    if purposes.is_empty():
        return _told(asked, f"{counts}. No work with this person is on record at all.")
    ended = purposes["ended_at"].drop_nulls()
    if len(ended) < purposes.height:
        return _told(asked, f"{counts}. Some work with this person is still open.")
    return _told(asked, f"{counts}. The last work on record ended on {day_of(int(str(ended.max())))}.")


def _shared_device(contacts: pl.DataFrame) -> dict[str, str]:
    asked = "Could somebody else have used the device?"
    devices = contacts.filter(pl.col("kind").is_in(["call", "text", "visit"]))
    if devices.is_empty():
        return _told(asked, "No contact here comes from a device.")
    alone = devices.filter(pl.col("crew").is_null() | (pl.col("crew") <= 1)).height
    return _told(asked, f"For {alone} of {devices.height} contacts by device nobody else is on record as holding it.")


def _on_duty(contacts: pl.DataFrame) -> dict[str, str]:
    asked = "Was it in working time?"
    known = contacts.filter(pl.col("on_duty").is_not_null())
    if known.is_empty():
        return _told(asked, "Cannot assess: there are no shifts on record for these days.")
    return _told(
        asked, f"{known.filter(pl.col('on_duty')).height} of {known.height} contacts were on duty or overtime."
    )


def _others_look_too(raised: Raised, colleagues: pl.DataFrame) -> dict[str, str]:
    asked = "Did many colleagues look at the same person, as after a briefing or big news?"
    found = colleagues.filter(pl.col("nominal_id") == raised.pair[1])["staff"].to_list()
    others = max((found[0] if found else 0) - 1, 0)
    verdict = (
        "which may be a briefing that is not on record"
        if others >= MANY_COLLEAGUES
        else "which is no sign of a briefing"
    )
    return _told(asked, f"{others} other members of staff looked this person up in the years on record, {verdict}.")


def _declared(raised: Raised, declarations: pl.DataFrame) -> dict[str, str]:
    asked = "Was it declared to the force?"
    made = declarations.filter((pl.col("staff_id") == raised.pair[0]) & (pl.col("nominal_id") == raised.pair[1]))
    if made.is_empty():
        return _told(asked, "No declaration about this person is on record.")
    first = int(str(made["declared_at"].min()))
    return _told(asked, f"{made.height} declared, the first on {day_of(first)}: read it beside the contacts.")


def _known_for_certain(contacts: pl.DataFrame) -> dict[str, str]:
    asked = "Is it certain who was meant?"
    doubtful = contacts.filter(pl.col("certainty") < 1).height
    if not doubtful:
        return _told(asked, "Every contact names this person, or a number or address that only this person held.")
    many = "a number, name, address or incident that several people share"
    return _told(asked, f"{doubtful} of {contacts.height} contacts may concern somebody else: they name {many}.")
