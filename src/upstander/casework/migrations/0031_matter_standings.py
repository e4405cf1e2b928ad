"""Where matters stood when they were last read by the law."""

import django.db.models.deletion
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0030_more_asked"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatterStanding",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="stood",
                        serialize=False,
                        to="casework.matter",
                    ),
                ),
                ("state", upstander.access.sealed.SealedText()),
                (
                    "state_mark",
                    upstander.access.sealed.MarkOf(
                        "state", db_index=True, editable=False, kind="stands at", max_length=32
                    ),
                ),
                ("read_on", models.DateField()),
            ],
        ),
    ]
