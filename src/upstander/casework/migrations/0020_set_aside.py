"""Reports that are plainly junk stand in a list of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0019_bundles"),
    ]

    operations = [
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
                    ("closed", "Closed with feedback"),
                    ("destroyed", "Destroyed"),
                ],
                default="received",
                max_length=20,
            ),
        ),
    ]
