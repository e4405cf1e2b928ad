"""The work is still live: somebody else writes in the log of an incident this member of staff worked on."""

import ibis
import ibis.expr.types as ir

from upstander.contacts.clock import day_of
from upstander.contacts.purpose import Basis, Form, Given, Limit, Purpose
from upstander.contacts.times import times


@Purpose(
    title="Case file or court work on an incident that others are still working on",
    recorded_by="the colleague who wrote in the log",
    innocent="witness statements, disclosure and court dates long after the first work",
    needs=("log_entries",),
    limits={
        "asked": Limit(12, "hours", "the file is worked on during the shift in which the colleague writes"),
        "to_finish": Limit(14, "days", "what a prosecutor asks for is usually due within fourteen days"),
    },
    form=Form.TIMES_FROM_WORK,
)
def case_file_work(basis: Basis, given: Given) -> ir.Table:
    """From a colleague's entry for two weeks, where the member of staff's own work no longer reaches so far."""
    log = basis.background.records.log_entries
    weekly = log.mutate(week=day_of(log["at"], 7)).group_by("incident_id", "staff_id", "week")
    entries = weekly.aggregate(written_at=ibis._["at"].min(), first=ibis._["at"].min().cast("string"))
    entries = entries.rename(writer="staff_id")
    both = _ended_work(basis.work).join(entries, "incident_id")
    both = both.filter((both.writer != both.staff_id) & (both.written_at + given.to_finish > both.reached))
    both = both.filter(both.written_at >= both.began_at)
    return times(
        both,
        author_id=both.writer,
        recorded_at=both.written_at,
        from_at=both.written_at - given.asked,
        ended_at=both.written_at,
        records=given.to_finish,
        talk=given.to_finish,
        feed="log_entries",
        record_id=ibis.literal("|").join([both.incident_id, both.writer, both.first]),
    )


def _ended_work(work: ir.Table) -> ir.Table:
    """Each pair's work on an incident, unless some of it is still open: began_at, reached."""
    done = work.group_by("staff_id", "nominal_id", "incident_id").aggregate(
        began_at=work.from_at.min(),
        reached=work.records_to_at.max(),
        still=work.records_to_at.isnull().any(),
    )
    return done.filter(~done.still & done.incident_id.notnull())
