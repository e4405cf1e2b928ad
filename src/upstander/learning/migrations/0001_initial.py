"""What people write of the lines of the checklist."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChecklistEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("line", models.SlugField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not started", "Not started"),
                            ("under way", "Under way"),
                            ("in place", "In place"),
                            ("not ours", "Does not apply to this force"),
                        ],
                        max_length=20,
                    ),
                ),
                ("owner", upstander.access.sealed.SealedText()),
                ("evidence", upstander.access.sealed.SealedText(blank=True)),
                ("review_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-id"),
                "indexes": [models.Index(fields=["line", "-at", "-id"], name="newest_of_a_line")],
            },
        ),
    ]
