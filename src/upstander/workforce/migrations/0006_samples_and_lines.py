"""Samples of contact with the public, and lines that nobody records."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0005_schemes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=80)),
                ("recorded", models.BooleanField()),
                ("why", upstander.access.sealed.SealedText()),
                ("review_on", models.DateField(null=True)),
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
        migrations.CreateModel(
            name="SampledContact",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("contact_id", upstander.access.sealed.SealedText()),
                ("staff_id", upstander.access.sealed.SealedText()),
                (
                    "staff_mark",
                    upstander.access.sealed.MarkOf(
                        "staff_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("name", upstander.access.sealed.SealedText()),
                ("team", upstander.access.sealed.SealedText(blank=True)),
                ("on_day", models.DateField()),
                ("line", models.CharField(blank=True, max_length=40)),
                ("recorded", models.BooleanField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "checker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "place"),
            },
        ),
        migrations.CreateModel(
            name="SampleCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "It cannot be told")], max_length=10
                    ),
                ),
                (
                    "within",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "It cannot be told")], max_length=10
                    ),
                ),
                ("found", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sampled",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="workforce.sampledcontact",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="SamplePlan",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("calls", "Calls with the public"), ("cases", "Parts in cases")], max_length=10
                    ),
                ),
                ("first_day", models.DateField()),
                ("per_team", models.PositiveSmallIntegerField()),
                ("seed", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-first_day", "kind"),
            },
        ),
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("population", upstander.access.sealed.SealedJSON()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draw", to="workforce.sampleplan"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="sampledcontact",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sampled", to="workforce.sampleplan"
            ),
        ),
        migrations.AddConstraint(
            model_name="sampleplan",
            constraint=models.UniqueConstraint(fields=("kind", "first_day"), name="one_plan_a_quarter"),
        ),
        migrations.AddConstraint(
            model_name="sampledcontact",
            constraint=models.UniqueConstraint(fields=("plan", "place"), name="drawn_once"),
        ),
    ]
