"""Who asks, in what words a refusal is kept, and the name that the database knows them by for one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from upstander.access.models import Account, ShutOut


class Unseen(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What is asked for does not exist for who asks. `reason` goes to the log alone, never to a page."""

    def __init__(self, kind: str, asked: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.asked, self.reason = kind, asked, reason


BETWEEN = str.maketrans("", "", " -./_")  # what people put between the parts of a staff number, or leave out


def spelt(staff_id: str) -> str:
    """A staff number in the one spelling by which ties are compared; `access_spelt` in wall.sql gives the same."""
    return staff_id.lower().translate(BETWEEN)


@dataclass(frozen=True)
class Asker:
    """Somebody at the desk as policies see them: no database is asked while a policy decides."""

    account_id: str
    role: str
    staff_id: str
    shut_out_from: frozenset[str]

    def may_know_of(self, subject_id: str) -> str:
        """Why nothing about a member of staff may be known to this person; empty where it may."""
        if spelt(subject_id) == spelt(self.staff_id):
            return "it is about the person who asks"
        return "they are shut out by a tie to the subject" if spelt(subject_id) in self.shut_out_from else ""


def asker_of(account: Account) -> Asker:
    """The asker behind an account, with every tie that shuts them out as it stands now."""
    ties: Iterable[str] = ShutOut.objects.filter(account=account).values_list("subject_id", flat=True)
    return Asker(str(account.pk), account.role, account.staff_id, frozenset(map(spelt, ties)))


def name_to_the_database(account_id: str) -> None:
    """Tells the database who asks until the transaction ends; with no name it shows nothing (wall.sql)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('upstander.account', %s, true)", [account_id])
