"""A role for everybody else whom the force employs: their own training and declarations, and nothing of anybody else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0007_compared"),
    ]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="role",
            field=models.CharField(
                choices=[
                    ("analyst", "Analyst"),
                    ("investigator", "Investigator"),
                    ("authority", "Appropriate authority"),
                    ("liaison", "Survivor liaison"),
                    ("manager", "Unit manager"),
                    ("auditor", "Auditor"),
                    ("administrator", "Administrator"),
                    ("prevent", "Prevent officer"),
                    ("vetting", "Vetting officer"),
                    ("chief", "Chief officer"),
                    ("staff", "Member of staff"),
                ],
                max_length=20,
            ),
        ),
    ]
