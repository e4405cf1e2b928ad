"""Who asked who a reporter is."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0014_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IdentityRequest",
            fields=[
                ("at", models.DateTimeField(auto_now_add=True)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("until", models.DateField()),
                ("request", upstander.access.sealed.SealedText()),
                ("key", upstander.access.sealed.SealedText(null=True)),
                ("text", upstander.access.sealed.SealedText(null=True)),
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
                        related_name="identity_requests",
                        to="casework.report",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "id"),
            },
        ),
    ]
