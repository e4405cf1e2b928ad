"""Names of those to whom somebody at the desk has a tie, and the reports that may tell of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0021_numbers_anywhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_mark", models.CharField(db_index=True, max_length=32)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("told", "A name that may be theirs stands in what was told"),
                            ("newer", "Not compared yet: the name is newer than the report"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "let_go_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="casework.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TiedName",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_mark", models.CharField(max_length=32)),
                ("name", upstander.access.sealed.SealedText()),
                ("name_mark", upstander.access.sealed.MarkOf("name", editable=False, kind="name", max_length=32)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("subject_mark", "name_mark"), name="a_tied_name_once")],
            },
        ),
    ]
