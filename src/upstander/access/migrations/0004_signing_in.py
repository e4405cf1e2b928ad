"""Passwords leave the table of accounts; second factors and wrong proofs are kept (docs/decisions/0025)."""

import uuid
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from upstander.access.sealed import SealedJSON, SealedText

ACCOUNT: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT, "to": settings.AUTH_USER_MODEL}


def carried_over(apps: Any, _editor: Any) -> None:
    """Takes each hash out of its account."""
    made = apps.get_model("access", "Password")
    for account in apps.get_model("access", "Account").objects.iterator():
        made.objects.create(account=account, hash=account.password, starting=False)
        account.session_round = uuid.uuid4()
        account.save(update_fields=["session_round"])


class Migration(migrations.Migration):
    dependencies = [("access", "0003_releases")]

    operations = [
        migrations.AddField("account", "session_round", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.CreateModel(
            "Password",
            [
                (
                    "account",
                    models.OneToOneField(primary_key=True, related_name="kept_password", serialize=False, **ACCOUNT),
                ),
                ("hash", models.CharField(max_length=128)),
                ("starting", models.BooleanField(default=True)),
                ("until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(carried_over, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField("account", "password"),
        migrations.CreateModel(
            "SecondFactor",
            [
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("account", models.ForeignKey(related_name="+", **ACCOUNT)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("code", "App for one-time codes"),
                            ("passkey", "Passkey"),
                            ("recovery", "Recovery code"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", SealedText(default="")),
                ("held", SealedJSON()),
                ("used_up_to", models.BigIntegerField(default=0)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            "WrongProof",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.ForeignKey(related_name="+", **ACCOUNT)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
