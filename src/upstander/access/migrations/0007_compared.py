"""Whether the ties of an account were looked for in the force's records; those that were there before were compared."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_roles_of_prevention"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="compared",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
    ]
