"""Whether functions, triggers and rights of the log are in the database as they were set up."""

import re
from collections import Counter

import psycopg

from upstander.audit.finding import Findings
from upstander.audit.installing import schema

PATH = "search_path=pg_catalog, pg_temp"
WRITTEN = re.compile(r"CREATE OR REPLACE FUNCTION audit\.(\w+)\((.*?)AS \$body\$(.*?)\$body\$", re.DOTALL)
REFUSES = "FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()"
TRIGGERS = {
    f"CREATE TRIGGER only_added_to BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event {REFUSES}",
    f"CREATE TRIGGER stays BEFORE DELETE OR TRUNCATE ON audit.head {REFUSES}",
    f"CREATE TRIGGER stays_the_same_log BEFORE UPDATE OF identity, sole ON audit.head {REFUSES}",
}
HELD_FUNCTIONS = """
    SELECT proname, prosrc, prosecdef, coalesce(array_to_string(proconfig, ';'), ''), pg_get_userbyid(proowner)
    FROM pg_catalog.pg_proc WHERE pronamespace = to_regnamespace('audit')
"""
HELD_TRIGGERS = """
    SELECT pg_get_triggerdef(t.oid), tgenabled = 'A'
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = tgrelid
    WHERE relnamespace = to_regnamespace('audit') AND NOT tgisinternal
"""
ODD_TABLES = """
    SELECT relname FROM pg_catalog.pg_class c
    WHERE relnamespace = to_regnamespace('audit') AND relname IN ('event', 'head', 'verification')
    AND (relkind <> 'r' OR relrowsecurity OR pg_get_userbyid(relowner) <> 'upstander_audit'
         OR EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE ev_class = c.oid))
"""
# Superusers are left out: nothing in a database binds them. So are PostgreSQL's own roles, which nobody logs in as.
TOO_FREE = """
    SELECT rolname, relname FROM pg_catalog.pg_roles, pg_catalog.pg_class
    WHERE relnamespace = to_regnamespace('audit') AND relname IN ('event', 'head', 'verification')
    AND NOT rolsuper AND rolname !~ '^pg_' AND rolname <> 'upstander_audit'
    AND has_table_privilege(rolname, pg_class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
    ORDER BY rolname, relname
"""


def check_shape(connection: psycopg.Connection, findings: Findings) -> None:
    """Tells of functions replaced, triggers off or added, tables exchanged, roles that may write past the function."""
    held = Counter(connection.execute(HELD_FUNCTIONS).fetchall())
    wanted = Counter(_functions())
    for name in sorted({row[0] for row in (held - wanted) + (wanted - held)}):
        findings.add("machinery", f"function audit.{name}", "replaced, added, removed or given to another owner")
    _check_triggers(connection, findings)
    for (name,) in connection.execute(ODD_TABLES).fetchall():
        findings.add(
            "machinery", f"table audit.{name}", "exchanged, given to another owner, or its rows hidden by rules"
        )
    for role, name in connection.execute(TOO_FREE).fetchall():
        findings.add("machinery", f"role {role}", f"may write to audit.{name} past the function that appends")


def _check_triggers(connection: psycopg.Connection, findings: Findings) -> None:
    held: dict[str, bool] = dict(connection.execute(HELD_TRIGGERS).fetchall())
    for trigger in sorted(TRIGGERS - held.keys()):
        findings.add("machinery", trigger.split()[2], f"removed or changed; it should be: {trigger}")
    for trigger in sorted(held):
        if trigger not in TRIGGERS:
            findings.add("machinery", trigger.split()[2], f"added, or changed to: {trigger}")
        elif not held[trigger]:
            findings.add("machinery", trigger.split()[2], "switched off, wholly or for replicas")


def _functions() -> list[tuple[str, str, bool, str, str]]:
    """Name, body, whether it runs as its owner, settings, owner: as the rows of `HELD_FUNCTIONS`."""
    return [
        (name, body, definer, PATH if definer else "", "upstander_audit")
        for name, header, body in WRITTEN.findall(schema())
        for definer in ["SECURITY DEFINER" in header]
    ]
