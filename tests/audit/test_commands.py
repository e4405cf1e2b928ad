"""`upstander audit-key`, `audit-checkpoint` and `audit-verify`, as whoever answers for the log uses them."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from upstander.cli import main


@pytest.fixture
def told(log):
    """Runs a command on the log and gives its exit status and what it said."""
    folders = [word for sink in log.sinks for word in ("--checkpoints", str(sink))]

    def run(name, *words, url=None):
        arguments = [name, *words, *folders] if name != "audit-key" else [name, *words]
        answered = CliRunner(env={"DATABASE_URL": log.url("auditor") if url is None else url}).invoke(main, arguments)
        return answered.exit_code, answered.output

    return run


@pytest.fixture
def key(log):
    return "--key", str(log.folder / "key")


@pytest.fixture
def public(log):
    return "--public-key", str(log.folder / "key.pub")


def test_from_a_key_to_a_verified_log(log, told):
    made = log.folder / "another"
    status, said = told("audit-key", str(made))
    assert (status, f"{made}.pub" in said.replace("\n", "")) == (0, True)
    log.write("R1", "R2")
    assert told("audit-checkpoint", "--key", str(made), "--first") == (0, "2 events signed, and kept in 2 folders.\n")
    log.write("R3")
    status, said = told("audit-verify", "--public-key", f"{made}.pub")
    assert status == 0
    assert said.startswith(
        "Nothing found in 3 events against 1 checkpoints. No checkpoint vouches for the 1 events since"
    )


def test_what_is_found_is_told_with_what_to_do_and_the_status_is_1(log, told, key, public):
    log.write("R1", "R2")
    told("audit-checkpoint", *key, "--first")
    log.tamper("UPDATE audit.event SET actor = 'somebody else' WHERE number = 2")
    status, said = told("audit-verify", *public)
    assert status == 1
    assert "event changed: event 2\n    a field or the digest was changed" in said
    assert "Compare with a backup" in said
    assert "1 findings in 2 events" in said
    status, said = told("audit-checkpoint", *key)
    assert status == 1
    assert "nothing was signed: 1 things in the log do not fit" in said
    assert "event changed: event 2" in said


def test_an_export_is_verified_without_a_database(log, told, key, public):
    log.write("R1", "R2")
    told("audit-checkpoint", *key, "--first")
    status, said = told("audit-verify", *public, "--export", str(log.exported()), url="")
    assert (status, said) == (0, "Nothing found in 2 events against 1 checkpoints.\n")


def test_a_wider_tolerance_lets_clocks_differ(log, told, public):
    log.write("R1")
    log.checkpoint(skew=3600)
    log.write("R2")
    assert told("audit-verify", *public)[0] == 1
    assert told("audit-verify", *public, "--tolerance", "4000")[0] == 0


def test_a_clock_that_was_looked_into_is_signed(log, told, key, public):
    log.write("R1")
    log.checkpoint(skew=3600)
    log.write("R2")
    assert told("audit-checkpoint", *key, "--clock-explained", "2")[0] == 0
    assert told("audit-verify", *public)[0] == 0


def test_what_cannot_be_verified_has_a_status_of_its_own(log, told, key, public):
    nowhere = log.url("auditor").replace("host=", "host=/nowhere")
    assert told("audit-verify", *public, url=nowhere)[0] == 2
    assert told("audit-checkpoint", *key, url=nowhere)[0] == 2
    assert told("audit-verify", "--public-key", str(log.folder / "key.pub"), url="")[0] == 2
    (log.folder / "empty").touch()
    status, said = told("audit-verify", "--public-key", str(log.folder / "empty"))
    assert (status, "holds no key" in said) == (2, True)
    (log.folder / "key").chmod(0o644)
    status, said = told("audit-checkpoint", *key, "--first")
    assert (status, "open to others" in said) == (2, True)


def test_one_folder_is_too_few(log, public):
    words = ["audit-verify", *public, "--checkpoints", str(log.sinks[0]), "--database", log.url("auditor")]
    answered = CliRunner().invoke(main, words)
    assert (answered.exit_code, "two or more folders" in answered.output) == (2, True)


def test_a_key_is_not_written_over(log, told):
    status, said = told("audit-key", str(log.folder / "key"))
    assert (status, "is there already" in said.replace("\n", " ")) == (1, True)


def test_it_runs_where_there_is_no_django(log, public):
    log.write("R1")
    log.checkpoint()
    program = "import sys; sys.modules['django'] = None; from upstander.cli import main; main()"
    folders = [word for sink in log.sinks for word in ("--checkpoints", str(sink))]
    words = ["audit-verify", "--database", log.url("auditor"), *public, *folders]
    answered = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert (answered.returncode, answered.stdout) == (0, "Nothing found in 1 events against 1 checkpoints.\n")


def last_kept(log):
    from upstander.audit.verified import LAST, Verification  # noqa: PLC0415

    with log.connect() as connection:
        row = connection.execute(LAST).fetchone()
    return Verification(*row) if row else None


def test_what_each_verification_found_is_kept_for_the_desk(log, told, key, public):
    log.write("R1", "R2")
    assert last_kept(log) is None
    told("audit-checkpoint", *key, "--first")
    assert (last_kept(log).events, last_kept(log).failed) == (2, False)
    log.tamper("UPDATE audit.event SET actor = 'somebody else' WHERE number = 2")
    told("audit-verify", *public)
    assert (last_kept(log).findings, last_kept(log).failed) == (1, True)
    log.tamper("DELETE FROM audit.verification")
    told("audit-checkpoint", *key)  # refused, and what was found is kept all the same
    assert (last_kept(log).events, last_kept(log).failed) == (2, True)


def test_whoever_writes_events_reads_what_was_found_and_cannot_write_it(log):
    import psycopg  # noqa: PLC0415

    with psycopg.connect(log.url("desk"), autocommit=True) as desk:
        assert desk.execute("SELECT count(*) FROM audit.verification").fetchone() == (0,)
        for statement in (
            "SELECT audit.keep_verification(1, 0)",
            "INSERT INTO audit.verification (events, findings) VALUES (1, 0)",
            "DELETE FROM audit.verification",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                desk.execute(statement)
