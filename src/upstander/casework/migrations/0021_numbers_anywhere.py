"""A number may be told of somewhere, and be whom a report is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("casework", "0020_set_aside"),)
    operations = (
        migrations.RemoveConstraint(model_name="reportsubject", name="named_in_a_report_once"),
        migrations.AddConstraint(
            model_name="reportsubject",
            constraint=models.UniqueConstraint(
                fields=("report", "subject_mark", "kept_from"), name="named_in_a_report_once"
            ),
        ),
    )
