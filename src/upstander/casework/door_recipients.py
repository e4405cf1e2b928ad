"""To whom the door seals, as far as the desk is told: who receives outside the force, and the custodians of names."""

from pathlib import Path

from django.conf import settings

from upstander.reporting.recipients import NoRecipientError, Recipients, read_recipients


def door_recipients() -> Recipients | None:
    """Everybody in the file that UPSTANDER_RECIPIENTS names; None where it is not there or cannot be read."""
    try:
        return read_recipients(Path(settings.UPSTANDER_RECIPIENTS))
    except NoRecipientError:
        return None
