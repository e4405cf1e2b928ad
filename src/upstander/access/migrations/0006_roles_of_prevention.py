"""Roles of those who prevent: the prevent officer, the vetting officer, the chief officer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_ties_declared_anew"),
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
                ],
                max_length=20,
            ),
        ),
    ]
