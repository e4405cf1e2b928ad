"""Finding what an address names, in the same words and the same way whether it is not there or may not be seen."""

import uuid
from typing import TypeVar

from django.http import HttpRequest

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.casework import policy
from upstander.casework.actions.matters import working_on
from upstander.casework.models import Lead, Matter


def signed_in(request: HttpRequest) -> Account:
    """Who asks; pages are reached by nobody else (LoginRequiredMiddleware)."""
    assert isinstance(request.user, Account)  # noqa: S101 - tells the type checker what the middleware has seen to
    return request.user


def lead_for(request: HttpRequest, key: uuid.UUID) -> Lead:
    """A lead that may be seen. Raises Unseen, whether it is hidden or was never there."""
    lead = _found(Lead.objects.filter(pk=key).first(), "lead", key)
    _or_unseen(policy.against_lead(asker_of(signed_in(request)), lead.subject_id), "lead", key)
    return lead


def matter_for(request: HttpRequest, key: uuid.UUID) -> Matter:
    """A matter that may be seen. Raises Unseen, whether it is hidden or was never there."""
    matter = _found(Matter.objects.filter(pk=key).first(), "matter", key)
    reason = policy.against_matter(asker_of(signed_in(request)), matter.subject_id, working_on(matter))
    _or_unseen(reason, "matter", key)
    return matter


Found = TypeVar("Found", Lead, Matter)


def _found(found: Found | None, kind: str, key: uuid.UUID) -> Found:
    if found is None:
        raise Unseen(kind, str(key), "nothing of this id is shown to them by the database")
    return found


def _or_unseen(reason: str, kind: str, key: uuid.UUID) -> None:
    if reason:
        raise Unseen(kind, str(key), reason)
