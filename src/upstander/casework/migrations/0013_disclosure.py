"""Whether an exhibit is disclosed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_ended_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("whole", "To be disclosed"),
                            ("part", "To be disclosed in part"),
                            ("withheld", "Withheld"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ground", upstander.access.sealed.SealedText(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="casework.exhibit"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
