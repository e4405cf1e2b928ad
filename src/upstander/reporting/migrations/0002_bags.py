"""The way of letters and replies by bag: which were packed, which came so, and what a bag once brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        migrations.AddField("box", "came_by_bag", models.DateField(null=True)),
        migrations.AddField("box", "came_from", models.BinaryField(max_length=32, null=True)),
        migrations.AddField("letter", "packed_on", models.DateField(null=True)),
        migrations.AddField("reply", "packed_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="Arrived",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("arrived_on", models.DateField()),
            ],
        ),
    ]
