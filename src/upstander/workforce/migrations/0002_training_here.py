"""Training that is held here: pages that were read, sittings, and attempts."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("mark", models.CharField(db_index=True, max_length=32)),
                ("module", models.SlugField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("questions", models.JSONField()),
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
            name="SittingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("question", models.SlugField(max_length=60)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="workforce.sitting"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="PageRead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("mark", models.CharField(db_index=True, max_length=32)),
                ("module", models.SlugField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("page", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("by", "module", "version", "page"), name="page_read_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("mark", models.CharField(db_index=True, max_length=32)),
                ("module", models.SlugField(max_length=60)),
                ("version", models.PositiveIntegerField()),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("right", models.PositiveSmallIntegerField()),
                ("asked", models.PositiveSmallIntegerField()),
                ("seconds", models.PositiveIntegerField()),
                ("answers", upstander.access.sealed.SealedJSON()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sitting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempt", to="workforce.sitting"
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked__gte", 1), ("right__lte", models.F("asked"))),
                        name="no_more_right_than_asked",
                    )
                ],
            },
        ),
    ]
