"""What the desk knows, written as feeds, so that the next scan takes it in: the loop closes through data.

Three things go back. The unit's own reading of people, which the same signs then look at (threat T1: detectors run on
the unit's own users): each reading of a lead, a matter, a plan, a report or records is a look-up, and a claim, a part
in a matter or what somebody did is the work that explains it. The explanations that two people accepted. And what
subjects were told in their matters (instructions_back). Lists are no look-ups: they show no more of anybody than a
name.

Who people of the desk are stands in the force's own feed of staff, by the number their account has: the desk writes
none, which would take the place of the force's record. Run by whoever owns the tables, with the keys: the files hold
numbers of people, and no text that anybody wrote of them.
"""

import csv
import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.utils import timezone

from upstander.access.models import Account
from upstander.audit.event import EPOCH, Event
from upstander.casework import unit_work
from upstander.casework.instructions_back import instructions
from upstander.casework.models import (
    AffectedPerson,
    Assignment,
    Bundle,
    Explanation,
    Lead,
    LeadEntry,
    LeadState,
    Letter,
    Matter,
    Redaction,
)
from upstander.records.catalogue import all_feeds

SYSTEM = "upstander"
READ = {  # actions of the log that show a person's data, and how a look-up is called in the feed
    "lead read": "view",
    "records read": "view",
    "matter read": "view",
    "matter history read": "view",
    "investigation read": "view",
    "plan read": "view",
    "contact details read": "view",
    "referral pack exported": "export",
    "plan exported": "export",
    "exhibit exported": "export",
    "letter read": "view",
    "letter exported": "export",
    "letter taken out again": "export",
    "redaction read": "view",
    "redacted copy exported": "export",
    "bundle read": "view",
    "bundle exported": "export",
    "report read": "view",
    "report file read": "view",
    "original exported": "export",
    "identity read": "view",
    "identity request read": "view",
    "intelligence read": "view",
    "intelligence source read": "view",
    "watchlist entry read": "view",
    "declaration read": "view",
}
PARTS = {"investigator": "investigator", "authority": "supervisor", "liaison": "victim_liaison"}
ENDS = {"let go", "dismissed", "became a matter"}
Rows = list[dict[str, str]]


def feeds_of(events: Iterable[Event]) -> dict[str, Rows]:
    """Every feed that the desk gives back, from its log and its tables."""
    events = list(events)
    papers, at_the_unit = _papers(), unit_work.known(events)
    whom = _whom() | {key: [unit_work.whom(key)] for key in at_the_unit}
    whom |= {paper: whom[matter] for paper, matter in papers.items() if paper not in whom}
    accounts = {str(account.pk): account for account in Account.objects.all()}
    work = [*_work(), *at_the_unit.items()]
    return {
        "accesses": list(_accesses(events, accounts, whom, papers)),
        "incidents": [_incident(*one) for one in work],
        "involvements": [_involved(key, at, person) for key, at in work for person in whom.get(key, ())],
        "assignments": [*_parts(), *_claims(), *map(_done, unit_work.worked(events, accounts))],
        "accepted_explanations": [_accepted(one) for one in _standing()],
        "instructions": instructions(timezone.localdate()),
    }


def write(folder: Path, feeds: Mapping[str, Rows]) -> None:
    """One CSV for each feed, as `upstander load` reads it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, rows in feeds.items():
        columns = [column.name for column in all_feeds()[name].columns]
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)


def _whom() -> dict[str, list[str]]:
    """Which people of the force's records, or affected people of the desk, each lead, matter and plan is about."""
    leads = {str(lead.pk): lead.affected_id for lead in Lead.objects.all()}
    whom = {key: [affected] for key, affected in leads.items() if affected}
    for matter in Matter.objects.all():
        whom[str(matter.pk)] = [leads[str(matter.lead_id)]] if leads.get(str(matter.lead_id)) else []
    for person in AffectedPerson.objects.all():
        whom[str(person.pk)] = [f"desk:{person.pk}"]
        whom[str(person.matter_id)].append(f"desk:{person.pk}")
    for letter in Letter.objects.exclude(person=None):
        whom[str(letter.pk)] = [f"desk:{letter.person_id}"]
    return whom


def _papers() -> dict[str, str]:
    """The matter of each letter, redaction and bundle, by its id: reading one is reading of whom the matter affects."""
    kinds = (Letter, Redaction, Bundle)
    return {str(key): str(matter) for kind in kinds for key, matter in kind.objects.values_list("pk", "matter_id")}


def _accesses(
    events: Iterable[Event],
    accounts: Mapping[str, Account],
    whom: Mapping[str, list[str]],
    papers: Mapping[str, str],
) -> Iterator[dict[str, str]]:
    for event in events:
        account = accounts.get(event.actor)
        if account is None or event.action not in READ or event.outcome != "allowed":
            continue
        for count, person in enumerate(whom.get(event.object_id, ())):
            yield {
                "access_id": f"desk:{event.number}:{count}",
                "staff_id": account.staff_id,
                "at": (EPOCH + dt.timedelta(microseconds=event.at)).isoformat(),
                "system": SYSTEM,
                "action": READ[event.action],
                "nominal_id": person,
                "incident_id": papers.get(event.object_id, event.object_id),
                "reason": event.purpose,
            }


def _work() -> list[tuple[str, dt.datetime]]:
    """What people of the desk work on, with when it began: matters, and leads that somebody claimed."""
    matters = [(str(matter.pk), matter.opened_at) for matter in Matter.objects.all()]
    first: dict[str, dt.datetime] = {}
    for entry in LeadEntry.objects.filter(what="claimed"):
        first.setdefault(str(entry.lead_id), entry.at)
    return [*matters, *first.items()]


def _incident(key: str, at: dt.datetime) -> dict[str, str]:
    return {"incident_id": key, "reported_at": at.isoformat(), "kind": "desk", "grade": "scheduled"}


def _involved(key: str, at: dt.datetime, person: str) -> dict[str, str]:
    return {"incident_id": key, "nominal_id": person, "role": "complainant", "from_at": at.isoformat()}


def _parts() -> list[dict[str, str]]:
    return [
        {
            "incident_id": str(one.matter_id),
            "staff_id": one.account.staff_id,
            "role": PARTS[one.part],
            "from_at": one.at.isoformat(),
            "to_at": one.end.at.isoformat() if hasattr(one, "end") else "",
        }
        for one in Assignment.every.select_related("account", "end")
    ]


def _claims() -> list[dict[str, str]]:
    """Each claim of a lead, until it was let go, dismissed, or made a matter."""
    claims: Rows = []
    begun: dict[uuid.UUID, dict[str, str]] = {}
    for entry in LeadEntry.objects.select_related("by").order_by("id"):
        lead = entry.lead_id
        if entry.what == "claimed":
            begun[lead] = {
                "incident_id": str(lead),
                "staff_id": entry.by.staff_id,
                "role": "investigator",
                "from_at": entry.at.isoformat(),
            }
            claims.append(begun[lead])
        elif entry.what in ENDS and lead in begun:
            begun.pop(lead)["to_at"] = entry.at.isoformat()
    return claims


def _done(one: unit_work.Worked) -> dict[str, str]:
    return {
        "incident_id": one.key,
        "staff_id": one.staff_id,
        "role": unit_work.ROLE,
        "from_at": one.first.isoformat(),
        "to_at": one.until.isoformat(),
    }


def _standing() -> Iterable[Explanation]:
    """The explanations that stand: a lead that was opened again has taken its own back."""
    return Explanation.objects.filter(lead__state=LeadState.DISMISSED).select_related("lead", "by")


def _accepted(one: Explanation) -> dict[str, str]:
    return {
        "explanation_id": str(one.pk),
        "staff_id": one.lead.subject_id,
        "nominal_id": one.lead.affected_id,
        "from_at": _begins(one.first),
        "to_at": _begins(one.last + dt.timedelta(days=1)),
        "accepted_by": one.by.staff_id,
        "accepted_at": one.at.isoformat(),
    }


def _begins(day: dt.date) -> str:
    """The instant at which a day begins where the desk stands: a load takes no day for an instant."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)).isoformat()
