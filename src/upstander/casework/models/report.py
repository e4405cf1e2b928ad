"""Reports that came through the door, or otherwise and were typed in, as they stand on the desk.

Of the reporter's doing the day is kept and never the time. What a report says is sealed to its own key (`shredding`).
"""

import hashlib
import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from upstander.access.models import Account, Kept, Role
from upstander.access.sealed import MarkOf, SealedBytes, SealedText
from upstander.casework.models.intelligence_report import IntelligenceReport
from upstander.casework.models.matter import Matter
from upstander.casework.models.said import CHANNELS, DOORS, Said
from upstander.casework.shredding import opened_with, pair, sealed_to

if TYPE_CHECKING:
    from upstander.casework.models.tied_name import ReportName


class Stage(models.TextChoices):
    """Where a report of the door stands."""

    RECEIVED = "received", "Received"
    SAFEGUARDING = "safeguarding", "Safeguarding, urgent"
    TRIAGED = "triaged", "Triaged"
    AWAITING = "awaiting", "Awaiting the reporter"
    REPLIED = "replied", "The reporter replied"
    LINKED = "linked", "Linked to something"
    INTELLIGENCE = "intelligence", "Became intelligence"
    SIGNPOSTED = "signposted", "Not for the police: signposted"
    DUPLICATE = "duplicate", "Linked to something already told"
    SET_ASIDE = "set_aside", "Set aside as junk"
    HANDED_OVER = "handed_over", "Handed over outside the force"
    CLOSED = "closed", "Closed with feedback"
    DESTROYED = "destroyed", "Destroyed"


class Report(models.Model):
    """One report of the door. `box`: where its letters come from and replies go to (reporting.Box), and no more.

    What came in otherwise has no box, and `taken_by`, who typed it in; its `door` is one of CHANNELS.

    `held`: it is to be kept from people whom nobody could make out; the manager alone sees it. `keeps_from`: it says
    from whom it is to be kept, or who it is about, so that whoever comes to the desk later is compared with it too.
    `about_unit`: it speaks of those who read reports, and may be about one of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.BinaryField(max_length=32, unique=True, null=True)
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    door = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    urgent = models.BooleanField()
    received_on = models.DateField()
    state = models.CharField(max_length=20, choices=Stage.choices, default=Stage.RECEIVED)
    held = models.BooleanField(default=False)
    keeps_from = models.BooleanField(default=False)
    about_unit = models.BooleanField(default=False)
    public_key = models.BinaryField(max_length=32, null=True)
    private_key = SealedBytes(null=True)
    sealed = models.BinaryField()
    unseen: frozenset[int] = frozenset()  # entries that do not exist for who asks, where that was looked for

    class Meta:
        """The longest waiting first."""

        ordering = ("received_on", "id")
        indexes = (models.Index(fields=("state", "received_on"), name="reports_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(box__isnull=False, taken_by=None) | Q(box=None, taken_by__isnull=False),
                name="by_the_door_or_typed_in",
            ),
            models.CheckConstraint(condition=Q(state__in=Stage.values), name="report_stands_somewhere"),
        )

    def __str__(self) -> str:
        return f"Report {str(self.pk)[:8]}"

    @property
    def door_words(self) -> str:
        """By which door it came, or how else."""
        return (DOORS | CHANNELS).get(self.door, self.door)

    @property
    def typed_in(self) -> bool:
        """Whether it came in otherwise than by the door: then nobody holds a receipt, and nobody is answered here."""
        return self.box is None

    @property
    def bound_to(self) -> bytes:
        """What who told it is sealed together with, in 32 bytes: the box, or what stands for the report."""
        if self.box:
            return bytes(self.box)
        return hashlib.blake2b(self.pk.bytes, person=b"typed in", digest_size=32).digest()

    def renew_key(self) -> None:
        """Gives a report that has none a key."""
        self.public_key, self.private_key = pair()

    def seal(self, plain: bytes) -> bytes:
        """What opens with the key of this report alone."""
        return sealed_to(bytes(self.public_key or b""), plain)

    def opened(self, sealed: bytes | memoryview) -> bytes:
        """What was sealed. Raises shredding.DestroyedError."""
        return opened_with(self.private_key, bytes(sealed))

    def said(self) -> Said:
        """The first letter. Raises shredding.DestroyedError."""
        return Said.read(self.opened(self.sealed))

    def marks(self) -> frozenset[str]:
        """The marks of everybody whom it is about, or whom it is to be kept from by their number or their name."""
        told = {name.subject_mark for name in self.unsettled()}
        return frozenset({subject.subject_mark for subject in self.subjects.all()} | told)

    def unsettled(self) -> list["ReportName"]:
        """The names that may be told of in it, of which no manager has said who was meant."""
        return [name for name in self.names.all() if name.let_go_by_id is None]

    def to_settle(self, by: Account) -> list["ReportName"]:
        """Of those, which somebody may say something about now: a manager first, then any second person."""
        first = [name for name in self.unsettled() if name.proposed_by_id is None]
        second = [name for name in self.unsettled() if name.proposed_by_id not in {None, by.pk}]
        return second or (first if by.role == Role.MANAGER else [])

    def kept_from(self) -> frozenset[str]:
        """Whom it is kept from: accounts by their ids, roles by their names."""
        roles = {role.value for role in Role if role != Role.MANAGER} if self.held else set()
        return frozenset({str(one.account_id) for one in self.exclusions.all()} | roles)


class ReportMessage(models.Model):
    """A later letter of the reporter (`by` null), or a reply of the desk."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    day = models.DateField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        """Oldest first."""

        ordering = ("id",)

    def said(self) -> Said:
        """What it says. Raises shredding.DestroyedError."""
        return Said.read(self.report.opened(self.sealed))


class ReportFile(models.Model):
    """A file as it came. It is never served as it is: what it holds of itself could name the reporter (T3)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    day = models.DateField()
    size = models.PositiveIntegerField()
    name = models.BinaryField()
    held = models.BinaryField()

    class Meta:
        """Oldest first."""

        ordering = ("day", "id")

    def named(self) -> str:
        """Its name. Raises shredding.DestroyedError."""
        return self.report.opened(self.name).decode(errors="replace")


class ReportEntry(models.Model):
    """One thing done with a report. Added to, never changed.

    `by` and `at` are null where the reporter did it: the time would tell when they wrote.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="entries")
    day = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=40)
    why = SealedText(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)


class ReportSubject(models.Model):
    """A member of staff whom a report gives the number of, or whom somebody named. None is ever taken away.

    `kept_from`: their number stands somewhere in what was told, and nobody said that it is about them; it is kept from
    them all the same, and so from everybody they have a tie to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="subjects")
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id", db_index=True)
    subject_name = SealedText(blank=True)
    kept_from = models.BooleanField(default=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Each once."""

        ordering = ("kept_from", "id")
        constraints = (
            models.UniqueConstraint(fields=("report", "subject_mark", "kept_from"), name="named_in_a_report_once"),
        )

    def __str__(self) -> str:
        return str(self.subject_name or self.subject_id)


class ReportExclusion(models.Model):
    """That a report, and all that is made from it, does not exist for an account."""

    class Why(models.TextChoices):
        """By whom."""

        TOLD = "told", "The reporter asked for it"
        INFERRED = "inferred", "The report may be about them"
        DESK = "desk", "Somebody at the desk asked for it"
        NEWER = "newer", "Not compared yet: the account is newer than the report"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="exclusions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("report", "account"), name="excluded_once"),)


ENDS = ("intelligence", "matter", "other")
_ONE_END = Q()
for _end in ENDS:
    _ONE_END |= Q(**{f"{one}__isnull": one != _end for one in ENDS})


class ReportLink(Kept):
    """A report joined to intelligence, to a matter, or to the report that says the same (`other`), and why.

    `made`: it was made from the report, so that whom the report is kept from never learns of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="links")
    intelligence = models.ForeignKey(IntelligenceReport, on_delete=models.PROTECT, null=True, related_name="from_door")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="from_door")
    other = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="linked_from")
    made = models.BooleanField(default=False)
    why = SealedText(blank=True)

    class Meta:
        """Oldest first; one end each, and each pair once."""

        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(condition=_ONE_END, name="report_linked_to_one_thing"),
            models.UniqueConstraint(fields=("report", "intelligence"), name="report_linked_to_intelligence_once"),
            models.UniqueConstraint(fields=("report", "matter"), name="report_linked_to_a_matter_once"),
            models.UniqueConstraint(fields=("report", "other"), name="report_linked_to_a_report_once"),
        )


class DutyCall(models.Model):
    """That somebody at the desk called a report safeguarding: the duty person is told, and not of which."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()


class DutyTold(models.Model):
    """That the duty person was told of an urgent letter, a report typed in or a call of the desk, and on which day."""

    letter = models.UUIDField(primary_key=True)
    told_on = models.DateField()
