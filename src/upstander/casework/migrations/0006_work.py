"""The work of an investigation."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_affected_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", upstander.access.sealed.SealedText()),
                ("what", upstander.access.sealed.SealedText()),
                ("found", upstander.access.sealed.SealedText()),
                ("found_on", models.DateField()),
                ("file_name", upstander.access.sealed.SealedText(blank=True)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exhibits", to="casework.matter"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ExhibitFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held", upstander.access.sealed.SealedBytes()),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="file", to="casework.exhibit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("who", upstander.access.sealed.SealedText()),
                ("words", upstander.access.sealed.SealedText()),
                ("said_on", models.DateField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="casework.matter"
                    ),
                ),
            ],
            options={
                "ordering": ("said_on", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("records", upstander.access.sealed.SealedText()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("found", "The records show it"),
                            ("otherwise", "The records show something else"),
                            ("not found", "Looked for, and not found"),
                            ("cannot tell", "These records cannot tell"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", upstander.access.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comparisons", to="casework.statement"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("what", upstander.access.sealed.SealedText()),
                ("why", upstander.access.sealed.SealedText(blank=True)),
                ("due", models.DateField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="casework.matter"
                    ),
                ),
            ],
            options={
                "ordering": ("due", "at", "id"),
            },
        ),
        migrations.CreateModel(
            name="TaskResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done", models.BooleanField()),
                ("words", upstander.access.sealed.SealedText()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="result", to="casework.task"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PolicyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("decision", upstander.access.sealed.SealedText()),
                ("reasons", upstander.access.sealed.SealedText()),
                ("alternatives", upstander.access.sealed.SealedText(blank=True)),
                ("dissent", upstander.access.sealed.SealedText(blank=True)),
                ("supersedes", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="policy_log", to="casework.matter"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("matter", "number"), name="policy_number"),
                    models.UniqueConstraint(fields=("matter", "supersedes"), name="policy_superseded_once"),
                ],
            },
        ),
    ]
