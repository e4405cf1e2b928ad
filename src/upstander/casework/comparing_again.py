"""Compares who came to the desk later with the reports that are kept from them meanwhile (walls/6_reports_post.sql)."""

from django.db import transaction

from upstander.casework.keeping_from import Person
from upstander.casework.models import Report, ReportExclusion
from upstander.casework.naming import everything_told, named_by, person_of
from upstander.casework.shredding import DestroyedError


@transaction.atomic
def compare_again() -> int:
    """Settles every exclusion that is only for want of comparing; how many were taken away.

    Run by the owner of the tables, when a scan is taken in. What was destroyed cannot be compared, and stays away.
    """
    let_go = 0
    waiting = ReportExclusion.objects.filter(why=ReportExclusion.Why.NEWER).select_related("account", "report")
    for one in waiting:
        person = person_of(one.account)
        try:
            why = _why(one.report, person)
        except DestroyedError:
            continue
        if why is None:
            one.delete()
            let_go += 1
        else:
            one.why = why
            one.save(update_fields=["why"])
    return let_go


def _why(report: Report, person: Person) -> ReportExclusion.Why | None:
    """Why a report is kept from somebody, by all that its reporter wrote."""
    letters = [report.said(), *(message.said() for message in report.messages.filter(by=None))]
    lines = [line for said in letters for line in said.keep_from if line.strip()]
    about = "\n".join(everything_told(said.answers) for said in letters)
    return named_by(lines, about, [person]).get(person.account_id)
