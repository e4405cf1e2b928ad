"""Accounts of the desk, and who is shut out from what concerns whom."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from upstander.access.sealed import BareMarkOf, MarkOf, SealedJSON, SealedText


class Role(models.TextChoices):
    """What somebody does at the desk; it gives verbs, never the content of a matter by itself (users.md)."""

    ANALYST = "analyst", "Analyst"
    INVESTIGATOR = "investigator", "Investigator"
    AUTHORITY = "authority", "Appropriate authority"
    LIAISON = "liaison", "Survivor liaison"
    MANAGER = "manager", "Unit manager"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"
    PREVENT = "prevent", "Prevent officer"
    VETTING = "vetting", "Vetting officer"
    CHIEF = "chief", "Chief officer"
    STAFF = "staff", "Member of staff"


class Account(AbstractBaseUser):
    """Somebody who signs in. `staff_id` is their own number in the force's records: nobody reads of themselves.

    `mark` stands for it in the walls (`sealed.mark`), and `bare_mark` for it without its letters. `compared`: the ties
    that the force's records tell are known; until then nobody at all may be known to it. Its password stands in another
    table (`Password`), so that whoever lists accounts reads none. Whatever changes `session_round` ends every session
    of the account at once.
    """

    password = None  # type: ignore[assignment]  # Django's column is taken away

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    staff_id = SealedText()
    mark = MarkOf("staff_id")
    bare_mark = BareMarkOf("staff_id", default="", db_default="")
    is_active = models.BooleanField(default=True)
    compared = models.BooleanField(default=True, db_default=True, editable=False)
    session_round = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "username"

    class Meta:
        """One account for each number of staff."""

        constraints = (models.UniqueConstraint(fields=("mark",), name="one_account_each"),)

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        """Passwords are given by `access.passwords`. Raises NotImplementedError."""
        raise NotImplementedError("a password is given by access.passwords")

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must hold to go on; Django compares it at every request."""
        return salted_hmac("upstander.access.session", self.session_round.hex, secret=secret).hexdigest()


class Kept(models.Model):
    """A row that somebody wrote, and when. Most tables of the desk are made of such rows; none is ever changed."""

    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """No table of its own."""

        abstract = True


class ShutOut(models.Model):
    """A tie between somebody at the desk and a member of staff: from then on nothing about the latter exists for them.

    `inferred`: the force's records tell it (contacts.staff_ties), and nobody declared it. Never changed and never taken
    away; two other people may release it, which keeps the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="shut_out")
    subject_id = SealedText()
    subject_mark = MarkOf("subject_id")
    bare_mark = BareMarkOf("subject_id", default="", db_default="")
    tie = SealedText()
    inferred = models.BooleanField(default=False)
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Found by whose it is. A tie that was released may be declared anew: a row of its own."""

        indexes = (models.Index(fields=("account", "subject_mark"), name="ties_of_somebody"),)


class Release(Kept):
    """That a tie should no longer shut somebody out. It holds from the moment a second person has signed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tie = models.OneToOneField(ShutOut, on_delete=models.PROTECT, related_name="release")
    why = SealedText()


class ReleaseSignature(Kept):
    """The second signature of a release: of neither the person released nor whoever asked for it."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="signature")


class Purpose(models.Model):
    """Why somebody read a person's records, in their words. The log names it by its id, and holds no word of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    words = SealedText()
    given_at = models.DateTimeField(auto_now_add=True)


class Password(models.Model):
    """The hash of somebody's password. `starting`: given by another; it must be exchanged, and before `until`."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, primary_key=True, related_name="kept_password")
    hash = models.CharField(max_length=128)
    starting = models.BooleanField(default=True)
    until = models.DateTimeField(null=True)


class Kind(models.TextChoices):
    """By what somebody proves who they are, beside their password."""

    CODE = "code", "App for one-time codes"
    PASSKEY = "passkey", "Passkey"
    RECOVERY = "recovery", "Recovery code"


class SecondFactor(models.Model):
    """One thing that somebody has. `held` is what checks it: a secret, a public key, or the digest of a recovery code.

    `used_up_to`: the last step of time whose code was taken, or a passkey's own counter; neither may come again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = SealedText(default="")
    held = SealedJSON()
    used_up_to = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()


class WrongProof(models.Model):
    """That a password or a code of an account was wrong at some moment; nothing of what was typed, nor from where."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
