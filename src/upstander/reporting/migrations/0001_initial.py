"""The first tables of the door: boxes, letters and replies."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Box",
            fields=[
                ("id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("public_key", models.BinaryField(max_length=32)),
                ("recipient", models.CharField(max_length=40)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("written_on", models.DateField()),
                ("sealed", models.BinaryField()),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="reporting.box"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("recipient", models.CharField(max_length=40)),
                ("urgent", models.BooleanField()),
                ("received_on", models.DateField()),
                ("taken_on", models.DateField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="reporting.box"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["recipient", "taken_on"], name="letters_waiting")],
            },
        ),
    ]
