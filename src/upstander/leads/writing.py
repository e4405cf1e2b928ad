"""Writes what a scan found: the two tables of the records contract, and beside them what a telling needs."""

import json
import os
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from upstander.contacts.matching.match import table as matches_table
from upstander.detection.run import Runs
from upstander.leads.report import run_report
from upstander.leads.scan import Scan
from upstander.leads.tables import findings_table, leads_table, standings_table
from upstander.leads.tellings import tellings


def write_scan(scan: Scan, engine: Runs, store: Path, out: Path) -> dict[str, Any]:
    """Writes what a scan found, each table and text as a file of its own; gives the report.

    leads, findings, standings and matches are .parquet, tellings and report .json. Each file is complete before it
    takes its name, so a scan that is stopped leaves the last one whole.
    """
    out.mkdir(parents=True, exist_ok=True)
    records = scan.known.records
    staff = _names(engine, records.staff, "staff_id", [one.pair[0] for one in scan.raised])
    nominals = _names(engine, records.nominals, "nominal_id", [one.pair[1] for one in scan.raised if one.pair[1]])
    _write_table(out / "leads.parquet", leads_table(scan, staff, nominals))
    _write_table(out / "findings.parquet", findings_table(scan))
    _write_table(out / "standings.parquet", standings_table(scan))
    _write_table(out / "matches.parquet", matches_table(scan.matches))
    report = run_report(scan, engine, store)
    _write_text(out / "tellings.json", json.dumps(tellings(scan, engine), ensure_ascii=False, indent=1))
    _write_text(out / "report.json", json.dumps(report, ensure_ascii=False, indent=1))
    return report


def _names(engine: Runs, table: ir.Table, key: str, people: list[str]) -> dict[str, str]:
    return dict(engine.rows(table.filter(table[key].isin(people)).select(key, "name")).iter_rows())


def _write_table(path: Path, table: pa.Table) -> None:
    part = path.with_suffix(".part")
    pq.write_table(table, part, compression="zstd")
    os.replace(part, path)  # noqa: PTH105 - the one call that is atomic over an existing file


def _write_text(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)  # noqa: PTH105
