"""Numbers are compared without their letters too, as people give them."""

from typing import Any

from django.db import migrations

from upstander.access.sealed import BareMarkOf


def marked(apps: Any, _editor: Any) -> None:
    """Makes the marks of what is there already."""
    for model in ("Account", "ShutOut"):
        for row in apps.get_model("access", model).objects.iterator():
            row.save(update_fields=["bare_mark"])


class Migration(migrations.Migration):
    dependencies = [("access", "0008_members_of_staff")]

    operations = [
        migrations.AddField("account", "bare_mark", BareMarkOf("staff_id", default="", db_default="")),
        migrations.AddField("shutout", "bare_mark", BareMarkOf("subject_id", default="", db_default="")),
        migrations.RunSQL("ALTER TABLE access_shutout DISABLE TRIGGER USER", migrations.RunSQL.noop),
        migrations.RunPython(marked, migrations.RunPython.noop),
        migrations.RunSQL("ALTER TABLE access_shutout ENABLE TRIGGER USER", migrations.RunSQL.noop),
    ]
