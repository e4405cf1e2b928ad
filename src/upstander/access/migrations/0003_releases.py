"""Ties that records tell, and the release of a tie by two people."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="shutout",
            name="inferred",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="shutout",
            name="declared_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("why", upstander.access.sealed.SealedText()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release", to="access.shutout"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleaseSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signature", to="access.release"
                    ),
                ),
            ],
        ),
    ]
