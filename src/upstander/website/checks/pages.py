"""How pages are served."""

from collections.abc import Iterator

from upstander.website.checks.desk import Desk, Unsafe

HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def pages_without_tls_stay_on_this_machine(desk: Desk) -> Iterator[Unsafe]:
    """Other names than this machine's are served behind a proxy that speaks TLS."""
    hosts = set(desk.environment.get("UPSTANDER_HOSTS", "localhost").split(",")) - HERE
    plain = desk.environment.get("UPSTANDER_PLAIN") == "1" or desk.environment.get("UPSTANDER_BEHIND_PROXY") != "1"
    if hosts and plain:
        yield Unsafe(
            f"the desk is reached as {', '.join(sorted(hosts))} with no TLS",
            "Whoever is on the way reads passwords, sessions and pages.",
            "Put a proxy before it that speaks TLS, and set UPSTANDER_BEHIND_PROXY=1 (docs/running.md).",
        )
