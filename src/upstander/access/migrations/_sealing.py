"""Seals columns that were plain, and keeps what they held."""

from collections.abc import Mapping
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

from upstander.access.sealed import MarkOf, SealedJSON, SealedText

KINDS: Mapping[str, Any] = {"text": lambda: SealedText(default=""), "json": lambda: SealedJSON(default=list)}


def sealed(app: str, model: str, columns: Mapping[str, str], marks: Mapping[str, MarkOf]) -> list[Operation]:
    """The steps that seal columns of a model, each a "text" or "json", and add the marks of some.

    Policies and triggers that stand in the way are taken down; the walls are built again after every migration.
    """
    table = f"{app}_{model}"
    take_down = f"""
        ALTER TABLE {table} DISABLE TRIGGER USER;
        DO $body$ DECLARE one record; BEGIN
            FOR one IN SELECT policyname FROM pg_policies WHERE tablename = '{table}' LOOP
                EXECUTE format('DROP POLICY %I ON {table}', one.policyname);
            END LOOP;
        END $body$"""
    steps: list[Operation] = [migrations.RunSQL(take_down, migrations.RunSQL.noop)]
    for name, kind in columns.items():
        steps.append(migrations.RenameField(model, name, f"plain_{name}"))
        steps.append(migrations.AddField(model, name, KINDS[kind]()))
    steps += [migrations.AddField(model, name, _without_unique(field)) for name, field in marks.items()]
    steps.append(migrations.RunPython(_carry_over(app, model, columns, marks), migrations.RunPython.noop))
    steps += [migrations.RemoveField(model, f"plain_{name}") for name in columns]
    steps += [migrations.AlterField(model, name, field) for name, field in marks.items()]
    steps.append(migrations.RunSQL(f"ALTER TABLE {table} ENABLE TRIGGER USER", migrations.RunSQL.noop))
    return steps


def _without_unique(field: MarkOf) -> MarkOf:
    return MarkOf(field.of, field.kind, default="")


def _carry_over(app: str, model: str, columns: Mapping[str, str], marks: Mapping[str, MarkOf]) -> Any:
    def carry_over(apps: Any, _editor: Any) -> None:
        for row in apps.get_model(app, model).objects.iterator():
            for name in columns:
                setattr(row, name, getattr(row, f"plain_{name}"))
            row.save(update_fields=[*columns, *marks])

    return carry_over


def defaults_taken_away(model: str, columns: Mapping[str, Any]) -> list[Operation]:
    """The columns as the model has them, without the default that carried them over."""
    return [migrations.AlterField(model, name, field) for name, field in columns.items()]
