"""Entries that were done elsewhere, and are kept as they were done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_second_signatures"),
    ]

    operations = [
        migrations.AddField(
            model_name="matterentry",
            name="imported",
            field=models.BooleanField(default=False),
        ),
    ]
