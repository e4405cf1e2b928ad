"""A tie may be declared anew after it was released."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("access", "0004_signing_in"),)
    operations = (
        migrations.RemoveConstraint(model_name="shutout", name="shut_out_once"),
        migrations.AddIndex(
            model_name="shutout", index=models.Index(fields=["account", "subject_mark"], name="ties_of_somebody")
        ),
    )
