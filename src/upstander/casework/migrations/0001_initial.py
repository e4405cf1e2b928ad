"""The first tables of the room casework."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("lead_id", models.CharField(max_length=60, unique=True)),
                ("scan", models.TextField()),
                ("subject_id", models.CharField(db_index=True, max_length=60)),
                ("subject_name", models.CharField(max_length=200)),
                ("affected_id", models.CharField(blank=True, max_length=60)),
                ("affected_name", models.CharField(blank=True, max_length=200)),
                ("standing", models.CharField(max_length=20)),
                ("place", models.PositiveIntegerField()),
                ("weight", models.FloatField()),
                ("expected_false", models.FloatField(null=True)),
                ("signs", models.JSONField(default=list)),
                ("summary", models.TextField()),
                ("first_raised_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("last_seen_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("claimed", "Claimed"),
                            ("asked", "More asked for"),
                            ("dismissed", "Dismissed"),
                            ("promoted", "Became a matter"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-standing", "place", "lead_id"),
            },
        ),
        migrations.CreateModel(
            name="LeadEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("what", models.CharField(max_length=40)),
                ("why", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="casework.lead"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_id", models.CharField(db_index=True, max_length=60)),
                ("subject_name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "lead",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matter",
                        to="casework.lead",
                    ),
                ),
            ],
            options={
                "ordering": ("-opened_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("investigator", "Investigator"),
                            ("authority", "Appropriate authority"),
                            ("liaison", "Survivor liaison"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="casework.matter"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatterEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("day", models.DateField()),
                ("recorded", models.DateField()),
                ("what", models.CharField(max_length=120)),
                ("by", models.CharField(max_length=120)),
                ("details", models.JSONField(default=dict)),
                ("supersedes", models.PositiveIntegerField(null=True)),
                ("why", models.TextField(blank=True)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="casework.matter"
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["state", "-standing", "place"], name="lead_queue"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("matter", "account", "part"), name="assigned_once"),
        ),
        migrations.AddConstraint(
            model_name="matterentry",
            constraint=models.UniqueConstraint(fields=("matter", "number"), name="entry_number"),
        ),
    ]
