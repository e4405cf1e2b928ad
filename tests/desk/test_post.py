"""The post room: every letter becomes one report or one message, and is kept from whoever it may mean."""

import pytest
from django.db import DatabaseError

from tests.desk.conftest import SUBJECT
from tests.desk.days import today
from tests.desk.letters import ANSWERS, KEY, TO, WHAT, report_from, sent, taken_in
from upstander.reporting.letters import MESSAGE, Enclosed, Letter, seal
from upstander.reporting.receipt import Receipt


def letters(desk):
    from upstander.reporting.models import Letter as Row  # noqa: PLC0415

    return list(Row.objects.order_by("received_on"))


def reports():
    from upstander.casework.models import Report  # noqa: PLC0415

    return list(Report.objects.all())


# ---- taken in


def test_a_letter_becomes_a_report_and_what_it_held_lives_on_there_alone(desk):
    identity = {"Ann and Ben": "sealed words"}
    report = report_from(
        desk,
        danger=True,
        contact={"reach_when": "weekdays"},
        identity=identity,
        files=[Enclosed("photo.jpg", b"bytes of a photograph")],
    )
    said = report.said()
    assert (report.door, report.language, report.urgent, report.state) == ("public", "en", True, "received")
    assert (said.answers, said.contact, said.identity) == (ANSWERS, {"reach_when": "weekdays"}, identity)
    assert [(file.named(), file.size, report.opened(file.held)) for file in report.files.all()] == [
        ("photo.jpg", 4096, b"bytes of a photograph")  # the size tells one of a few
    ]
    (letter,) = letters(desk)
    assert (letter.sealed, letter.taken_on) == (None, today())
    assert desk.log("reports taken in") == [("", "done", "", {})]  # the log has times: no report stands beside one


def test_of_the_reporter_the_day_is_kept_and_no_time(desk):
    report = report_from(desk)
    entry = report.entries.get()
    assert (entry.what, entry.by, entry.at, entry.day) == ("received", None, None, report.received_on)
    with desk.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE data_type LIKE 'timestamp%'"
            " AND table_name IN ('casework_report', 'casework_reportmessage', 'casework_reportfile')"
        )
        assert cursor.fetchall() == []


def test_a_later_letter_lands_in_the_same_report_and_says_that_the_reporter_replied(desk):
    receipt = sent(desk)
    report = report_from(desk, receipt, number=1, answers={"message": "It was the fourth of March"})
    assert len(reports()) == 1
    assert [message.said().answers for message in report.messages.all()] == [{"message": "It was the fourth of March"}]
    assert report.state == "replied"
    assert [entry.what for entry in report.entries.all()] == ["received", "replied"]


def test_a_message_that_is_read_before_its_report_waits_for_it(desk):
    """The ids of letters follow from the receipt, and tell no order."""
    receipts = [Receipt.fresh() for _ in range(8)]
    for receipt in receipts:
        sent(desk, receipt)
        sent(desk, receipt, number=1, answers={"message": "later"})
    assert taken_in(desk) == 16
    assert [report.said().answers for report in reports()] == [ANSWERS] * 8
    assert {report.messages.get().said().answers["message"] for report in reports()} == {"later"}


@pytest.mark.parametrize("urgent_only", [False, True])
def test_what_a_reporter_wrote_is_taken_in_as_they_wrote_it_whatever_is_urgent(desk, urgent_only):
    """How they may be reached changes: what was said last holds."""
    from upstander.casework.post import take_in  # noqa: PLC0415

    receipts = [Receipt.fresh() for _ in range(4)]
    quiet = sent(desk)
    for number, danger in enumerate((False, False, True, False)):
        for receipt in receipts:
            said = {"answers": {"message": str(number)}, "contact": {"reach_how": f"way {number}"}}
            sent(desk, receipt, number=number, danger=danger, **(said if number else {}))
    desk.as_role(lambda: take_in(KEY, urgent_only=urgent_only), role="upstander_post")
    told = [[message.said().contact["reach_how"] for message in report.messages.all()] for report in reports()]
    assert [one for one in told if one] == [["way 1", "way 2", "way 3"]] * 4
    assert any(bytes(report.box) == quiet.box for report in reports()) is not urgent_only
    urgent = [report.urgent for report in reports()]
    assert urgent.count(True) == 4


def test_a_message_with_no_report_is_a_report_and_is_not_lost(desk):
    report = report_from(desk, kind=MESSAGE)
    assert report.said().answers == ANSWERS


def test_what_is_for_somebody_else_is_not_there_for_the_post_room(desk):
    from upstander.reporting import store  # noqa: PLC0415
    from upstander.reporting.recipients import ELSEWHERE, Recipient  # noqa: PLC0415

    to = Recipient(ELSEWHERE, "Another force", KEY.public_key)
    letter = Letter("report", "public", "en", answers=ANSWERS)
    desk.as_role(lambda: store.take(Receipt.fresh(), letter, to, "a page"), role="upstander_door")
    assert taken_in(desk) == 0
    assert letters(desk)[0].sealed is not None


# ---- nothing is lost and nothing is doubled


def test_the_same_letter_taken_in_twice_is_one_report(desk):
    receipt = sent(desk)
    sent(desk, receipt)
    assert (taken_in(desk), taken_in(desk), len(reports())) == (1, 0, 1)


# each is written after the last: a stop before any of them leaves the letter as it was
STEPS = ["casework_report", "casework_reportentry", "casework_reportfile", "reporting_letter"]


@pytest.mark.parametrize("table", STEPS)
def test_a_stop_at_any_step_leaves_a_letter_that_waits_and_is_taken_in_once(desk, table):
    sent(desk, files=[Enclosed("a", b"b")], keep_from=["The analyst"])
    what = "UPDATE" if table == "reporting_letter" else "INSERT"
    desk.run("CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stopped'; END $$")
    desk.run(f"CREATE TRIGGER stops BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION stop()")
    told = []
    assert taken_in(desk, told.append) == 0
    assert "1 letters were not taken in, and wait: it could not be taken in" in told[0]
    assert (reports(), letters(desk)[0].taken_on, letters(desk)[0].sealed is None) == ([], None, False)
    desk.run(f"DROP TRIGGER stops ON {table}")
    assert (taken_in(desk), len(reports())) == (1, 1)
    assert reports()[0].exclusions.count() == 1


# ---- what cannot be opened


@pytest.mark.parametrize(
    ("sealed", "why"),
    [
        (b"nothing that anybody sealed", "sealed to another key, or changed since"),
        (seal(Letter("report", "public", "en", answers="no table"), KEY.public_key), "not made as letters are"),
        (seal(Letter("report", "public", "en", answers={"what": 3}), KEY.public_key), "not made as letters are"),
    ],
)
def test_a_letter_that_cannot_be_opened_stays_and_hinders_no_other(desk, sealed, why):
    from upstander.reporting.models import Letter as Row  # noqa: PLC0415

    sent(desk)
    Row.objects.update(sealed=sealed)
    sent(desk)
    told = []
    assert taken_in(desk, told.append) == 1
    assert told == [f"1 letters were not taken in, and wait: {why}."]
    assert sum(letter.sealed is not None for letter in letters(desk)) == 1


# ---- from whom it is kept


def excluded(report):
    return {one.account.name: one.why for one in report.exclusions.select_related("account")}


@pytest.fixture
def named(desk):
    from upstander.access.models import Account  # noqa: PLC0415

    for who, name, number in (("rook", "Siân O'Rourke", "W-1234"), ("may", "Will Carter", "4512")):
        desk.accounts[who] = Account(username=who, name=name, role="analyst", staff_id=number)
        desk.accounts[who].save()
    return desk


MANAGERS = {"The manager", "a friend", "the subject"}

# what a line says | who is kept away
LINES = [
    ("Sian O'Rourke", {"Siân O'Rourke"}),
    ("O’ROURKE, SIÂN", {"Siân O'Rourke"}),
    ("Sergeant Orourke", {"Siân O'Rourke"}),
    ("DC Siann Rorke", {"Siân O'Rourke"}),
    ("w1234", {"Siân O'Rourke"}),
    ("the one with collar number W 1234", {"Siân O'Rourke"}),
    ("PC 4512", {"Will Carter"}),
    ("1234 and whoever is with him", {"Siân O'Rourke"}),
    ("PC 1234", {"Siân O'Rourke"}),
    ("the head of the unit", MANAGERS),
    ("whoever is in charge there", MANAGERS),
    ("Head of PSD and PC 1234", MANAGERS | {"Siân O'Rourke"}),
    ("S1234", {"Siân O'Rourke"}),  # another letter than the number has
    ("Will", {"Will Carter"}),
    ("Cart", {"Will Carter"}),
    ("Willam Carter and Sian", {"Will Carter", "Siân O'Rourke"}),
    ("my neighbour", set()),
]  # fmt: skip


@pytest.mark.parametrize(("line", "who"), LINES)
def test_whoever_a_line_may_mean_is_kept_away(named, line, who):
    report = report_from(named, keep_from=[line])
    assert excluded(report) == dict.fromkeys(who, "told")


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("I think he was called Carter", {"Will Carter"}),
        ("his number was 4512", {"Will Carter"}),
        ("I will tell you when I know", set()),
        ("he drove a car", set()),
    ],
)
def test_whoever_a_report_may_be_about_is_kept_away(named, answer, who):
    report = report_from(named, answers=ANSWERS | {"who": answer})
    assert excluded(report) == dict.fromkeys(who, "inferred")


@pytest.mark.parametrize(
    "line",
    [
        "the head of the unit", "The unit manager", "the person in charge of the unit", "Head of PSD", "pennaeth yr uned",
        "DCI in charge of the CCU", "the unit's manager", "the head of the unit and PC 12345", "head of professional standards",
    ],
)  # fmt: skip
def test_what_is_kept_from_whoever_leads_the_unit_is_read_by_the_analysts(desk, line):
    """By somebody at all, and not by whom it is kept from."""
    from upstander.casework.post import seen_by_nobody  # noqa: PLC0415

    report = report_from(desk, keep_from=[line])
    seen = {who: desk.asks(who, f"/reports/{report.pk}").status_code for who in ("analyst", "manager")}
    assert seen == {"analyst": 200, "manager": 404}
    assert desk.as_role(seen_by_nobody, role="upstander_post") == 0


@pytest.mark.parametrize("line", ["the deputy head", "the inspector", "head of the unit and his mates"])
def test_whoever_else_may_be_meant_leaves_it_to_the_manager_or_to_nobody(desk, line):
    report = report_from(desk, keep_from=[line])
    assert desk.asks("analyst", f"/reports/{report.pk}").status_code == 404


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("the whole unit", True),
        ("Everyone in Response B", True),
        ("pawb yn yr uned", True),
        ("Will Carter and his team", True),
        ("PC 64699 and his mates", True),
        ("Will Carter", False),
        ("Tim from Northgate", True),  # whoever that is: nobody here can tell
        ("my sergeant", True),
    ],
)
def test_a_team_of_whom_nobody_knows_the_members_leaves_it_to_the_manager(named, line, held):
    assert report_from(named, keep_from=[line]).held == held


def test_lines_in_a_language_that_nobody_here_reads_leave_it_to_the_manager(named):
    assert report_from(named, keep_from=["cały zespół"], language="pl").held
    assert not report_from(named, keep_from=["Will Carter"], language="easy").held


@pytest.mark.parametrize(
    ("changed", "subjects"),
    [
        ({"keep_from": [f"{SUBJECT}, Ashby"]}, [(SUBJECT, True)]),
        ({"answers": {"who": "PC 8123 on 24/03/2025 at 21:30"}}, [("8123", False)]),
        ({"answers": {"who": f"it was {SUBJECT}"}, "keep_from": [SUBJECT]}, [(SUBJECT, False)]),
        ({"answers": {"who": "in 2024 he was in Leeds"}}, []),
        ({"answers": {"who": "PC S64699"}}, [("S64699", False), ("64699", True)]),
    ],
)
def test_a_number_shuts_out_who_has_a_tie_to_them(desk, changed, subjects):
    report = report_from(desk, **changed)
    assert [(one.subject_id, one.kept_from) for one in report.subjects.all()] == subjects


@pytest.mark.parametrize("own", ["S64699", "64699", "s-64699"])
@pytest.mark.parametrize(
    "told",
    [
        {"answers": {"who": "PC 64699"}},
        {"answers": {"who": "S 64699"}},
        {"answers": {"what": "it was 64699 again"}},
        {"keep_from": ["64699"]},
        {"keep_from": ["PC S64699"]},
    ],
    ids=str,
)
def test_a_number_with_its_letters_or_without_shuts_out_who_has_a_tie_to_them(desk, own, told):
    """On the page, in the list and in the database; whoever the number is of does not see it either."""
    from upstander.access.models import Account  # noqa: PLC0415

    desk.shut_out("analyst", own)
    friend = desk.accounts["a friend"]
    friend.staff_id = own
    friend.save()
    Account.objects.filter(pk=desk.accounts["prevent"].pk).update(role="analyst")
    report = report_from(desk, **told)
    seen = {who: desk.asks(who, f"/reports/{report.pk}").status_code for who in ("analyst", "a friend", "prevent")}
    assert seen == {"analyst": 404, "a friend": 404, "prevent": 200}
    assert [bool(desk.sees(who, "SELECT id FROM casework_report")) for who in seen] == [False, False, True]


def test_a_later_letter_may_keep_it_from_more_people(named):
    receipt = sent(named)
    report = report_from(named, receipt, number=1, answers={}, keep_from=["Will Carter", "the team"])
    assert (excluded(report), report.held) == ({"Will Carter": "told"}, True)


def test_who_comes_to_the_desk_later_is_kept_away_until_they_are_compared(named):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.casework.comparing_again import compare_again  # noqa: PLC0415

    report, other = report_from(named, keep_from=["Nia Pugh"]), report_from(named, answers={})
    for name, number in (("Nia Pugh", "1"), ("Somebody Else", "2")):
        Account.objects.create(username=name, name=name, role="analyst", staff_id=number)
    assert excluded(report) == {"Nia Pugh": "newer", "Somebody Else": "newer"}
    assert excluded(other) == {}
    assert compare_again() == 1
    assert excluded(report) == {"Nia Pugh": "told"}


def test_that_nobody_may_see_a_report_is_known_and_nothing_else_of_it(desk):
    from upstander.casework.post import seen_by_nobody  # noqa: PLC0415

    report_from(desk)
    assert desk.as_role(seen_by_nobody, role="upstander_post") == 0
    report_from(desk, keep_from=["the analyst", "the manager", "the subject", "a friend"])
    assert desk.as_role(seen_by_nobody, role="upstander_post") == 1


# ---- the post room's own role


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT sealed FROM casework_report",
        "SELECT private_key FROM casework_report",
        "SELECT sealed FROM casework_reportmessage",
        "SELECT held FROM casework_reportfile",
        "SELECT subject_id FROM casework_reportsubject",
        "SELECT account_id FROM casework_reportexclusion",
        "SELECT why FROM casework_reportentry",
        "SELECT * FROM casework_reportlink",
        "SELECT sealed FROM reporting_reply",
        "SELECT staff_id FROM access_account",
        "SELECT * FROM casework_matter",
        "SELECT * FROM casework_intelligencereport",
        "SELECT * FROM casework_lead",
        "SELECT * FROM audit.event",
        "UPDATE casework_report SET sealed = ''",
        "DELETE FROM casework_report",
        "DELETE FROM reporting_letter",
        "INSERT INTO reporting_reply (id, box_id, written_on, sealed) VALUES (gen_random_uuid(), '', now(), '')",
    ],
)
def test_the_post_room_reads_nothing_that_anybody_said(desk, statement):
    report_from(desk, keep_from=["the manager"])
    with pytest.raises(DatabaseError, match="permission denied"):
        desk.as_role(lambda: desk.run(statement), role="upstander_post")


def test_the_post_room_writes_in_nobodys_name(desk):
    report, manager = report_from(desk), desk.accounts["manager"].pk
    forged = f"INSERT INTO casework_reportmessage (report_id, day, by_id, sealed) VALUES ('{report.pk}', now(), '{manager}', '')"
    with pytest.raises(DatabaseError, match="row-level security"):
        desk.as_role(lambda: desk.run(forged), role="upstander_post")


def test_a_dump_of_every_table_by_the_superuser_holds_nothing_of_a_letter(desk):
    who = {"who": f"canary of a name {SUBJECT}"}
    receipt = sent(desk, answers=ANSWERS | who, keep_from=["canary kept away"], contact={"reach_not": "canary not"},
                   files=[Enclosed("canary.jpg", b"canary bytes")])  # fmt: skip
    report = report_from(desk, receipt, number=1, answers={"message": "canary later"})
    dumped = _dump(desk)
    assert str(report.pk) in dumped  # so that it is the right dump
    written = ("canary", WHAT, "Mill Lane", SUBJECT, str(receipt), receipt.words[0] + " " + receipt.words[1])
    assert [words for words in written if words in dumped or words.encode().hex() in dumped] == []


def _dump(desk):
    dumped = ""
    with desk.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            with cursor.connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as rows:
                dumped += "".join(bytes(part).decode() for part in rows)
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit.event AS e")
        return dumped + cursor.fetchone()[0]


def test_the_unit_is_who_the_letters_of_these_tests_are_for():
    assert TO.key == KEY.public_key
