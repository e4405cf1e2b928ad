"""Reports that came in otherwise than by the door: no box, and who typed them in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0024_duty_calls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="taken_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="box",
            field=models.BinaryField(max_length=32, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("box__isnull", False), ("taken_by", None)),
                    models.Q(("box", None), ("taken_by__isnull", False)),
                    _connector="OR",
                ),
                name="by_the_door_or_typed_in",
            ),
        ),
    ]
