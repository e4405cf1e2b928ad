"""Indexes that follow the order of the lists, so that the first page of a hundred thousand reads a page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_explanations")]

    operations = [
        migrations.RemoveIndex(model_name="lead", name="lead_queue"),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["state", "-standing", "place", "id"], name="leads_of_a_state"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                fields=["-standing", "place", "id"],
                name="leads_to_work_on",
                condition=models.Q(("state__in", ("open", "claimed", "asked"))),
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["-opened_at", "id"], name="matters_newest_first"),
        ),
    ]
