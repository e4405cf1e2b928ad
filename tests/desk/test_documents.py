"""Documents that leave the desk: whole, accessible, traceable to a copy, and without what must never leave."""

import hashlib
import io
import json
import zipfile

import pytest
from pypdf import PdfReader

from tests.desk.recorded import RECORDED
from tests.desk.test_eleven_cases import LEGACY, REOPENED, carried

EXPORT = {"to": "IOPC referrals", "why": "mandatory referral"}


@pytest.fixture
def matter(desk):
    """A matter with a plan, an exhibit, a statement, a decision, and an earlier matter that was found not proven."""
    from upstander.casework.actions import care, entries, work  # noqa: PLC0415
    from upstander.casework.models import Section  # noqa: PLC0415

    earlier = carried(desk, "officer", (LEGACY, REOPENED), "2014-03-03")
    matter = desk.matter("investigator", "authority", "liaison")
    # the earlier matter is about the same member of staff
    desk.run("SET LOCAL session_replication_role = replica")
    type(earlier).objects.filter(pk=earlier.pk).update(subject_mark=matter.subject_mark)
    desk.run("SET LOCAL session_replication_role = origin")
    liaison, investigator = desk.accounts["liaison"], desk.accounts["investigator"]
    person = care.name(matter=matter, words="Maris of the harbour", by=liaison)
    for section, words in (("risk", "her brother reads it"), ("contact rules", "mornings only"),
                           ("notes", "own notes"), ("needs", "told in confidence")):  # fmt: skip
        care.write(person=person, section=Section(section), words=words, by=liaison)
    care.keep_contact_detail(person=person, way="Telephone", reached_at="07700 900123", rules="", by=liaison)
    day = matter.entries.get(number=1).day
    work.keep_exhibit(matter=matter, reference="AB/1", what="a screenshot", found="DC 1", found_on=day,
                      file_name="x", held=b"held", sha256="", by=investigator)  # fmt: skip
    work.keep_statement(matter=matter, who="the subject", words="he never rang", said_on=day, by=investigator)
    work.log_policy(matter=matter, decision="no arrest yet", reasons="evidence first", alternatives="",
                    dissent="DS 2 would arrest", by=investigator)  # fmt: skip
    entries.add(
        matter=matter,
        what="matter recorded",
        day=day,
        details={**RECORDED, "summary": "four stops, no task"},
        by=investigator,
    )
    return matter


def pack_of(desk, matter, who="manager"):
    answer = desk.asks(who, f"/matters/{matter.pk}/pack", EXPORT)
    return zipfile.ZipFile(io.BytesIO(answer.content)), answer


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_pack_holds_all_that_the_decision_needs_earlier_not_proven_included(desk, matter):
    archive, _ = pack_of(desk, matter)
    data, text = archive.read("referral.json").decode(), text_of(archive.read("referral.pdf"))
    for words in ("four stops, no task", "AB/1", "he never rang", "Not looked for yet", "no arrest yet",
                  "DS 2 would arrest", "mornings only", "not proven", "Person A", "IOPC referrals"):  # fmt: skip
        assert words in data, words
        assert words in text, words


def test_a_pack_never_holds_how_somebody_is_reached_nor_what_is_the_liaisons_alone(desk, matter):
    archive, _ = pack_of(desk, matter)
    for held in (archive.read("referral.json").decode(), text_of(archive.read("referral.pdf"))):
        assert [words for words in ("07700 900123", "own notes", "told in confidence") if words in held] == []


def test_a_pack_holds_intelligence_as_it_was_sanitised_and_says_what_is_not_yet(desk, matter):
    from upstander.casework.actions import intelligence, intelligence_moves  # noqa: PLC0415
    from upstander.casework.models import CameBy  # noqa: PLC0415

    analyst, day = desk.accounts["analyst"], matter.entries.get(number=1).day
    subject = intelligence.Named(matter.subject_id, matter.subject_name)

    def received(words):
        told = intelligence.Received(day, CameBy.CRIMESTOPPERS, words, intelligence.Source(), [subject])
        return intelligence.take_in(received=told, by=analyst)

    first = received("a neighbour says he parks there")
    intelligence_moves.grade(report=first, grading=intelligence_moves.Grading("1", "A", "P"), why="", by=analyst)
    intelligence_moves.sanitise(report=first, text="He parks there.", kept=(), by=analyst)
    received("as it was received alone")
    archive, _ = pack_of(desk, matter)
    data = archive.read("referral.json").decode()
    assert [words for words in ("He parks there.", "1 more not sanitised yet") if words not in data] == []
    assert [words for words in ("a neighbour", "as it was received alone") if words in data] == []


def test_a_pack_says_the_hash_of_each_part_and_its_pdf_is_tagged_and_titled(desk, matter):
    archive, _ = pack_of(desk, matter)
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in ("referral.pdf", "referral.json")}
    pdf = PdfReader(io.BytesIO(archive.read("referral.pdf")))
    assert (pdf.metadata.title, bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"])) == ("Referral to the IOPC", True)


def test_what_left_is_kept_with_its_hash_its_copy_and_the_purpose(desk, matter):
    archive, answer = pack_of(desk, matter)
    ((about, outcome, purpose, details),) = desk.log("referral pack exported")
    assert (about, outcome, purpose.split()[0]) == (str(matter.pk), "allowed", "purpose")
    assert details["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert json.loads(archive.read("referral.json"))["copy"] == details["copy"]
    assert matter.subject_name not in answer["Content-Disposition"]


def test_two_copies_differ_so_that_one_that_is_found_can_be_traced(desk, matter):
    copies = [json.loads(pack_of(desk, matter)[0].read("referral.json"))["copy"] for _ in range(2)]
    assert copies[0] != copies[1]


def test_the_history_says_that_the_pack_was_built_where_that_is_its_next_step(desk, matter):
    from upstander.casework.actions import entries  # noqa: PLC0415

    pack_of(desk, matter)
    assert "referral pack built" not in [e.what for e in matter.entries.all()]
    day = matter.entries.get(number=1).day
    about = {"matter": matter, "day": day}
    entries.add(**about, what="moment of clarity", details={"on": "the account"}, by=desk.accounts["investigator"])
    decided = {"decision": "mandatory", "question": "if substantiated"}
    entries.add(**about, what="referral decided", details=decided, by=desk.accounts["authority"])
    _, answer = pack_of(desk, matter)
    last = matter.entries.last()
    assert last.what == "referral pack built"
    assert hashlib.sha256(answer.content).hexdigest() in last.details["note"]


@pytest.mark.parametrize(
    "who", ["investigator", "authority", "liaison", "analyst", "a friend", "the subject", "auditor"]
)
def test_a_pack_is_made_by_the_manager_alone(desk, matter, who):
    assert desk.asks(who, f"/matters/{matter.pk}/pack", EXPORT).status_code == 404
    assert "Referral pack" not in desk.asks(who, f"/matters/{matter.pk}").content.decode()
    assert desk.log("referral pack exported") == []


def test_a_pack_is_not_made_without_saying_to_whom_it_goes_and_why(desk, matter):
    answer = desk.asks("manager", f"/matters/{matter.pk}/pack", {"to": "", "why": ""})
    assert (answer.status_code, "Say to whom it goes" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("who", ["liaison", "manager", "investigator", "authority", "a friend"])
def test_the_engagement_plan_is_made_a_document_by_the_liaison_alone(desk, matter, who):
    person = matter.affected.get()
    answer = desk.asks(who, f"/matters/{matter.pk}/people/{person.pk}/document", EXPORT)
    assert answer.status_code == (200 if who == "liaison" else 404)
    if who == "liaison":
        text = text_of(answer.content)
        assert [
            words for words in ("told in confidence", "mornings only", "Not written yet") if words not in text
        ] == []
        assert [words for words in ("07700 900123", "own notes") if words in text] == []


def test_what_somebody_wrote_never_runs_as_code_of_the_document(desk, matter):
    from upstander.casework.actions import work  # noqa: PLC0415

    hostile = '#read("/etc/passwd") *bold* <label> $x$ \u202e"'
    day = matter.entries.get(number=1).day
    work.keep_statement(matter=matter, who="x", words=hostile, said_on=day, by=desk.accounts["investigator"])
    text = text_of(pack_of(desk, matter)[0].read("referral.pdf"))
    assert '#read("/etc/passwd") *bold* <label> $x$' in text
