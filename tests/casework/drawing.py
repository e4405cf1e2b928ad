"""Matters drawn as small text tables of dated events.

    day   | what              | by    | details
    ------+-------------------+-------+-------------------
    D+1*  | referral sent     | DI 2  |

D is the day the matter came to attention; a star marks a day that stands in no source. An event whose table says "kept" in
the column `as` was done elsewhere or long ago, and is kept as it was done.
"""

import datetime as dt
import re

from tests.drawing import cells
from upstander.casework.procedure import Event, Matter


def drawn(attention: str, kind: str, *tables: str) -> Matter:
    """A matter with the events of the tables, in the order of their days."""
    rows = [row for table in tables for row in cells(table)]
    begin = dt.date.fromisoformat(attention)
    dated = sorted(((_day(row["day"], begin), n, row) for n, row in enumerate(rows)), key=lambda d: d[:2])
    events = tuple(_event(number, day, row) for number, (day, _, row) in enumerate(dated, 1))
    return Matter("the subject", kind, events)


def _day(cell: str, begin: dt.date) -> dt.date:
    match = re.fullmatch(r"D([+-]\d+)?\*?", cell)
    return begin + dt.timedelta(int(match[1] or 0)) if match else dt.date.fromisoformat(cell.rstrip("*"))


def _event(number: int, day: dt.date, row: dict[str, str]) -> Event:
    details = dict(part.strip().split("=", 1) for part in row["details"].split(";") if part.strip())
    kept = row.get("as") == "kept"
    return Event(number, day, row["what"], row["by"], details, imported=kept, invented=row["day"].endswith("*"))


OPENING = """
day   | what                              | by       | details
------+-----------------------------------+----------+--------
D*    | matter came to attention          | DS 1     |
D*    | matter recorded                   | DS 1     | alleges=abuse of position for a sexual purpose; abuse_of_position=yes
D*    | moment of clarity                 | DS 1     | on=the first account
D*    | affected person named             | DS 1     | person=Ms A
D*    | severity assessed                 | DI 2     | level=gross misconduct
D*    | severity withheld                 | DI 2     | ground=c; review=2021-12-01
D+1*  | referral decided                  | DCI 3    | decision=mandatory; question=if substantiated
D+1*  | referral pack built               | DS 1     |
D+1*  | referral pack checked             | DI 2     | earlier_matters=none; engagement_plans=Ms A
D+1*  | referral sent                     | DI 2     |
D+2*  | referral acknowledged             | IOPC     |
D+3*  | contact risk assessed             | SEM 4    | person=Ms A
D+3*  | safe contact rules set            | SEM 4    | person=Ms A
D+3*  | support offered                   | SEM 4    | person=Ms A
D+20* | exit planned                      | SEM 4    | person=Ms A
"""

INVESTIGATED = """
day   | what                              | by       | details
------+-----------------------------------+----------+--------
D+4*  | mode determined                   | IOPC     | mode=independent
D+5*  | investigator appointed            | IOPC     | investigator=IOPC 5; independence_checked_by=IOPC 6
D+5*  | conflicts declared                | IOPC 5   |
D+5*  | earlier intelligence searched     | IOPC 5   |
D+6*  | account of affected person taken  | IOPC 5   | person=Ms A
D+7*  | others looked for                 | IOPC 5   | looked_at=all contacts; found=nobody
D+7*  | subject's welfare considered      | IOPC 5   | friend=named; health=offered
D+8*  | severity told                     | IOPC 5   |
D+8*  | notice served                     | IOPC 5   |
D+30* | interview held                    | IOPC 5   |
D+60* | report drafted                    | IOPC 5   |
D+61* | investigation report submitted    | IOPC 5   |
"""

GROSS = """
day   | what               | by    | details
------+--------------------+-------+--------
D+70* | opinion given      | IOPC  | allegation=1; of=IOPC; level=gross misconduct; reasons=report
D+75* | opinion given      | DCI 3 | allegation=1; of=force; level=gross misconduct; reasons=report
D+76* | authority determined | DCC 7 | allegation=1; level=gross misconduct
"""

STAFF_HEARING = """
day    | what                        | by    | details
-------+-----------------------------+-------+--------
D+80*  | proceedings listed          | DCC 7 | form=staff hearing; proceedings=h1
D+81*  | notice of proceedings given | DCC 7 | form=staff hearing; proceedings=h1
D+120* | proceedings held            | chair | form=staff hearing; proceedings=h1
"""

PUBLIC_HEARING = """
day    | what                        | by    | details
-------+-----------------------------+-------+--------
D+80*  | proceedings listed          | DCC 7 | form=misconduct hearing; proceedings=h1
D+81*  | notice of proceedings given | DCC 7 | form=misconduct hearing; proceedings=h1
D+85*  | response received           | subject | form=misconduct hearing; proceedings=h1
D+90*  | chair appointed             | LPB   | form=misconduct hearing; proceedings=h1; chair=Ms L; chair_is=legally qualified
D+100* | pre-hearing held            | Ms L  | form=misconduct hearing; proceedings=h1
D+101* | public notice given         | Ms L  | form=misconduct hearing; proceedings=h1
D+120* | proceedings held            | Ms L  | form=misconduct hearing; proceedings=h1; public=yes
"""


def ended(form: str, finding: str, outcome: str) -> str:
    """A finding and an outcome, told on the same day."""
    about = f"form={form}; proceedings=h1"
    return f"""
day    | what             | by    | details
D+120* | finding made     | chair | {about}; finding={finding}; allegation=1
D+120* | outcome imposed  | chair | {about}; outcome={outcome}
D+121* | outcome reported | chair | {about}
D+121* | outcome told     | DCC 7 | {about}
"""


LEFT = """
day   | what             | by      | details
D+77* | left the service | subject | how=resigned
"""

BARRED = """
day    | what                        | by      | details
D+122* | barred list report sent     | DI 2    |
D+130* | barred list entry confirmed | College | reference=B1
D+131* | perpetrator debrief offered | DI 2    |
"""

ADVISORY = """
day    | what                     | by   | details
D+78*  | advisory list entry sent | DI 2 |
D+123* | advisory list resolved   | DI 2 |
"""

NO_CRIME = """
day    | what                            | by    | details
D+10*  | criminal proceedings considered | DCI 3 | decision=not pursued; reason=no offence is made out on the account
"""

CLOSING = """
day    | what                       | by      | details
D+150* | appeal window closed       | DI 2    | form=any; proceedings=h1
D+151* | affected person informed   | SEM 4   | person=Ms A
D+152* | publication considered     | DCC 7   | internal=yes; external=yes
D+153* | learning considered        | DI 2    | learning=none
D+154* | watchlist disposed         | DI 2    |
D+154* | retention class set        | DI 2    |
D+154* | audit checkpoint taken     | auditor |
"""


def convicted(offence: str, *counts: str) -> str:
    """Counts that end in a sentence, with pension forfeiture considered."""
    rows = [
        "day | what | by | details",
        "D+9* | criminal proceedings considered | DCI 3 | decision=pursued; reason=serious",
    ]
    for count in counts:
        about = f"offence={offence}; count={count}"
        rows += [
            f"D+12 | arrested | DS 1 | {about}",
            f"D+40* | file sent to the CPS | DS 1 | {about}",
            f"D+50* | charged | CPS | {about}",
            f"D+52* | plea entered | subject | {about}; plea=guilty",
            f"D+53* | convicted | court | {about}; connected=yes",
            f"D+54* | sentenced | court | {about}",
        ]
    rows.append("D+140* | forfeiture considered | LPB | decision=not pursued; reason=the source tells of none")
    return "\n".join(rows)
