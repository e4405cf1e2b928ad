"""Which letter of its box one is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_bags"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="number",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
