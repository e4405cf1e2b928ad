"""Texts from which passages are taken out."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0017_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("statement", "Something that was said"),
                            ("entry", "An entry of the history"),
                            ("intelligence", "A sanitised report"),
                            ("exhibit", "An exhibit that is plain text"),
                        ],
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(max_length=40)),
                ("called", upstander.access.sealed.SealedText()),
                ("text", upstander.access.sealed.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to="casework.matter"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
            },
        ),
        migrations.CreateModel(
            name="RedactedCopy",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_for", upstander.access.sealed.SealedText()),
                ("copy", models.CharField(max_length=16)),
                ("sha256", models.CharField(max_length=64)),
                ("held", upstander.access.sealed.SealedBytes()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="casework.redaction"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sentence", models.PositiveIntegerField()),
                ("words", upstander.access.sealed.SealedText(blank=True)),
                ("ground", models.CharField(max_length=40)),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ends",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_by",
                        to="casework.passage",
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passages", to="casework.redaction"
                    ),
                ),
            ],
            options={
                "ordering": ("sentence", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="RedactionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("agreed", models.BooleanField()),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "redaction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.redaction"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
