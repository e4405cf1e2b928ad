"""A report stands at one of the stages that there are."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0028_names_settled_by_two"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "received",
                            "safeguarding",
                            "triaged",
                            "awaiting",
                            "replied",
                            "linked",
                            "intelligence",
                            "signposted",
                            "duplicate",
                            "set_aside",
                            "handed_over",
                            "closed",
                            "destroyed",
                        ],
                    )
                ),
                name="report_stands_somewhere",
            ),
        ),
    ]
