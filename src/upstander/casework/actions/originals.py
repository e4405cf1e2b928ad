"""Taking a file of a report out as it came: a manager asks with the reason, somebody else allows it, and it is taken.

What it holds of itself can name who sent it (T3). So it leaves by two people, for somebody named, and not from the
page on which copies are saved.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from upstander.access.asking import asker_of
from upstander.access.models import Account
from upstander.access.trace import leave, purpose_given
from upstander.casework import policy
from upstander.casework.actions.exporting import copy_number, exported
from upstander.casework.actions.leads import NotNow
from upstander.casework.actions.reports import KIND, or_unseen
from upstander.casework.documents.document import LONG_AGO
from upstander.casework.models import Report, ReportFile
from upstander.casework.models.original import OriginalAnswer, OriginalAsked, OriginalTaken
from upstander.casework.shredding import DestroyedError

GONE = "The file was destroyed with what the report said."
CHANGED = "The file is no longer what it was when it was asked for: its hash differs. Nothing was taken out."


@dataclass(frozen=True)
class Taken:
    """What leaves: a plain archive of the file and of what is known of it."""

    copy: str
    sha256: str
    archive: bytes


@transaction.atomic
def ask(*, file: ReportFile, to: str, why: str, by: Account) -> OriginalAsked:
    """Asks to take a file out as it came. Raises Unseen and NotNow."""
    _or_unseen(file.report, by)
    if OriginalAsked.objects.filter(file=file, by=by, answer=None).exists():
        raise NotNow("You have asked for this: a second person must answer.")
    sha256 = sha256_of(_held(file))
    made = OriginalAsked.objects.create(file=file, made_for=to, why=why, sha256=sha256, by=by)
    purpose = purpose_given(by, f"{why} (for {to})")
    leave(by, "original asked for", KIND, str(file.report_id), purpose=purpose, outcome="done", file=str(file.pk))
    return made


@transaction.atomic
def answer(*, asked: OriginalAsked, allowed: bool, why: str, by: Account) -> OriginalAnswer:
    """Allows it, or does not, as the second person. Raises Unseen and NotNow."""
    report = asked.file.report
    or_unseen(policy.against_door_report(asker_of(by), report.marks(), report.kept_from()), report)
    if asked.by_id == by.pk:
        raise NotNow("Taking out an original takes two: somebody else must answer.")
    if not why.strip():
        raise NotNow("Give the reason. Whoever reads this later must be able to judge it.")
    if OriginalAnswer.objects.filter(asked=asked).exists():
        raise NotNow("This was answered already.")
    made = OriginalAnswer.objects.create(asked=asked, allowed=allowed, why=why.strip(), by=by)
    said = "original allowed" if allowed else "original not allowed"
    leave(by, said, KIND, str(report.pk), outcome="done", request=str(asked.pk), to=str(asked.by_id))
    return made


@transaction.atomic
def take_out(*, asked: OriginalAsked, by: Account) -> Taken:
    """The file as it came, for who asked. Raises Unseen, and NotNow where it is not allowed now, or was changed."""
    _or_unseen(asked.file.report, by)
    if asked.by_id != by.pk or not is_allowed(asked):
        raise NotNow("This is not allowed now: ask, and let a second person answer.")
    held = _held(asked.file)
    sha256 = sha256_of(held)
    if sha256 != asked.sha256:
        raise NotNow(CHANGED)
    made = OriginalTaken.objects.create(asked=asked, copy=copy_number(), sha256=sha256, by=by)
    what = ("original exported", KIND, str(asked.file.report_id))
    exported(by, what, asked.made_for, asked.why, file=str(asked.file_id), sha256=sha256, copy=made.copy)
    return Taken(made.copy, sha256, _archive(asked, held, made))


def is_allowed(asked: OriginalAsked) -> bool:
    """Whether a second person's yes holds: not too old, of somebody still at the desk who may still see the report.

    Who asked sees every tie that could end it: they see the report, and so have none to anybody in it.
    """
    answer = OriginalAnswer.objects.filter(asked=asked, allowed=True).select_related("by").first()
    if answer is None or timezone.now() >= answer.until or not answer.by.is_active:
        return False
    report = asked.file.report
    return not policy.against_door_report(asker_of(answer.by), report.marks(), report.kept_from())


def sha256_of(held: bytes) -> str:
    """What tells this file from any other, in hexadecimal digits."""
    return hashlib.sha256(held).hexdigest()


def _archive(asked: OriginalAsked, held: bytes, made: OriginalTaken) -> bytes:
    """The file under a neutral name that no program opens by itself, and beside it what is known of it."""
    name = f"original-{str(asked.file_id)[:8]}.bin"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(name, LONG_AGO), held)
        archive.writestr(zipfile.ZipInfo("manifest.txt", LONG_AGO), _manifest(asked, name, held, made))
    return out.getvalue()


def _manifest(asked: OriginalAsked, name: str, held: bytes, made: OriginalTaken) -> str:
    """What goes with it. Its name as it came is written in escapes, so that nothing in it runs or turns the line."""
    said = {
        "File": name,
        "Its name as it came": ascii(asked.file.named()),
        "Bytes": str(len(held)),
        "SHA-256": made.sha256,
        "Came in on": f"{asked.file.day:%d/%m/%Y}",
        "Copy": made.copy,
        "For": asked.made_for,
    }
    return "".join(f"{what}: {words}\n" for what, words in said.items())


def _held(file: ReportFile) -> bytes:
    try:
        return file.report.opened(file.held)
    except DestroyedError as error:
        raise NotNow(GONE) from error


def _or_unseen(report: Report, by: Account) -> None:
    or_unseen(policy.against_deciding_door(asker_of(by), report.marks(), report.kept_from()), report)
