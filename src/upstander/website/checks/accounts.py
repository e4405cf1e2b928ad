"""The accounts of the desk."""

from collections.abc import Iterator

from upstander.website.checks.desk import Desk, Unsafe

MADE = "account made"  # the line of the audit log that making an account leaves


def somebody_administers(desk: Desk) -> Iterator[Unsafe]:
    """There is an administrator who can sign in."""
    if not desk.asked("SELECT FROM access_account WHERE role = 'administrator' AND is_active"):
        yield Unsafe(
            "nobody is administrator",
            "Nobody can end the account of somebody who leaves, or whose password is known.",
            "Make an account for an administrator.",
        )


def accounts_were_made_at_the_desk(desk: Desk) -> Iterator[Unsafe]:
    """Every account has its line in the log, once the log tells of accounts at all."""
    made = {about for (about,) in desk.read_in_log("SELECT object_id FROM audit.event WHERE action = %s", MADE)}
    if not made:
        return
    for account, username in desk.asked("SELECT id::text, username FROM access_account ORDER BY username"):
        if account not in made:
            yield Unsafe(
                f"no line of the audit log tells who made the account {username}",
                "It was made past the desk: somebody may have let themselves in.",
                "End it, and find out who can write to the database.",
            )


def accounts_were_compared(desk: Desk) -> Iterator[Unsafe]:
    """Every open account was compared with the force's records, so that none waits for its ties."""
    for (username,) in desk.asked(
        "SELECT username FROM access_account WHERE is_active AND NOT compared ORDER BY username"
    ):
        yield Unsafe(
            f"the account {username} was not compared with the force's records",
            "Its ties are not known, so nothing about any member of staff is shown to it: its person cannot work.",
            "Take the newest scan in again where its records can be read: `upstander take-in`.",
        )
