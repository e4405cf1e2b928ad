"""What was decided of new partners."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0007_health_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NewPartnerDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("staff_id", upstander.access.sealed.SealedText()),
                (
                    "staff_mark",
                    upstander.access.sealed.MarkOf(
                        "staff_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("pair", upstander.access.sealed.SealedText()),
                (
                    "pair_mark",
                    upstander.access.sealed.MarkOf("pair", db_index=True, editable=False, kind="pair", max_length=32),
                ),
                (
                    "sameness",
                    models.CharField(
                        choices=[
                            ("same", "They are the same person"),
                            ("not_same", "They are not the same person"),
                            ("unknown", "It cannot be said"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why", upstander.access.sealed.SealedText()),
                ("showed", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
    ]
