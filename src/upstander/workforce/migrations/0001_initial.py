"""The watchlist."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchlistEntry",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_id", upstander.access.sealed.SealedText()),
                (
                    "subject_mark",
                    upstander.access.sealed.MarkOf(
                        "subject_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("subject_name", upstander.access.sealed.SealedText()),
                (
                    "grounds",
                    models.CharField(
                        choices=[
                            ("intelligence", "Intelligence that was graded and assessed"),
                            ("outcome", "The outcome of a matter"),
                            ("instruction", "An instruction or condition that must be watched"),
                            ("concern", "A concern that somebody raised and a person looked into"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", upstander.access.sealed.SealedText()),
                ("tactics", models.JSONField(default=list)),
                ("until", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
            },
        ),
        migrations.CreateModel(
            name="WatchlistAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("allowed", models.BooleanField()),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                ("until", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="workforce.watchlistentry",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="WatchlistLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "tactic",
                    models.CharField(
                        choices=[
                            ("systems", "Audit of the use of systems"),
                            ("billing", "Telephone bills"),
                            ("positions", "Positions of vehicles and devices"),
                            ("duties", "Duties, tasks and who was sent"),
                            ("supervision", "Closer supervision"),
                        ],
                        max_length=20,
                    ),
                ),
                ("day", models.DateField()),
                ("found", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="workforce.watchlistentry"
                    ),
                ),
            ],
            options={
                "ordering": ("day", "id"),
            },
        ),
        migrations.CreateModel(
            name="WatchlistRemoval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("why", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal",
                        to="workforce.watchlistentry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
