"""Intelligence reports: the report, whom it is about, who gave it, what was done with it, and what it belongs with."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_order_of_lists"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntelligenceReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("received_on", models.DateField()),
                (
                    "came_by",
                    models.CharField(
                        choices=[
                            ("public", "A member of the public"),
                            ("colleague", "A colleague"),
                            ("supervisor", "A supervisor"),
                            ("partner", "A partner agency"),
                            ("anonymous", "Anonymously, not by Crimestoppers"),
                            ("crimestoppers", "Crimestoppers"),
                            ("audit", "An audit of systems"),
                            ("iopc", "The Independent Office for Police Conduct"),
                            ("technical", "Technical means, a lead of a scan among them"),
                        ],
                        max_length=20,
                    ),
                ),
                ("original", upstander.access.sealed.SealedText()),
                ("sanitised", upstander.access.sealed.SealedText(null=True)),
                ("source_marks", upstander.access.sealed.SealedJSON(default=list)),
                ("category", models.CharField(blank=True, max_length=120)),
                ("source_grade", models.CharField(blank=True, max_length=1)),
                ("assessment", models.CharField(blank=True, max_length=1)),
                ("handling", models.CharField(blank=True, max_length=1)),
                ("conditions", upstander.access.sealed.SealedText(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("back", "Came back"),
                            ("received", "Received"),
                            ("graded", "Graded"),
                            ("sanitised", "Sanitised"),
                            ("assessed", "Assessed"),
                            ("developed", "Being developed"),
                            ("disseminated", "Disseminated"),
                            ("filed", "Filed"),
                            ("promoted", "Became a matter"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-received_on", "-made_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="IntelligenceLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intelligence_links",
                        to="casework.lead",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intelligence_links",
                        to="casework.matter",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="casework.intelligencereport",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="casework.intelligencereport",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="IntelligenceEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("what", models.CharField(max_length=40)),
                ("why", upstander.access.sealed.SealedText(null=True)),
                ("details", upstander.access.sealed.SealedJSON(null=True)),
                ("cause", models.CharField(blank=True, max_length=10)),
                ("cause_id", models.UUIDField(null=True)),
                (
                    "by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="casework.intelligencereport",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="IntelligenceSource",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", upstander.access.sealed.SealedText(blank=True)),
                ("reach", upstander.access.sealed.SealedText(blank=True)),
                ("about", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source",
                        to="casework.intelligencereport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IntelligenceSubject",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_id", upstander.access.sealed.SealedText()),
                (
                    "subject_mark",
                    upstander.access.sealed.MarkOf(
                        "subject_id", db_index=True, editable=False, kind="staff", max_length=32
                    ),
                ),
                ("subject_name", upstander.access.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="casework.intelligencereport",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="intelligencereport",
            index=models.Index(fields=["state", "-received_on"], name="intelligence_queue"),
        ),
        migrations.AddConstraint(
            model_name="intelligencelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lead__isnull", False), ("matter__isnull", True), ("other__isnull", True)),
                    models.Q(("lead__isnull", True), ("matter__isnull", True), ("other__isnull", False)),
                    models.Q(("lead__isnull", True), ("matter__isnull", False), ("other__isnull", True)),
                    _connector="OR",
                ),
                name="linked_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="intelligencelink",
            constraint=models.UniqueConstraint(fields=("report", "lead"), name="linked_to_a_lead_once"),
        ),
        migrations.AddConstraint(
            model_name="intelligencelink",
            constraint=models.UniqueConstraint(fields=("report", "other"), name="linked_to_a_report_once"),
        ),
        migrations.AddConstraint(
            model_name="intelligencelink",
            constraint=models.UniqueConstraint(fields=("report", "matter"), name="linked_to_a_matter_once"),
        ),
        migrations.AddConstraint(
            model_name="intelligencesubject",
            constraint=models.UniqueConstraint(fields=("report", "subject_mark"), name="subject_named_once"),
        ),
    ]
