"""Reports that speak of those who read them, and reports that were handed over outside the force."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0022_tied_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="about_unit",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="report",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("safeguarding", "Safeguarding, urgent"),
                    ("triaged", "Triaged"),
                    ("awaiting", "Awaiting the reporter"),
                    ("replied", "The reporter replied"),
                    ("linked", "Linked to something"),
                    ("intelligence", "Became intelligence"),
                    ("signposted", "Not for the police: signposted"),
                    ("duplicate", "Linked to something already told"),
                    ("set_aside", "Set aside as junk"),
                    ("handed_over", "Handed over outside the force"),
                    ("closed", "Closed with feedback"),
                    ("destroyed", "Destroyed"),
                ],
                default="received",
                max_length=20,
            ),
        ),
    ]
