"""The server of the database, and the way to it."""

from collections.abc import Iterator

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from upstander.website.addresses import DESK, OWNER, address
from upstander.website.checks.desk import Desk, Unsafe
from upstander.website.roles import OLDEST

HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
CHECKED = frozenset({"verify-full", "verify-ca"})


def server_is_not_too_old(desk: Desk) -> Iterator[Unsafe]:
    """PostgreSQL 15 took the right to make tables from everybody."""
    version = desk.owner.info.server_version
    if version < OLDEST:
        yield Unsafe(
            f"the database is PostgreSQL {version // 10_000}",
            "Before 15, every role may make tables and functions beside the desk's.",
            "Move to PostgreSQL 15 or later: `upstander backup`, then `upstander restore` there.",
        )


def nobody_comes_in_without_a_password(desk: Desk) -> Iterator[Unsafe]:
    """Asked by trying: as the superuser and as the owner, with nothing that proves who asks."""
    database = str(conninfo_to_dict(desk.addresses[DESK])["dbname"])
    for role in ("postgres", OWNER):
        bare = make_conninfo(
            address(desk.addresses[DESK], role, database),
            password="",
            passfile=str(desk.folder / "no passwords"),
            gssencmode="disable",
        )
        try:
            psycopg.connect(bare).close()
        except psycopg.OperationalError:
            continue
        yield Unsafe(
            f"the database lets {role} in without a password",
            "Whoever takes over the pages' process, or any program that reaches the server, is bound by no wall.",
            "Ask for scram-sha-256 in pg_hba.conf. The embedded server cannot: use a server of your own for real "
            "matters (`upstander prepare`).",
        )


def database_elsewhere_is_reached_by_tls(desk: Desk) -> Iterator[Unsafe]:
    """On another machine, the server proves by a certificate that it is the server."""
    for role, url in desk.addresses.items():
        parts = conninfo_to_dict(url)
        host = str(parts.get("host", ""))
        if not host.startswith("/") and host not in HERE and parts.get("sslmode") not in CHECKED:
            yield Unsafe(
                f"{role} reaches the database on {host} with no checked TLS",
                "Whoever stands between reads passwords and sealed rows, or poses as the database.",
                "Add sslmode=verify-full and sslrootcert to the address, and run `upstander prepare` with it.",
            )
