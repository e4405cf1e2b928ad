"""The door's own pages, asked in this process for each receipt on standard input, with all the work that each caused.

Run as `python -m tests.reporting.watched_door`, with the environment of a door (`serving.environment`).
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

WATCHED = ("nacl.", "upstander.reporting.receipt", "upstander.reporting.store", "upstander.reporting.letters",
           "upstander.reporting.carried")  # fmt: skip
GENERATED = "<string>"  # the file of what a dataclass makes for itself
BY_LETTER = "<genexpr>"  # done for each letter that was typed


def main() -> None:
    """Writes what each was answered, and what was done for it."""
    import django  # noqa: PLC0415 - the environment says of which door

    django.setup()
    from django.test import Client  # noqa: PLC0415

    def ask(receipt: str) -> Any:
        return Client().post("/return", {"receipt": receipt}, headers={"host": "localhost"})

    receipts = json.load(sys.stdin)
    ask(receipts[0])  # once, for what is read once
    json.dump([_watched(lambda words=words: ask(words)) for words in receipts], sys.stdout)


def _watched(act: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415

    statements: list[str] = []
    calls: Counter[str] = Counter()

    def asked(execute: Any, query: str, *given: Any) -> Any:
        statements.append(query)
        return execute(query, *given)

    def called(frame: Any, event: str, _given: Any) -> None:
        of = frame.f_globals.get("__name__", "")
        own = frame.f_code.co_filename != GENERATED and frame.f_code.co_name != BY_LETTER
        if event == "call" and of.startswith(WATCHED) and own:
            calls[f"{of}.{frame.f_code.co_qualname}"] += 1

    with connection.execute_wrapper(asked):
        sys.setprofile(called)
        try:
            answer = act()
        finally:
            sys.setprofile(None)
    told = {"status": answer.status_code, "headers": dict(answer.headers), "page": answer.content.decode()}
    return told | {"statements": statements, "calls": dict(calls)}


if __name__ == "__main__":
    main()
