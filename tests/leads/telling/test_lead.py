"""A lead as a scan left it."""

import datetime as dt
from pathlib import Path

import pytest

from tests.leads.telling.scans import CASE_2_EVIDENCE, STOP_1, case_2, case_10, write_case_2, write_scan
from upstander.leads.telling.lead import LeadInFull, NotAScanError, UnknownLeadError, UntellableLeadError, read_lead


def test_evidence_is_listed_once_with_every_strand_that_rests_on_it(tmp_path: Path) -> None:
    both = {sign: [("positions", STOP_1)] for sign in CASE_2_EVIDENCE}
    (key,) = read_lead(write_scan(tmp_path, {"L-2": case_2()}, {"L-2": both}), "L-2").evidence
    assert (key.feed, key.record_id, key.strands) == ("positions", STOP_1, (1, 2))


def test_evidence_of_another_lead_stays_with_that_lead(tmp_path: Path) -> None:
    evidence = {"L-2": {"short_calls_one_way": [("accesses", "mine")]}, "L-10": {"x": [("accesses", "other")]}}
    scan = write_scan(tmp_path, {"L-2": case_2(), "L-10": case_10()}, evidence)
    assert [key.record_id for key in read_lead(scan, "L-2").evidence] == ["mine"]


def test_a_check_knows_the_day_it_falls_away(tmp_path: Path) -> None:
    scan = write_scan(tmp_path, {"L-10": case_10()}, {"L-10": {"x": [("positions", "MDT5|5")]}})
    assert read_lead(scan, "L-10").expires_on == dt.date(2025, 7, 30)


def test_positions_come_in_micro_degrees_or_in_degrees(case_2_lead: LeadInFull) -> None:
    assert case_2_lead.addresses[0].lat == 53.7021
    assert {contact.lat for contact in case_2_lead.contacts} == {None, 53.7021}


def test_an_unknown_lead_is_refused_without_naming_another(scan_of_case_2: Path) -> None:
    with pytest.raises(UnknownLeadError) as refused:
        read_lead(scan_of_case_2, "L-3")
    assert str(refused.value) == "There is no lead 'L-3' in this scan."


def test_a_folder_that_is_no_scan_says_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotAScanError, match=r"leads\.parquet"):
        read_lead(tmp_path, "L-2")


def test_a_lead_without_evidence_is_told_to_nobody(tmp_path: Path) -> None:
    with pytest.raises(UntellableLeadError):
        read_lead(write_scan(tmp_path, {"L-2": case_2()}, {"L-2": {"short_calls_one_way": []}}), "L-2")


def test_a_lead_without_innocent_explanations_is_told_to_nobody(tmp_path: Path) -> None:
    strands = [strand | {"innocent": []} for strand in case_2()["strands"]]
    with pytest.raises(UntellableLeadError):
        read_lead(write_case_2(tmp_path, strands=strands, tested=[]), "L-2")
