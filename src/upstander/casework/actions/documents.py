"""Making documents that leave the desk: each for somebody, for a purpose, and written down with its hash."""

import hashlib

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import Unseen
from upstander.access.models import Account, Role
from upstander.casework import care, concerns
from upstander.casework.actions import care as caring
from upstander.casework.actions import entries
from upstander.casework.actions.exporting import copy_number, exported
from upstander.casework.actions.work import against as against_work
from upstander.casework.documents.document import as_pack, as_pdf
from upstander.casework.documents.plan import engagement_plan
from upstander.casework.documents.referral import referral
from upstander.casework.documents.schedule import schedule
from upstander.casework.models import AffectedPerson, Matter
from upstander.casework.procedure import Event, refusals, standing

BUILT = "referral pack built"


def against_pack(matter: Matter, by: Account) -> str:
    """Why somebody may not make a referral pack, which holds plans and investigation alike."""
    if not caring.parts_in(matter, by):
        return "they may not see the matter"
    return "" if by.role == Role.MANAGER else "only the unit's manager makes a pack, who reads all that stands in it"


@transaction.atomic
def referral_pack(*, matter: Matter, to: str, why: str, by: Account) -> bytes:
    """The referral pack as an archive of PDF and data; the matter's history says so where that is its next step.

    Raises Unseen.
    """
    reason = against_pack(matter, by)
    if reason:
        raise Unseen("document", str(matter.pk), reason)
    today = timezone.localdate()
    now = standing(entries.law(), matter.history(), today)
    others = Matter.objects.filter(subject_mark=matter.subject_mark).exclude(pk=matter.pk).prefetch_related("entries")
    earlier = [
        (one, standing(entries.law(), one.history(), today)) for one in others if one.entries.all()
    ]  # none of what they may not read yet
    copy = copy_number()
    document = referral(
        matter, now, earlier, concerns.on_a_matter(by, matter), by=by, at=timezone.localtime(), to=to, copy=copy
    )
    pack = as_pack(document, "referral")
    digest = hashlib.sha256(pack).hexdigest()
    if not refusals(now, Event(0, today, BUILT, by.name)):
        entries.add(matter=matter, what=BUILT, day=today, details={"note": f"SHA-256 {digest}"}, by=by)
    exported(by, ("referral pack exported", "matter", str(matter.pk)), to, why, sha256=digest, copy=copy)
    return pack


@transaction.atomic
def plan_document(*, person: AffectedPerson, to: str, why: str, by: Account) -> bytes:
    """The engagement plan as a PDF, made by the liaison of the matter. Raises Unseen."""
    reason = care.against_writing(caring.parts_in(person.matter, by))
    if reason:
        raise Unseen("document", str(person.pk), reason)
    copy = copy_number()
    pdf = as_pdf(engagement_plan(person, by=by, at=timezone.localtime(), to=to, copy=copy))
    digest = hashlib.sha256(pdf).hexdigest()
    exported(by, ("plan exported", "affected person", str(person.pk)), to, why, sha256=digest, copy=copy)
    return pdf


@transaction.atomic
def disclosure_schedule(*, matter: Matter, to: str, why: str, by: Account) -> bytes:
    """The disclosure schedule as a PDF, made by who investigates, decides or leads. Raises Unseen."""
    reason = against_work(matter, by)
    if reason:
        raise Unseen("document", str(matter.pk), reason)
    copy = copy_number()
    pdf = as_pdf(schedule(matter, by=by, at=timezone.localtime(), to=to, copy=copy))
    digest = hashlib.sha256(pdf).hexdigest()
    exported(by, ("schedule exported", "matter", str(matter.pk)), to, why, sha256=digest, copy=copy)
    return pdf
