"""Redaction by passage: what is taken out is nowhere in what leaves, two people saw to it, and the schedule says why."""

import hashlib
import io
import zipfile

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from tests.desk.recorded import RECORDED
from upstander.casework.redacting import Mark, elsewhere, sentences, taken_out

TEXT = "I met him at Harbour Row. Maris Penhallow was there.\nHe rang me.  Maris left at nine! Who told? I did."

# marks, as sentence and words                       | what is left
LEFT = [
    ([], ["I met him at Harbour Row. Maris Penhallow was there.", "He rang me. Maris left at nine! Who told? I did."]),
    ([Mark(2)], ["I met him at Harbour Row. [taken out: 1]", "He rang me. Maris left at nine! Who told? I did."]),
    ([Mark(1, "Harbour  Row")], ["I met him at [taken out: 1]. Maris Penhallow was there.", "He rang me. Maris left at nine! Who told? I did."]),
    ([Mark(4, "Maris"), Mark(4, "Maris left")], ["I met him at Harbour Row. Maris Penhallow was there.", "He rang me. [taken out: 1, 2] at nine! Who told? I did."]),
    ([Mark(5), Mark(6, "I")], ["I met him at Harbour Row. Maris Penhallow was there.", "He rang me. Maris left at nine! [taken out: 1] [taken out: 2] did."]),
]  # fmt: skip


@pytest.mark.parametrize(("marks", "left"), LEFT)
def test_what_is_left_of_a_text(marks, left):
    assert taken_out(TEXT, marks) == left


def test_words_that_repeat_in_a_sentence_are_all_taken_out():
    assert taken_out("Ann saw Ann.", [Mark(1, "Ann")]) == ["[taken out: 1] saw [taken out: 1]."]


def test_words_that_stand_elsewhere_are_told_with_their_sentences_whatever_their_letters():
    assert elsewhere(TEXT + " MARIS again.", [Mark(2, "Maris")]) == {"Maris": [4, 7]}
    assert elsewhere(TEXT, [Mark(1, "Harbour Row")]) == {}


# what is taken out of TEXT            | names and numbers of it that are left, and where
NAMES = [
    ([Mark(2, "Maris Penhallow")], {"Maris": [4]}),
    ([Mark(2)], {"Maris": [4]}),
    ([Mark(2), Mark(4)], {}),
    ([Mark(3)], {}),  # "He" tells nothing
]


@pytest.mark.parametrize(("marks", "left"), NAMES)
def test_a_name_of_a_passage_that_is_left_elsewhere_is_told(marks, left):
    assert elsewhere(TEXT, marks, little={"he"}) == left


def test_a_text_has_as_many_sentences_as_it_tells():
    assert len(sentences(TEXT)) == 6


@pytest.fixture
def matter(desk):
    return desk.matter("investigator", "authority", "liaison")


@pytest.fixture
def statement(desk, matter):
    from upstander.casework.actions import work  # noqa: PLC0415

    day = matter.entries.get(number=1).day
    return work.keep_statement(
        matter=matter, who="Secretia Source", words=TEXT, said_on=day, by=desk.accounts["investigator"]
    )


def begun(desk, matter, chosen, called="Statement of Person A", who="investigator"):
    return desk.asks(who, f"/matters/{matter.pk}/work/redactions", {"text": chosen, "called": called})


def redaction_of(desk, matter, statement):
    assert begun(desk, matter, f"statement:{statement.pk}").status_code == 302
    return matter.redactions.get()


def at(redaction, *more):
    return "/".join([f"/matters/{redaction.matter_id}/work/redactions/{redaction.pk}", *more])


def marks(desk, redaction, who="investigator", **given):
    return desk.asks(
        who, at(redaction), {"sentences": "2", "words": "", "ground": "third person", "why": "canary why"} | given
    )


def agrees(desk, redaction, who="authority", **given):
    from upstander.casework.actions.redactions import as_marked  # noqa: PLC0415

    return desk.asks(who, at(redaction, "review"), {"agreed": "yes", "seen": as_marked(redaction)} | given)


def copied(desk, redaction):
    answer = desk.asks("investigator", at(redaction, "make"), {"to": "The subject", "why": "reg 30"})
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content)), answer.content


def everything_in(pdf):
    """All that a PDF holds in any form that can be read out of it: raw, each stream opened, its text, its properties."""
    reader = PdfReader(io.BytesIO(pdf))
    opened = [
        one.get_data()
        for n in range(1, len(reader.xref[0]) + 1)
        if isinstance(one := reader.get_object(n), StreamObject)
    ]
    text = " ".join(page.extract_text() for page in reader.pages)
    assert len(opened) > len(reader.pages)
    return b"\n".join([pdf, *opened, text.encode(), str(dict(reader.metadata)).encode(), str(reader.outline).encode()])


def test_what_was_taken_out_stands_nowhere_in_what_leaves(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    assert marks(desk, redaction).status_code == 302
    assert marks(desk, redaction, sentences="1", words="Harbour Row", ground="contact").status_code == 302
    assert marks(desk, redaction, sentences="4", words="Maris").status_code == 302
    assert agrees(desk, redaction).status_code == 302
    archive, _ = copied(desk, redaction)
    for name in archive.namelist():
        held = everything_in(archive.read(name)) if name.endswith(".pdf") else archive.read(name)
        for words in ("Harbour", "Maris", "Penhallow", "Secretia", "canary why"):
            for coded in (
                words.encode(),
                words.encode("utf-16-be"),
                words.encode("utf-16-le"),
                words.encode().hex().encode(),
            ):
                assert coded not in held, (name, words)
    text = archive.read("redacted.txt").decode()
    assert text.splitlines() == [
        "I met him at [taken out: 1]. [taken out: 2]",
        "He rang me. [taken out: 3] left at nine! Who told? I did.",
    ]
    assert b"left at nine" in everything_in(archive.read("redacted.pdf"))  # the search is not blind


def test_the_schedule_says_what_was_taken_out_where_on_what_ground_and_on_what_that_rests(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction)
    agrees(desk, redaction)
    archive, _ = copied(desk, redaction)
    pdf = PdfReader(io.BytesIO(archive.read("schedule.pdf")))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert [
        one
        for one in ("The whole sentence", "It is about somebody else", "to be checked", "The subject")
        if one not in text
    ] == []
    assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]) is True


def test_a_schedule_does_not_tell_that_somebody_told(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction, ground="source")
    agrees(desk, redaction)
    held = everything_in(copied(desk, redaction)[0].read("schedule.pdf"))
    assert [one in held for one in (b"who told", b"source's identity", b"public interest")] == [False, False, True]


def test_a_copy_is_written_in_the_log_with_its_hash_its_number_and_why(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    agrees(desk, redaction)
    _, content = copied(desk, redaction)
    ((about, outcome, purpose, details),) = desk.log("redacted copy exported")
    assert (about, outcome, purpose.split()[0]) == (str(redaction.pk), "allowed", "purpose")
    assert details["sha256"] == hashlib.sha256(content).hexdigest() == redaction.copies.get().sha256


def test_nothing_is_made_before_a_second_person_agreed(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction)
    answer = desk.asks("investigator", at(redaction, "make"), {"to": "x", "why": "y"})
    assert (answer.status_code, redaction.copies.count()) == (409, 0)


@pytest.mark.parametrize("marked_by", ["investigator", "authority"])
def test_whoever_began_or_marked_is_no_second_person_to_the_page_nor_to_the_database(
    desk, matter, statement, marked_by
):
    from django.db import DatabaseError  # noqa: PLC0415

    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction, marked_by)
    assert agrees(desk, redaction, marked_by).status_code == 409
    account = desk.accounts[marked_by]
    row = f"INSERT INTO casework_redactionreview (redaction_id, agreed, why, by_id, at) VALUES ('{redaction.pk}', true, '', '{account.pk}', now()) RETURNING id"
    with pytest.raises(DatabaseError):
        desk.sees(marked_by, row)
    assert desk.sees("manager", row.replace(str(account.pk), str(desk.accounts["manager"].pk))) != []


def test_nobody_agrees_to_what_was_marked_since_they_read_it_and_nothing_is_marked_after(desk, matter, statement):
    from upstander.casework.actions.redactions import as_marked  # noqa: PLC0415

    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction)
    seen = as_marked(redaction)
    marks(desk, redaction, sentences="4", words="Maris")
    assert "read it again" in agrees(desk, redaction, seen=seen).content.decode()
    assert agrees(desk, redaction, agreed="no", why="").status_code == 409
    assert agrees(desk, redaction, agreed="no", why="Maris stands in 2").status_code == 302
    assert agrees(desk, redaction).status_code == 302
    assert marks(desk, redaction, sentences="3").status_code == 409


def test_a_passage_is_taken_back_and_kept(desk, matter, statement):
    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction)
    passage = redaction.passages.get()
    assert desk.asks("authority", at(redaction, "passages", str(passage.pk), "take-back"), {"x": ""}).status_code == 302
    agrees(desk, redaction, "manager")
    archive, _ = copied(desk, redaction)
    assert (archive.read("redacted.txt").decode().count("taken out"), redaction.passages.count()) == (0, 2)


def test_words_that_the_sentence_does_not_have_are_refused_and_those_left_elsewhere_are_warned_of(
    desk, matter, statement
):
    redaction = redaction_of(desk, matter, statement)
    assert "has no “harbour row”" in marks(desk, redaction, sentences="1", words="harbour row").content.decode()
    marks(desk, redaction, sentences="4", words="Maris")
    assert "“Maris” is left standing in sentence 2." in desk.asks("authority", at(redaction)).content.decode()


# an exhibit's file                | whether passages can be taken out of it
FILES = [(b"Plain words.", 302), (b"\xff\xfe\x00binary", 409), (b"%PDF-1.7\x00", 409), (b"", 422)]


@pytest.mark.parametrize(("held", "status"), FILES)
def test_of_exhibits_plain_text_alone_is_redacted(desk, matter, held, status):
    from upstander.casework.actions import work  # noqa: PLC0415

    day = matter.entries.get(number=1).day
    one = work.keep_exhibit(matter=matter, reference="AB/1", what="a note", found="x", found_on=day, file_name="x",
                            held=held, sha256="", by=desk.accounts["investigator"])  # fmt: skip
    assert begun(desk, matter, f"exhibit:{one.pk}").status_code == status


def test_an_entry_of_the_history_is_redacted_too_and_nothing_of_another_matter(desk, matter):
    assert begun(desk, matter, "entry:999").status_code == 422
    from upstander.casework.actions import entries  # noqa: PLC0415

    day = matter.entries.get(number=1).day
    entry = entries.add(matter=matter, what="matter recorded", day=day, details={**RECORDED, "summary": "Seen. By whom."}, by=desk.accounts["investigator"])  # fmt: skip
    assert begun(desk, matter, f"entry:{entry.number}").status_code == 302
    said = sentences(matter.redactions.get().text)
    assert [one for one in said if "Summary" in one or "whom" in one] == ["Summary: Seen.", "By whom."]


@pytest.mark.parametrize("who", ["liaison", "analyst", "auditor", "administrator", "a friend", "the subject"])
def test_a_redaction_is_there_for_the_investigation_alone(desk, matter, statement, who):
    redaction = redaction_of(desk, matter, statement)
    marks(desk, redaction)
    for path in (at(redaction), at(redaction, "make"), f"/matters/{matter.pk}/work/redactions"):
        assert desk.asks(who, path).status_code == 404
    for table in ("redaction", "passage"):
        assert desk.sees(who, f"SELECT id FROM casework_{table}") == []


def test_every_ground_says_on_what_it_rests():
    from upstander.casework.procedure import load_law  # noqa: PLC0415

    assert {one.id for one in load_law().grounds} >= {
        "harm test",
        "third person",
        "source",
        "privilege",
        "not relevant",
        "sensitive",
    }
    assert [one.id for one in load_law().grounds if not (one.source.document and one.source.place)] == []
