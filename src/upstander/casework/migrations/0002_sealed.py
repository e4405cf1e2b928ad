"""What leads and matters say is sealed; subjects are compared by marks (docs/decisions/0027)."""

from django.db import migrations

from upstander.access.migrations._sealing import defaults_taken_away, sealed
from upstander.access.sealed import MarkOf, SealedJSON, SealedText

LEAD = dict.fromkeys(("lead_id", "subject_id", "subject_name", "affected_id", "affected_name", "summary"), "text")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("access", "0002_sealed")]

    operations = [
        migrations.AlterModelOptions("lead", {"ordering": ("-standing", "place", "id")}),
        *sealed(
            "casework",
            "lead",
            LEAD | {"signs": "json"},
            {
                "lead_mark": MarkOf("lead_id", "lead", unique=True),
                "subject_mark": MarkOf("subject_id", db_index=True),
            },
        ),
        *sealed("casework", "leadentry", {"why": "text"}, {}),
        *sealed(
            "casework",
            "matter",
            {"subject_id": "text", "subject_name": "text"},
            {"subject_mark": MarkOf("subject_id", db_index=True)},
        ),
        *sealed("casework", "matterentry", {"what": "text", "by": "text", "details": "json", "why": "text"}, {}),
        *defaults_taken_away("lead", {name: SealedText() for name in LEAD} | {"signs": SealedJSON(default=list)}),
        *defaults_taken_away("leadentry", {"why": SealedText(blank=True)}),
        *defaults_taken_away("matter", {"subject_id": SealedText(), "subject_name": SealedText()}),
        *defaults_taken_away(
            "matterentry",
            {
                "what": SealedText(),
                "by": SealedText(),
                "details": SealedJSON(default=dict),
                "why": SealedText(blank=True),
            },
        ),
    ]
