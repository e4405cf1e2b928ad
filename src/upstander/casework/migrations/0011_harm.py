"""How grave or near harm may be, and how each scan saw a lead."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import upstander.access.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_intelligence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("standing", models.CharField(max_length=20)),
                ("place", models.PositiveIntegerField()),
                ("weight", models.FloatField()),
            ],
            options={
                "ordering": ("-day",),
            },
        ),
        migrations.AlterModelOptions(
            name="lead",
            options={"ordering": ("-standing", "-harm", "place", "id")},
        ),
        migrations.AddField(
            model_name="lead",
            name="harm",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="lead",
            name="harm_words",
            field=upstander.access.sealed.SealedJSON(default=list),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["state", "-standing", "-harm", "place", "id"], name="leads_of_a_state_by_harm"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("state__in", ("open", "claimed", "asked"))),
                fields=["-standing", "-harm", "place", "id"],
                name="leads_to_work_on_by_harm",
            ),
        ),
        migrations.AddField(
            model_name="leadseen",
            name="lead",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="seen", to="casework.lead"
            ),
        ),
        migrations.AddConstraint(
            model_name="leadseen",
            constraint=models.UniqueConstraint(fields=("lead", "day"), name="seen_once_a_day"),
        ),
    ]
