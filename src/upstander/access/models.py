"""Accounts of the desk, and who is shut out from what concerns whom."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What somebody does at the desk; it gives verbs, never the content of a matter by itself (users.md)."""

    ANALYST = "analyst", "Analyst"
    INVESTIGATOR = "investigator", "Investigator"
    AUTHORITY = "authority", "Appropriate authority"
    LIAISON = "liaison", "Survivor liaison"
    MANAGER = "manager", "Unit manager"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Account(AbstractBaseUser):
    """Somebody who signs in. `staff_id` is their own number in the force's records: nobody reads of themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    staff_id = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "username"

    class Meta:
        """One account for each number of staff."""

        constraints = (models.UniqueConstraint(fields=("staff_id",), name="one_account_each"),)

    def __str__(self) -> str:
        return self.name


class ShutOut(models.Model):
    """A tie between somebody at the desk and a member of staff: from then on nothing about the latter exists for them.

    Never changed and never taken away by its holder; an end is a decision of somebody else, and keeps the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="shut_out")
    subject_id = models.CharField(max_length=60)
    tie = models.CharField(max_length=200)
    declared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One row for each tie that was named."""

        constraints = (models.UniqueConstraint(fields=("account", "subject_id"), name="shut_out_once"),)
