"""A scan of case 2 and its dossier, made once: telling a lead changes nothing but the line it leaves."""

import datetime as dt
from pathlib import Path

import pytest

from tests.leads.telling.scans import write_case_2
from upstander.engines import DuckDBEngine
from upstander.leads.telling.evidence import EvidenceRow, evidence_of
from upstander.leads.telling.lead import LeadInFull, read_lead
from upstander.leads.telling.readings import Reading


@pytest.fixture(scope="session")
def asked() -> Reading:
    return Reading("j.doe", dt.datetime(2025, 5, 2, 9, 0, tzinfo=dt.UTC), "tasking meeting", "dossier")


@pytest.fixture(scope="session")
def scan_of_case_2(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case_2(tmp_path_factory.mktemp("case_2"))


@pytest.fixture(scope="session")
def case_2_lead(scan_of_case_2: Path) -> LeadInFull:
    return read_lead(scan_of_case_2, "L-2")


@pytest.fixture(scope="session")
def case_2_rows(case_2_lead: LeadInFull) -> tuple[EvidenceRow, ...]:
    with DuckDBEngine(memory="1GB", threads=1) as engine:
        return evidence_of(case_2_lead, engine)
