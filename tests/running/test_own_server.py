"""A desk on a force's own server: an administrator sets it up once, and who serves pages holds one address that owns nothing."""

import psycopg
import pytest

from tests.running.conftest import act, run
from tests.running.served import serving
from upstander.website.addresses import DATABASE, ROLES, address

pytestmark = pytest.mark.enable_socket
on_18 = pytest.mark.parametrize("cluster", [18], indirect=True)  # where no version differs


class OwnDesk:
    """A folder of the desk, the administrator's folder beside it, and a database of the cluster."""

    def __init__(self, cluster, place):
        self.cluster, self.folder = cluster, place / "desk"
        self.kept = self.folder.with_name("desk-addresses")
        self.database = f"desk_{abs(hash(self.folder))}"

    def prepare(self, *words):
        given = ("--addresses", self.kept, "--database", self.database, *words)
        return run("prepare", self.folder, *given, UPSTANDER_ADMINISTRATOR=self.cluster.administrator)

    def passwords(self):
        files = [self.folder / "upstander_desk.address", *self.kept.iterdir()]
        return {file.name: file.read_text() for file in files if file.name.endswith(".address")}

    def as_administrator(self, statement):
        with psycopg.connect(self.cluster.administrator, autocommit=True) as connection:
            return connection.execute(statement)


@pytest.fixture
def own(cluster, short):
    made = OwnDesk(cluster, short)
    yield made
    made.as_administrator(f"DROP DATABASE IF EXISTS {made.database} WITH (FORCE)")


@pytest.fixture
def prepared(own):
    status, said = own.prepare()
    assert status == 0, said
    return own


def test_a_desk_that_was_prepared_is_served_and_written_to(prepared):
    act(prepared.folder, "people")
    cookie, matter = act(prepared.folder, "signed_in", "manager"), act(prepared.folder, "matter")
    with serving(prepared.folder) as served:
        given = {"what": "learning considered", "day": "1/5/2025", "detail-note": "a note"}
        assert served.posts(cookie, f"/matters/{matter}/add", given) == 302
        assert "Matter about Somebody" in served.asks("/matters", cookie)[2]
    assert act(prepared.folder, "notes", matter).split() == ["a", "note"]
    assert act(prepared.folder, "log").startswith("[] ")


@on_18
def test_no_process_that_serves_pages_knows_any_password_but_its_own(prepared):
    others = [held for name, held in prepared.passwords().items() if name != "upstander_desk.address"]
    secrets = [psycopg.conninfo.conninfo_to_dict(one.strip())["password"] for one in others]
    secrets.append(prepared.cluster.password)
    administrator = {"UPSTANDER_ADMINISTRATOR": prepared.cluster.administrator}  # left there by mistake
    with serving(prepared.folder, **administrator) as served:
        served.asks("/sign-in")
        told = [str(one.environ()) + str(one.cmdline()) for one in [served.pages(), *served.workers()]]
    told += [file.read_text() for file in prepared.folder.iterdir()]
    assert len(told) >= 5  # the first of the pages, whoever answered, and three files
    assert [word for word in secrets for one in told if word in one] == []


@on_18
def test_addresses_are_for_their_owners_alone_and_stay_when_it_is_prepared_again(prepared):
    files = [prepared.folder / "upstander_desk.address", *prepared.kept.iterdir()]
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    before = prepared.passwords()
    assert prepared.prepare()[0] == 0
    assert prepared.passwords() == before
    assert prepared.prepare("--new-passwords")[0] == 0
    assert [name for name, held in prepared.passwords().items() if held == before[name]] == []
    with serving(prepared.folder) as served:
        assert served.asks("/sign-in")[0] == 200


@on_18
def test_addresses_are_never_kept_where_pages_are_served(own):
    own.kept = own.folder / "addresses"
    status, said = own.prepare()
    assert (status, "whoever takes over the pages would find it" in said) == (1, True)


def test_each_role_may_do_its_own_work_and_no_more(prepared):
    held = prepared.passwords()
    urls = {role: held[f"{role}.address"].strip() for role in ROLES}
    may = {
        "SELECT count(*) FROM audit.event": {"upstander_verifier", "upstander_backup", "upstander_owner"},
        "SELECT count(*) FROM casework_matter": {"upstander_owner", "upstander_desk", "upstander_backup"},
        "CREATE TABLE another (it int)": {"upstander_owner"},
        "DELETE FROM casework_matterentry": {"upstander_owner"},
        "DELETE FROM audit.event": set(),
        "CREATE TEMPORARY TABLE another_still (it int)": {"upstander_owner"},
        "SELECT audit.append('a', 'b', '', '', '', 'done', '{}')": {
            "upstander_owner", "upstander_desk", "upstander_backup", "upstander_post",
        },
    }  # fmt: skip
    for statement, roles in may.items():
        assert {role for role, url in urls.items() if works(url, statement)} == roles, statement


def works(url, statement):
    with psycopg.connect(url) as connection:
        try:
            connection.execute(statement)
        except psycopg.Error:
            return False
        finally:
            connection.rollback()
    return True


# who serves, and what is said
REFUSED = {
    "the superuser": ("postgres", "is bound by no wall"),
    "the owner": ("upstander_owner", "owns tables"),
}


@on_18
@pytest.mark.parametrize("who", REFUSED)
def test_pages_are_not_served_as_somebody_whom_walls_do_not_bind(prepared, who):
    role, words = REFUSED[who]
    url = address(prepared.cluster.administrator, role, prepared.database, prepared.cluster.password)
    if role != "postgres":
        url = prepared.passwords()[f"{role}.address"].strip()
    status, said = run("serve", prepared.folder, "--port", "18999", DATABASE_URL=url)
    assert (status, words in said) == (1, True), said


@on_18
def test_pages_are_not_served_from_tables_of_another_version(prepared):
    url = address(prepared.cluster.administrator, "postgres", prepared.database, prepared.cluster.password)
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'casework' AND name LIKE '0009%'")
    status, said = run("serve", prepared.folder, "--port", "18999")
    assert (status, "tables are those of another version (casework.0009" in said) == (1, True), said


@on_18
def test_who_serves_pages_makes_no_lead_and_nobody(prepared):
    for words in (("--demonstration",), ("--leads", prepared.folder)):
        status, said = run("serve", prepared.folder, *words)
        assert (status, "makes no lead and nobody" in said) == (1, True), said


@on_18
def test_leads_are_taken_in_by_the_owner(prepared, tmp_path):
    from tests.leads.telling.scans import CASE_2_EVIDENCE, case_2, write_scan, write_store  # noqa: PLC0415

    scan = write_scan(
        tmp_path / "leads", {"L-1": case_2()}, {"L-1": CASE_2_EVIDENCE}, store=str(write_store(tmp_path / "store"))
    )
    status, said = run("take-in", prepared.folder, scan, "--addresses", prepared.kept)
    assert (status, said) == (0, "1 leads taken in, 0 were there already.\n")
    assert run("take-in", prepared.folder, scan, "--addresses", prepared.kept)[1].startswith("0 leads taken in")
    status, said = run("take-in", prepared.folder, tmp_path / "store", "--addresses", prepared.kept)
    assert (status, "does not hold a scan" in said) == (1, True)
    assert run("take-in", prepared.folder, scan, "--addresses", tmp_path)[0] == 1


def test_it_is_backed_up_and_restored_beside_itself(prepared, short):
    act(prepared.folder, "people")
    key, file = prepared.folder.with_name("key"), prepared.folder.with_name("backup")
    run("backup-key", key)
    status, said = run("backup", prepared.folder, "--to", file, "--for", f"{key}.pub", "--addresses", prepared.kept)
    assert status == 0, said
    assert prepared.cluster.password.encode() not in file.read_bytes()
    held = act(prepared.folder, "everything")
    new, database = OwnDesk(prepared.cluster, short / "new"), prepared.database
    given = ("--key", key, "--addresses", new.kept)
    there = {"UPSTANDER_ADMINISTRATOR": prepared.cluster.administrator}
    status, said = run("restore", file, new.folder, *given, "--database", database, **there)
    assert (status, "holds tables already" in said, new.folder.exists()) == (1, True, False), said
    status, said = run("restore", file, new.folder, *given, "--database", new.database, **there)
    assert status == 0, said
    assert act(new.folder, "everything") == held
    new.as_administrator(f"DROP DATABASE {new.database} WITH (FORCE)")


def test_its_check_finds_nothing_but_what_was_not_done_yet(prepared):
    act(prepared.folder, "people")
    status, said = run("check", prepared.folder, "--addresses", prepared.kept)
    told = [line for line in said.splitlines() if not line.startswith("    ")]
    assert (status, told) == (
        1,
        [
            "no checkpoints of the audit log are named",
            "no verification of the audit log was ever kept",
            "no backup was ever taken",
            "3 unsafe things found by 26 checks.",
        ],
    )


@on_18
def test_a_server_that_is_too_old_is_refused(cluster, monkeypatch):
    from upstander.website import roles  # noqa: PLC0415

    monkeypatch.setattr(roles, "OLDEST", 990_000)
    with pytest.raises(roles.TooOldError, match="give 15 or later"):
        roles.make_roles(cluster.administrator)
    assert DATABASE == "upstander"


def test_all_of_an_address_goes_to_the_database(tmp_path):
    from upstander.reporting.database import database  # noqa: PLC0415

    told = database(
        "postgresql://u:p@db.force.example:6432/d?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=3"
    )
    assert (told["HOST"], told["PORT"], told["USER"], told["PASSWORD"], told["NAME"]) == (
        "db.force.example", "6432", "u", "p", "d"
    )  # fmt: skip
    assert told["OPTIONS"] == {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "connect_timeout": "3"}
    given = address(
        "host=db.force.example sslmode=verify-full sslrootcert=/etc/ca.pem sslkey=/root/k password=x user=y", "r"
    )
    assert psycopg.conninfo.conninfo_to_dict(given) == {
        "host": "db.force.example", "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "user": "r",
        "dbname": "upstander",
    }  # fmt: skip


# ---- behind a proxy that speaks TLS


def test_behind_a_proxy_pages_are_for_tls_alone_and_cookies_are_too(short):
    folder = short / "desk"
    with serving(folder, "--behind-proxy", UPSTANDER_HOSTS="desk.force.example") as served:
        by_proxy = {"Host": "desk.force.example", "X-Forwarded-Proto": "https"}
        status, headers, _page = served.asks("/sign-in", **by_proxy)
        assert (status, headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
        act(folder, "people")
        cookie = act(folder, "signed_in", "analyst")
        origin = {"Origin": "https://desk.force.example"}
        assert (
            served.posts(
                cookie, "/ties", {"subject_id": "P-1", "name": "Ask Nobody", "tie": "a friend"}, **by_proxy, **origin
            )
            == 302
        )
        assert "; Secure" in headers.get("Set-Cookie", "; Secure")
        past_it = served.asks("/sign-in", Host="desk.force.example")
        assert (past_it[0], past_it[1]["Location"]) == (301, "https://desk.force.example/sign-in")
        assert served.asks("/sign-in", Host="another.example", **{"X-Forwarded-Proto": "https"})[0] == 400


def test_a_desk_behind_a_proxy_says_under_which_names_it_is_reached(short):
    status, said = run("serve", short / "desk", "--behind-proxy")
    assert (status, "UPSTANDER_HOSTS" in said) == (1, True)
