"""What was decided of messaging apps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0008_new_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AppDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("app", models.CharField(max_length=40)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("allowed", "Allowed"),
                            ("not_allowed", "Not allowed"),
                            ("under_review", "Under review"),
                        ],
                        max_length=15,
                    ),
                ),
                ("why", upstander.access.sealed.SealedText()),
                ("unseen", upstander.access.sealed.SealedText()),
                ("review_on", models.DateField()),
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
    ]
