"""The form of the two tables this room makes: contacts, and purposes.

A **contact** is one trace of one member of staff coming near one member of the public. The ledger holds a row
for each pair a trace may concern; `certainty` is the probability that it concerns just that person (a number that
two people hold at once gives two rows of 0.5; visits are told apart otherwise, see `visits.py`).

A **purpose** is an interval in which policing gave this member of staff a reason for contact with this member of
the public, and who recorded it.
"""

from enum import StrEnum

import pyarrow as pa


class ContactKind(StrEnum):
    """What left the trace."""

    LOOK_UP = "look_up"  # a record about the person was searched or opened
    CALL = "call"
    TEXT = "text"  # sms or mms on a bill
    MESSAGE = "message"  # words held by a force system
    ANSWERED_CALL = "answered_call"  # the person rang a force line and this member of staff answered
    VISIT = "visit"  # a device this member of staff held stopped near the person's address
    CUSTODY = "custody"
    DEPLOYMENT = "deployment"  # sent to an incident the person was part of


class Answer(StrEnum):
    """What the records say of a contact's purpose."""

    EXPLAINED = "explained"  # somebody else recorded a purpose
    SELF_EXPLAINED = "self_explained"  # only the member of staff's own record explains it
    UNEXPLAINED = "unexplained"
    CANNOT_ASSESS = "cannot_assess"  # the feeds that would say are missing, or the other party is not known


class Reach(StrEnum):
    """Which contacts a purpose covers, each for its own length of time."""

    RECORDS = "records"  # look-ups: writing up goes on after the work
    TALK = "talk"  # calls, texts, messages
    PRESENCE = "presence"  # visits


# Which length of time of a purpose is asked for each kind of contact. Deployments, custody contacts and answered calls
# are the force's own record of work: they are explained by themselves.
REACH_OF = {
    ContactKind.LOOK_UP: Reach.RECORDS,
    ContactKind.CALL: Reach.TALK,
    ContactKind.TEXT: Reach.TALK,
    ContactKind.MESSAGE: Reach.TALK,
    ContactKind.VISIT: Reach.PRESENCE,
}

CONTACTS = pa.schema(
    [
        ("staff_id", pa.string()),
        ("nominal_id", pa.string()),  # null where nobody known holds the number or handle
        ("other_party", pa.string()),  # the number or handle of a call, text or message; else null
        ("kind", pa.string()),  # ContactKind
        ("direction", pa.string()),  # "out" | "in"; null where the kind has none
        ("at", pa.int64()),  # microseconds since 1970 UTC: when it began
        ("end_at", pa.int64()),  # when it ended; the same as `at` for what has no length
        ("device_id", pa.string()),  # the device that left the trace; else null
        ("lat", pa.int32()),  # micro-degrees of where the trace was left; null where not known
        ("lon", pa.int32()),
        ("on_duty", pa.bool_()),  # null where no shift of this member of staff is on record around that time
        ("certainty", pa.float64()),  # 0 to 1: that the contact is with just this person, by just this member of staff;
        # for a visit, that it was for this person rather than for the likeliest of the others who live near
        ("crew", pa.int32()),  # how many members of staff were present or holding the device, 1 = alone; null unknown
        ("incident_id", pa.string()),  # the incident the trace itself names; else null
        ("feed", pa.string()),  # where the trace stands
        ("record_id", pa.string()),  # its key there; several key columns joined by "|"
        # What the records say of it:
        ("answer", pa.string()),  # Answer
        ("purpose", pa.string()),  # the name of the purpose that explains it; null where nothing does
        ("purpose_author", pa.string()),  # staff_id of who recorded that; null = a system or a person not named
        ("purpose_feed", pa.string()),
        ("purpose_record_id", pa.string()),
        ("work_began_at", pa.int64()),  # the start of the first purpose of this pair before `at`; null if none
        (
            "work_ended_at",
            pa.int64(),
        ),  # null while a purpose of this pair is open at `at`, or if there was none before;
        # else when the latest of them ended (without its grace)
    ]
)

PURPOSES = pa.schema(
    [
        ("staff_id", pa.string()),
        ("nominal_id", pa.string()),
        ("purpose", pa.string()),  # the name of the file that gives it
        ("author_id", pa.string()),  # staff_id of who recorded it; null = a system or a person not named
        ("recorded_at", pa.int64()),  # when it was written down; null = when it began
        ("from_at", pa.int64()),
        ("ended_at", pa.int64()),  # when the work itself ended; null = still open
        ("records_to_at", pa.int64()),  # look-ups are covered until then; null = still open
        ("talk_to_at", pa.int64()),
        ("presence_to_at", pa.int64()),
        ("incident_id", pa.string()),
        ("feed", pa.string()),
        ("record_id", pa.string()),
    ]
)

STOPS = pa.schema(
    [
        ("stop_id", pa.string()),  # device_id|start_at
        ("device_id", pa.string()),
        ("start_at", pa.int64()),
        ("end_at", pa.int64()),  # the last ping of the stop, never the first ping outside it
        ("lat", pa.int32()),  # the middle of its pings, micro-degrees
        ("lon", pa.int32()),
        ("pings", pa.int32()),
        ("gap_after", pa.bool_()),  # the device fell silent: when it left is not known
    ]
)

STAFF_STOPS = pa.schema(
    [
        *STOPS,
        ("staff_id", pa.string()),
        ("crew", pa.int32()),  # members of staff on duty holding the device, 1 = alone
        ("on_duty", pa.bool_()),
        ("certainty", pa.float64()),  # that this member of staff was there
        # The task nearest in place among those this member of staff had at the time, if any:
        ("task_incident_id", pa.string()),  # null = no task of theirs at that time
        ("task_metres", pa.float64()),  # from the stop to that task; null = the task has no place
        ("task_by", pa.string()),  # control | supervisor | self
        (
            "reason",
            pa.string(),
        ),  # one of stop_reasons.REASONS; null = none found
    ]
)
