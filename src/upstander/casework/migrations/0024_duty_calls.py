"""Reports that the desk calls safeguarding ring for the duty person."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0023_about_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyCall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField()),
            ],
        ),
    ]
