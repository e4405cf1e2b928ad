"""Loading: every row accounted for, nothing held twice, a stopped load continued, one load at a time."""

import json
import multiprocessing
import os

import pytest

from tests.drawing import instant
from upstander.records.headers import UnreadableError
from upstander.records.loading import load_source
from upstander.records.locking import StoreBusyError, only_load
from upstander.records.placing import Placing
from upstander.records.store import UnfinishedStoreError, open_records

ACCESS = "access_id,staff_id,at,system,action\n"
INCIDENT = "incident_id,reported_at,closed_at,kind,grade\n"


def access(number, at="2025-03-01T22:10:00Z", action="view"):
    return f"{number},PC 12,{at},RMS,{action}\n"


def incident(number, closed="", reported="2025-03-01T10:00:00Z"):
    return f"{number},{reported},{closed},concern,priority\n"


def tally(report):
    return {w: report.total(w) for w in ("read", "accepted", "duplicates", "replaced", "refused")}


def counts(read, accepted=0, duplicates=0, replaced=0, refused=0):
    return {"read": read, "accepted": accepted, "duplicates": duplicates, "replaced": replaced, "refused": refused}


def test_a_folder_of_files_and_subfolders_is_loaded(store):
    report = store.load(
        {
            "staff.csv": "staff_id,name,role,started_on\nPC 12,Ann,constable,2020-01-01\n",
            "accesses/march.csv": ACCESS + access(1),
            "accesses/april.csv": ACCESS + access(2, "2025-04-01T22:10:00Z"),
            "notes.txt": "hello",
            "colours.csv": "red\n",
        }
    )
    assert tally(report) == counts(3, accepted=3)
    assert report.warnings[:2] == (
        "colours.csv is left aside: no feed is called colours",
        "notes.txt is left aside",
    )
    assert sorted(path for path in store.files() if path.startswith("records/accesses")) == [
        f"records/accesses/month=2025-03/{report.files[1].load}.parquet",
        f"records/accesses/month=2025-04/{report.files[0].load}.parquet",
    ]


def test_what_is_loaded_can_be_read_by_every_later_room(store, engine):
    store.load({"accesses.csv": ACCESS + access(1)})
    records = open_records(store.path, engine)
    assert records.present == {"accesses"}
    assert engine.rows(records.accesses)["at"].to_list() == [instant("2025-03-01 22:10")]


def test_a_source_with_nothing_to_load_says_so(store, engine, tmp_path):
    with pytest.raises(UnreadableError, match="holds no feed"):
        store.load({"colours.csv": "red\n"})
    with pytest.raises(UnreadableError, match="there is no file"):
        load_source(tmp_path / "nowhere", store.path, engine, None)


def test_the_same_row_twice_is_held_once(store):
    assert tally(store.load({"accesses.csv": ACCESS + access(1) * 3})) == counts(3, accepted=1, duplicates=2)
    again = store.load({"accesses.csv": ACCESS + access(2) + access(1)})
    assert tally(again) == counts(2, accepted=1, duplicates=1)
    assert [row["access_id"] for row in store.rows("accesses")] == ["1", "2"]


def test_a_record_that_does_not_change_and_comes_with_other_values_is_refused(store):
    first = store.load({"accesses.csv": ACCESS + access(1) + access(1, action="print") + access(1)})
    assert tally(first) == counts(3, accepted=1, duplicates=1, refused=1)
    assert tally(store.load({"accesses.csv": ACCESS + access(1, action="edit")})) == counts(1, refused=1)
    assert [row["action"] for row in store.rows("accesses")] == ["view"]
    assert {row["code"] for row in store.refused("accesses")} == {"other_values"}


def test_a_later_version_of_a_record_takes_the_place_of_the_earlier(store):
    store.load({"incidents.csv": INCIDENT + incident(1) + incident(2)})
    later = store.load({"incidents.csv": INCIDENT + incident(1, "2025-03-02T10:00:00Z") + incident(2) + incident(3)})
    assert tally(later) == counts(3, accepted=1, duplicates=1, replaced=1)
    assert [(row["incident_id"], row["closed_at"]) for row in store.rows("incidents")] == [
        ("1", instant("2025-03-02 10:00")),
        ("2", None),
        ("3", None),
    ]


def test_a_record_that_is_given_another_month_is_moved(store):
    store.load({"incidents.csv": INCIDENT + incident(1)})
    moved = store.load({"incidents.csv": INCIDENT + incident(1, reported="2025-02-28T10:00:00Z")})
    assert tally(moved) == counts(1, replaced=1)
    assert [row["reported_at"] for row in store.rows("incidents")] == [instant("2025-02-28 10:00")]
    assert not list((store.path / "records/incidents/month=2025-03").glob("*"))


def test_versions_in_one_file_leave_the_last(store):
    text = INCIDENT + incident(1) + incident(1, "2025-03-02T10:00:00Z") + incident(1, "2025-03-03T10:00:00Z")
    assert tally(store.load({"incidents.csv": text})) == counts(3, accepted=1, replaced=2)
    assert [row["closed_at"] for row in store.rows("incidents")] == [instant("2025-03-03 10:00")]


def test_a_version_that_returns_to_what_is_held_changes_nothing_held(store):
    store.load({"incidents.csv": INCIDENT + incident(1)})
    held = {name: data for name, data in store.files().items() if name.startswith("records")}
    back = store.load({"incidents.csv": INCIDENT + incident(1, "2025-03-02T10:00:00Z") + incident(1)})
    assert tally(back) == counts(2, replaced=2)
    assert {name: data for name, data in store.files().items() if name.startswith("records")} == held


def test_a_key_with_an_empty_part_is_one_key(store):
    text = "nominal_id,number,from_at\nMs A,+447700900123,\nMs A,+447700900123,\n"
    assert tally(store.load({"nominal_phones.csv": text})) == counts(2, accepted=1, duplicates=1)


def test_only_the_months_that_are_touched_are_written_again(store):
    store.load({"shifts.csv": "staff_id,start_at,end_at,kind\n" + "".join(
        f"PC 12,2025-0{m}-01T08:00Z,2025-0{m}-01T16:00Z,duty\n" for m in (1, 2, 3))})  # fmt: skip
    before = store.files()
    store.load({"shifts.csv": "staff_id,start_at,end_at,kind\nPC 12,2025-02-01T08:00Z,2025-02-01T18:00Z,duty\n"})
    changed = {name for name, data in before.items() if store.files().get(name) != data}
    assert {name.split("/")[2] for name in changed} == {"month=2025-02"}


def test_loading_the_same_file_twice_changes_nothing(store):
    files = {"accesses.csv": ACCESS + access(1) + access("", "x"), "incidents.csv": INCIDENT + incident(1)}
    store.load(files)
    before = store.files()
    again = store.load(files)
    assert [file.already for file in again.files] == [True, True]
    assert store.files() == before


def test_a_note_of_each_load_says_what_became_of_its_rows(store):
    report = store.load({"accesses.csv": ACCESS + access(1) + access("")})
    note = json.loads((store.path / "loads" / f"{report.files[0].load}.json").read_text())
    assert (note["file"], note["feeds"][0]["accepted"], note["feeds"][0]["refused"]) == ("accesses.csv", 1, 1)
    assert report.files[0].feeds[0].earliest == report.volumes["accesses"].latest == instant("2025-03-01 22:10")


class StoppedError(Exception):
    """Stands for Ctrl-C."""


@pytest.mark.parametrize("steps", range(1, 9))
def test_a_load_that_was_stopped_is_completed_by_the_next(store, engine, steps):
    source = store.write({"accesses.csv": ACCESS + access(1), "incidents.csv": INCIDENT + incident(1)})
    seen = []

    def stop(what, share):
        seen.append(share)
        if len(seen) == steps:
            raise StoppedError

    try:
        load_source(source, store.path, engine, None, stop)
    except StoppedError:
        assert len(store.rows("accesses")) <= 1
    load_source(source, store.path, engine, None)
    assert [len(store.rows(feed)) for feed in ("accesses", "incidents")] == [1, 1]
    assert not list((store.path / "loading").glob("*"))


def test_a_decided_load_that_was_stopped_is_seen_and_finished(store, engine):
    store.load({"nominals.csv": "nominal_id,name\n1,Ms A\n"})
    placing = Placing(store.path, "half")
    placing.write_note(store.path / "loads" / "half.json", {"file": "half"})
    decided = {"moves": {"loading/half/0.json": "loads/half.json"}, "removed": []}
    (store.path / "loading/half/plan.json").write_text(json.dumps(decided))
    with pytest.raises(UnfinishedStoreError, match="upstander load"):
        open_records(store.path, engine)
    store.load({"nominals.csv": "nominal_id,name\n2,Ms B\n"})
    assert "loads/half.json" in store.files()
    assert open_records(store.path, engine).present == {"nominals"}


def test_two_loads_at_once_are_refused_by_name(store):
    with only_load(store.path), pytest.raises(StoreBusyError, match=f"process {os.getpid()} on "):
        store.load({"accesses.csv": ACCESS + access(1)})
    assert tally(store.load({"accesses.csv": ACCESS + access(1)})) == counts(1, accepted=1)


def _die_holding(path):
    with only_load(path):
        os._exit(1)


def test_the_lock_of_a_process_that_is_gone_falls_open(store):
    gone = multiprocessing.get_context("spawn").Process(target=_die_holding, args=(store.path,))
    gone.start()
    gone.join()
    assert gone.exitcode == 1
    assert tally(store.load({"accesses.csv": ACCESS + access(1)})) == counts(1, accepted=1)


def test_the_share_done_rises_to_the_whole(store, engine):
    seen = []
    source = store.write({"accesses.csv": ACCESS + access(1), "incidents.csv": INCIDENT + incident(1)})
    load_source(source, store.path, engine, None, lambda _, share: seen.append(share))
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_silence_and_floods_are_warned_of(store):
    staff = "staff_id,name,role,started_on\nPC 12,Ann,constable,2020-01-01\n"
    quiet = ACCESS + access(1, "2025-01-01T00:00Z") + access(2, "2025-12-31T00:00Z")
    calls = "call_id,staff_id,start_at,duration_s,line,recorded\n" + "".join(
        f"{n},PC 12,2025-{1 + n % 2:02}-{1 + n % 28:02}T00:00Z,1,101,no\n" for n in range(5000)
    )
    warnings = store.load({"staff.csv": staff, "accesses.csv": quiet, "public_calls.csv": calls}).warnings
    assert [warning.split(":")[0] for warning in warnings] == ["silence in accesses", "flood in public_calls"]
