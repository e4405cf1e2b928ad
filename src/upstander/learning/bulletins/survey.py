"""The readers' survey of a bulletin: three questions, answered once by each reader, and told in steps of five.

The questions are those that the IOPC asked of issue 39 (S003, "Thinking about the impact of issue 39"), in our words.
"""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection, transaction

from upstander.access.asking import Unseen, asker_of
from upstander.access.models import Account
from upstander.casework.actions.leads import NotNow
from upstander.learning import policy
from upstander.learning.models import Bulletin, SurveyAnswered
from upstander.workforce.people import HANDFUL, few

QUESTIONS = {
    "useful": "Is this bulletin a useful tool to change how we work?",
    "knowledge": "Did it tell you something that training, briefings or experience had not?",
    "reflect": "Did it make you think whether you need to do something differently?",
}
ALREADY = "You have answered already. Nobody at the desk knows what, so it cannot be changed."
ANSWERS = {"yes": "Yes", "partly": "Partly", "no": "No"}


@transaction.atomic
def answer(*, bulletin: Bulletin, answers: Mapping[str, str], by: Account) -> None:
    """Keeps what somebody answered, apart from that they did. Raises NotNow where they have answered already.

    It leaves no line in the log: the second of that line would stand beside the answer.
    """
    if answered(bulletin, by):
        raise NotNow(ALREADY)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            given = [answers[name] for name in QUESTIONS]
            cursor.execute("SELECT learning_answer(%s, %s, %s, %s)", [bulletin.pk, *given])
    except IntegrityError as error:
        raise NotNow(ALREADY) from error


def answered(bulletin: Bulletin, by: Account) -> bool:
    """Whether somebody has answered."""
    return SurveyAnswered.objects.filter(bulletin=bulletin, account=by).exists()


def counts(bulletin: Bulletin, by: Account) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """How many answered what to each question, in steps of five; nothing where fewer than five answered.

    Raises Unseen.
    """
    if reason := policy.against_survey(asker_of(by)):
        raise Unseen("survey", str(bulletin.pk), reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT question, answer, many FROM learning_answers(%s)", [bulletin.pk])
        told = {(question, said): many for question, said, many in cursor.fetchall()}
    if not told:
        return []
    return [
        (words, [(label, _many(told.get((name, said), 0))) for said, label in ANSWERS.items()])
        for name, words in QUESTIONS.items()
    ]


def _many(number: int | None) -> str:
    """A number as the database tells it, which gives none for one to four."""
    return few(HANDFUL - 1) if number is None else str(number)
