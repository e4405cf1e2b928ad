"""Who asks, in what words a refusal is kept, and the name that the database knows them by for one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from upstander.access.models import Account, ShutOut


class Unseen(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What is asked for does not exist for who asks. `reason` goes to the log alone, never to a page."""

    def __init__(self, kind: str, asked: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.asked, self.reason = kind, asked, reason


class AskedFirst(Exception):  # noqa: N818 - an answer is wanted, and nothing failed
    """What is asked for may be read once something else is answered, at another `address`."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address


@dataclass(frozen=True)
class Asker:
    """Somebody at the desk as policies see them: no database is asked while a policy decides.

    `mark` stands for their own staff number, and `shut_out_from` for those of whom they may know nothing, also as
    somebody gives them who leaves their letters out. Until they are `compared` with the force's records, that is
    everybody.
    """

    account_id: str
    role: str
    mark: str
    shut_out_from: frozenset[str]
    compared: bool = True

    def may_know_of(self, subject: str) -> str:
        """Why nothing about a member of staff, by their mark, may be known to this person; empty where it may."""
        if subject == self.mark:
            return "it is about the person who asks"
        if not self.compared:
            return "their ties were not looked for in the force's records yet"
        return "they are shut out by a tie to the subject" if subject in self.shut_out_from else ""


def asker_of(account: Account) -> Asker:
    """The asker behind an account, with every tie that shuts them out now; what two others released does not."""
    held = ShutOut.objects.filter(account=account, release__signature=None)
    marks: Iterable[str] = chain.from_iterable(held.values_list("subject_mark", "bare_mark"))
    never = frozenset(marks) | {account.bare_mark}
    return Asker(str(account.pk), account.role, account.mark, never - {""}, account.compared)


def name_to_the_database(account_id: str) -> None:
    """Tells the database who asks until the transaction ends; with no name it shows nothing (walls)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('upstander.account', %s, true)", [account_id])


def let_prove_to_the_database(account_id: str) -> None:
    """Tells the database who is proving who they are, until the transaction ends: it shows what checks them alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('upstander.proving', %s, true)", [account_id])
