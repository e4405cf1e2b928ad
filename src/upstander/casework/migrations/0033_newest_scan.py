"""The newest scan is found from an index: a matter's page asks for it, and read every lead."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0032_no_ties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["-last_seen_on", "place", "id"], name="leads_of_the_newest_scan"),
        ),
    ]
