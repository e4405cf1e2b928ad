"""Integrity health checks that are held here, and samples of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0006_samples_and_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="sampleplan",
            name="kind",
            field=models.CharField(
                choices=[
                    ("calls", "Calls with the public"),
                    ("cases", "Parts in cases"),
                    ("talks", "Integrity health checks"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="HealthCheck",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("staff_id", upstander.access.sealed.SealedText()),
                (
                    "staff_mark",
                    upstander.access.sealed.MarkOf(
                        "staff_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("name", upstander.access.sealed.SealedText()),
                ("team", upstander.access.sealed.SealedText(blank=True)),
                ("supervisor_id", upstander.access.sealed.SealedText()),
                (
                    "supervisor_mark",
                    upstander.access.sealed.MarkOf(
                        "supervisor_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("held_on", models.DateField()),
                ("version", models.PositiveSmallIntegerField()),
                ("answers", upstander.access.sealed.SealedJSON()),
                ("talked_through", models.BooleanField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-held_on", "-at", "id"),
            },
        ),
        migrations.CreateModel(
            name="HealthCheckReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("agrees", models.BooleanField()),
                ("words", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "check_held",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reply", to="workforce.healthcheck"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
