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
