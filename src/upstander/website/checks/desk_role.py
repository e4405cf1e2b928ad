"""The role that serves pages: it owns nothing, and nothing lifts it over the walls."""

from collections.abc import Iterator

from psycopg.conninfo import conninfo_to_dict

from upstander.website.addresses import DESK, OWNER
from upstander.website.checks.desk import Desk, Unsafe

LIFTS = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")
OWNED = """
    SELECT relname FROM pg_class WHERE relowner = to_regrole(%s) AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL SELECT proname FROM pg_proc WHERE proowner = to_regrole(%s)
    UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = to_regrole(%s)
    UNION ALL SELECT datname FROM pg_database WHERE datdba = to_regrole(%s)
"""
MEMBER = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = to_regrole(%s)"
ELSE_OWNED = """
    SELECT relname, relowner::regrole::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relowner <> to_regrole(%s)
"""
WHY = "What it may do, whoever takes over the pages may do: read past every wall, or take one down."


def pages_are_served_as_the_desks_role(desk: Desk) -> Iterator[Unsafe]:
    """No other role is bound by the walls as they are written."""
    user = conninfo_to_dict(desk.addresses[DESK]).get("user")
    if user != DESK:
        yield Unsafe(
            f"pages are served as {user}, not {DESK}", WHY, "Give DATABASE_URL with that role, or none at all."
        )


def desks_role_has_no_power_over_walls(desk: Desk) -> Iterator[Unsafe]:
    """Neither superuser nor any other attribute, nor membership in another role."""
    for lift in LIFTS:
        if desk.asked(f"SELECT 1 FROM pg_roles WHERE rolname = %s AND {lift}", DESK):
            yield Unsafe(f"{DESK} has {lift.removeprefix('rol')}", WHY, "Run `upstander prepare`, which takes it away.")
    for (role,) in desk.asked(MEMBER, DESK):
        yield Unsafe(f"{DESK} is a member of {role}", WHY, f"REVOKE {role} FROM {DESK}")


def desks_role_owns_nothing(desk: Desk) -> Iterator[Unsafe]:
    """An owner passes walls, and takes them down."""
    for (name,) in desk.asked(OWNED, *[DESK] * 4):
        yield Unsafe(f"{DESK} owns {name}", WHY, f"Give it to {OWNER}, and find out who gave it to {DESK}.")


def tables_belong_to_the_owner(desk: Desk) -> Iterator[Unsafe]:
    """Who owns a table passes its walls."""
    for table, role in desk.asked(ELSE_OWNED, OWNER):
        why = f"{role} reads all of it past every wall, and can take the wall down."
        yield Unsafe(f"{table} belongs to {role}, not {OWNER}", why, f"ALTER TABLE {table} OWNER TO {OWNER}")
