"""The walls as they stand, beside the walls as this version builds them.

They are built anew in a transaction that is undone, and the catalogue is compared before and within. So nothing here
knows any wall by name: a wall that is added is checked. The tables are locked for that moment.
"""

from collections.abc import Iterator
from functools import cache

import psycopg

from upstander.website.addresses import DATABASE, DESK, OWNER
from upstander.website.checks.desk import Desk, Unsafe
from upstander.website.preparing import walls
from upstander.website.roles import take_from_desk

Stands = frozenset[tuple[str, str, str]]  # kind, what, and how it stands

PUBLIC = "relnamespace = 'public'::regnamespace"
# As text: what is united with a name of PostgreSQL is cut to its 63 bytes, and a function with its arguments is longer.
RELATIONS = f"SELECT 'rows', relname::text, relrowsecurity::text FROM pg_class WHERE {PUBLIC} AND relkind IN ('r', 'p')"
POLICIES = """
    SELECT 'policy', tablename || ': ' || policyname, concat_ws(' ', permissive, roles::text, cmd, qual, with_check)
    FROM pg_policies WHERE schemaname = 'public'
"""
TRIGGERS = f"""
    SELECT 'trigger', relname || ': ' || tgname, concat_ws(' ', tgenabled, pg_get_triggerdef(t.oid))
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE {PUBLIC} AND NOT tgisinternal
"""
FUNCTIONS = """
    SELECT 'function', oid::regprocedure::text,
        concat_ws(' ', proowner::regrole::text, prosecdef, provolatile, proconfig::text, proacl::text, prosrc)
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
"""
GRANTS = f"""
    SELECT 'grant', concat_ws(' ', privilege_type, 'on', relname, 'to', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END), ''
    FROM pg_class, aclexplode(relacl) WHERE {PUBLIC} AND grantee <> relowner
    UNION ALL
    SELECT 'grant', concat_ws(' ', privilege_type, 'of', attname, 'on', relname, 'to', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END), ''
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid, aclexplode(attacl) WHERE {PUBLIC}
    UNION ALL
    SELECT 'grant', concat_ws(' ', privilege_type, 'on schema public to', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END), ''
    FROM pg_namespace, aclexplode(nspacl) WHERE nspname = 'public' AND privilege_type = 'CREATE' AND grantee <> nspowner
    UNION ALL
    SELECT 'grant', concat_ws(' ', privilege_type, 'on the database to', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END), ''
    FROM pg_database, aclexplode(datacl)
    WHERE datname = current_database() AND grantee <> datdba AND (grantee = 0 OR privilege_type <> 'CONNECT')
"""  # noqa: E501 - one line for each
OPEN = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT relrowsecurity
    AND has_any_column_privilege(%s, oid, 'SELECT')
    AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND atttypid = 'bytea'::regtype)
"""
KNOWN_TO_ALL = frozenset({"access_account"})  # who works at the desk; their own staff number stands sealed there

PREPARE = "Find out who changed it, and run `upstander prepare`, which builds the walls again."


def rows_are_walled(desk: Desk) -> Iterator[Unsafe]:
    """Row-level security is on, and its policies are ours and no others."""
    for what, how in _differing(desk, "rows", "policy"):
        yield Unsafe(
            f"row-level security: {what} {how}", "Pages, and whoever takes them over, see more or less.", PREPARE
        )


def content_has_a_wall(desk: Desk) -> Iterator[Unsafe]:
    """No table with a sealed column is open to the desk's role without row-level security."""
    for (table,) in desk.asked(OPEN, DESK):
        if table not in KNOWN_TO_ALL:
            why = "Its rows are sealed, but a page that forgets to ask opens any of them for anybody."
            yield Unsafe(f"{table} holds content, and no wall stands before it", why, "This is a fault: report it.")


def history_cannot_be_changed(desk: Desk) -> Iterator[Unsafe]:
    """Triggers that keep history as it was written are there and switched on, and no others are."""
    for what, how in _differing(desk, "trigger"):
        yield Unsafe(
            f"trigger: {what} {how}",
            "What people wrote may be changed or taken away afterwards, or something else is done whenever they write.",
            f"ALTER TABLE ... ENABLE TRIGGER, or DROP TRIGGER where it is none of ours. {PREPARE}",
        )


def functions_are_ours(desk: Desk) -> Iterator[Unsafe]:
    """The functions that walls ask are those of this version, and nobody put others beside them."""
    why = "Walls ask functions who asks and what is hidden; one that runs as somebody else may read past them."
    for what, how in _differing(desk, "function"):
        yield Unsafe(f"function: {what} {how}", why, PREPARE)
    for kind, what, how in sorted(_compared(desk.owner)[0]):
        if kind == "function" and not how.startswith(f"{OWNER} "):
            yield Unsafe(
                f"function: {what} belongs to {how.split()[0]}", why, f"DROP FUNCTION {what}, if it is not wanted."
            )


def nobody_was_given_more(desk: Desk) -> Iterator[Unsafe]:
    """Every grant on the desk's tables is one that the walls give."""
    for what, how in _differing(desk, "grant"):
        yield Unsafe(
            f"grant: {what} {how}", "The role may do what no page needs, or cannot do what one needs.", PREPARE
        )


def _differing(desk: Desk, *kinds: str) -> Iterator[tuple[str, str]]:
    held, wanted = _compared(desk.owner)
    gone = {(kind, what) for kind, what, _ in wanted} - {(kind, what) for kind, what, _ in held}
    known = {(kind, what) for kind, what, _ in wanted}
    for kind, what, _how in sorted(held ^ wanted):
        if kind in kinds and (kind, what, _how) in (held if (kind, what) not in gone else wanted):
            yield (
                what,
                "is missing" if (kind, what) in gone else "was changed" if (kind, what) in known else "was added",
            )


@cache
def _compared(connection: psycopg.Connection) -> tuple[Stands, Stands]:
    """What stands, and what would stand if all were built anew."""
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL lock_timeout = '5s'")
        held = _standing(connection)
        connection.execute(f"SET LOCAL ROLE {OWNER}")
        _take_down(connection, held)
        take_from_desk(connection, connection.info.dbname or DATABASE)
        connection.execute(walls())
        return held, _standing(connection)


def _standing(connection: psycopg.Connection) -> Stands:
    query = " UNION ALL ".join([RELATIONS, POLICIES, TRIGGERS, FUNCTIONS, GRANTS])
    return frozenset(connection.execute(query).fetchall())


def _take_down(connection: psycopg.Connection, held: Stands) -> None:
    for kind, what, _ in held:
        table, _, name = what.partition(": ")
        if kind == "policy":
            connection.execute(f'DROP POLICY "{name}" ON "{table}"')
        elif kind == "trigger":
            connection.execute(f'DROP TRIGGER "{name}" ON "{table}"')
    for kind, what, how in held:
        if kind == "rows":
            connection.execute(f'ALTER TABLE "{what}" DISABLE ROW LEVEL SECURITY')
        elif kind == "function" and how.startswith(f"{OWNER} "):
            connection.execute(f"DROP FUNCTION {what}")
