"""Staff numbers and ties are sealed, and compared by marks (docs/decisions/0027)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from upstander.access.migrations._sealing import defaults_taken_away, sealed
from upstander.access.sealed import MarkOf, SealedText


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.RemoveConstraint("account", "one_account_each"),
        migrations.RemoveConstraint("shutout", "shut_out_once"),
        *sealed("access", "account", {"staff_id": "text"}, {"mark": MarkOf("staff_id")}),
        *sealed("access", "shutout", {"subject_id": "text", "tie": "text"}, {"subject_mark": MarkOf("subject_id")}),
        *defaults_taken_away("account", {"staff_id": SealedText()}),
        *defaults_taken_away("shutout", {"subject_id": SealedText(), "tie": SealedText()}),
        migrations.CreateModel(
            "Purpose",
            [
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("words", SealedText()),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint("account", models.UniqueConstraint(fields=("mark",), name="one_account_each")),
        migrations.AddConstraint(
            "shutout", models.UniqueConstraint(fields=("account", "subject_mark"), name="shut_out_once")
        ),
    ]
