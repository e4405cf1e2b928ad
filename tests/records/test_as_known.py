"""Records are read as they stood on the day, so that nothing is found with knowledge the force did not have."""

from tests.drawing import instant

DAY = instant("2025-03-02")


def test_a_later_record_is_not_yet_known(drawn, engine):
    records = drawn(
        {
            "accesses": """
        staff_id | at
        PC 12    | 2025-03-01 22:10
        PC 12    | 2025-03-02 00:00
    """
        }
    )
    assert engine.rows(records.as_known(DAY).accesses)["at"].to_list() == [instant("2025-03-01 22:10")]


def test_what_closed_later_is_still_open(drawn, engine):
    records = drawn(
        {
            "incidents": """
        incident_id | reported_at      | closed_at
        early       | 2025-02-01 10:00 | 2025-03-01 10:00
        late        | 2025-02-01 10:00 | 2025-04-01 10:00
    """
        }
    )
    closed = dict(engine.rows(records.as_known(DAY).incidents).select("incident_id", "closed_at").iter_rows())
    assert closed == {"early": instant("2025-03-01 10:00"), "late": None}


def test_a_record_with_no_known_beginning_is_known(drawn, engine):
    records = drawn(
        {
            "nominal_phones": """
        nominal_id | number        | from_at
        Ms A       | +447700900123 |
    """
        }
    )
    assert len(engine.rows(records.as_known(DAY).nominal_phones)) == 1
