"""What more was asked for on a lead, and what came of it."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0029_reports_stand_somewhere"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MoreAsked",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("records", upstander.access.sealed.SealedText()),
                ("holder", upstander.access.sealed.SealedText()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("why", upstander.access.sealed.SealedText()),
                ("proportionate", upstander.access.sealed.SealedText()),
                ("due", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="casework.lead"
                    ),
                ),
            ],
            options={
                "ordering": ("due", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="MoreAnswered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("arrived", "It arrived"),
                            ("refused", "It was refused"),
                            ("absent", "It does not exist"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="casework.moreasked"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
