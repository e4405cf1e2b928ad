"""The bundle of a hearing: in a person's order, redacted where that was agreed, never half-way, and traceable to a copy."""

import datetime as dt
import hashlib
import io

import pytest
from pypdf import PdfReader

from tests.desk import test_letters as letters
from tests.desk.test_redactions import agrees, marks

EXPORT = {"to": "The chair", "why": "reg 30"}


@pytest.fixture
def matter(desk):
    """A matter with a hearing listed, two statements, and three exhibits: disclosed, in part, and undecided."""
    from upstander.casework.actions import entries, work  # noqa: PLC0415

    matter = desk.matter("investigator", "authority", "liaison")
    investigator = desk.accounts["investigator"]
    day = matter.entries.get(number=1).day
    about = {"matter": matter, "day": day - dt.timedelta(days=1)}
    manager = desk.accounts["manager"]
    for what, details in (
        ("authority determined", {"allegation": "1", "level": "gross misconduct"}),
        ("proceedings listed", {"proceedings": "h1", "form": "staff hearing"}),
    ):
        entries.add(**about, what=what, details=details, by=manager, imported=True)
    for who, words in (("Person A", "He came four times. Maris saw him."), ("The subject", "I was never there.")):
        work.keep_statement(matter=matter, who=who, words=words, said_on=day, by=investigator)
    for name, held in (("AB/1", b"Seen at nine."), ("AB/2", b"\x89PNG\r\n\x1a\n\x00"), ("AB/3", b"Undecided words.")):
        work.keep_exhibit(matter=matter, reference=name, what=f"what {name} is", found="x", found_on=day,
                          file_name="x", held=held, sha256="", by=investigator)  # fmt: skip
    for one in matter.exhibits.exclude(sha256=hashlib.sha256(b"Undecided words.").hexdigest()):
        work.decide_disclosure(exhibit=one, decision="whole", ground="", by=investigator)
    return matter


def places(desk, matter, *order):
    """The form of a bundle with papers at their places, by a word of how each is told."""
    from upstander.casework.actions.bundles import papers_held  # noqa: PLC0415

    told = [words for _kind, _key, words in papers_held(matter, desk.accounts["investigator"])]
    found = {next(n for n, words in enumerate(told) if named in words): place for place, named in enumerate(order, 1)}
    return {"proceedings": "h1 | staff hearing", **{f"place-{n}": str(place) for n, place in found.items()}}


def begins(desk, matter, *order, who="investigator"):
    return desk.asks(who, f"/matters/{matter.pk}/work/bundles", places(desk, matter, *order))


def made(desk, matter, to="The chair", who="investigator"):
    bundle = matter.bundles.first()
    return desk.asks(who, f"/matters/{matter.pk}/work/bundles/{bundle.pk}", EXPORT | {"to": to})


def pages_of(answer):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages]


def redacts(desk, matter, who="Person A"):
    statement = next(one for one in matter.statements.all() if one.who == who)
    form = {"text": f"statement:{statement.pk}", "called": "Statement of the first witness"}
    assert desk.asks("investigator", f"/matters/{matter.pk}/work/redactions", form).status_code == 302
    redaction = matter.redactions.first()
    assert marks(desk, redaction, words="Maris").status_code == 302
    return redaction


def test_papers_stand_in_a_persons_order_each_on_pages_of_its_own_with_a_cover_and_an_index_that_is_right(desk, matter):
    assert begins(desk, matter, "The subject", "The allegations", "Person A", "AB/1").status_code == 302
    pages = pages_of(made(desk, matter))
    assert "Bundle for the staff hearing" in pages[0]
    order = ("What was said by The subject", "The allegations", "What was said by Person A", "Exhibit AB/1")
    for number, name in enumerate(order, 1):
        page = next(n for n, words in enumerate(pages, 1) if n > 2 and f"{number}. {name}" in words)
        assert f"{name}" in pages[1]
        assert page == number + 2
        assert pages[1].replace(".", " ").split(name.replace(".", " "))[1].split()[0] == str(page), pages[1]
    assert "Allegation 1: gross misconduct" in pages[3]
    assert "Seen at nine." in pages[5]


def test_every_page_says_which_copy_it_is_for_whom_and_which_page_of_how_many(desk, matter):
    begins(desk, matter, "The subject", "Person A")
    answer = made(desk, matter)
    copy, pages = matter.bundles.get().copies.get(), pages_of(answer)
    for number, words in enumerate(pages, 1):
        assert f"Copy {copy.copy}, for The chair" in words
        assert f"Page {number} of {len(pages)}" in words


def test_it_is_tagged_titled_and_has_a_bookmark_for_each_paper(desk, matter):
    begins(desk, matter, "The subject", "Person A")
    pdf = PdfReader(io.BytesIO(made(desk, matter).content))
    root = pdf.trailer["/Root"]
    assert (bool(root["/MarkInfo"]["/Marked"]), pdf.metadata.title) == (True, "Bundle for the staff hearing")
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert [one.title for one in pdf.outline if "said by" in one.title] == [
        "1. What was said by The subject",
        "2. What was said by Person A",
    ]


def test_what_was_redacted_goes_in_redacted_and_what_awaits_a_second_person_does_not(desk, matter):
    redaction = redacts(desk, matter)
    waiting = begins(desk, matter, "Person A")
    assert (waiting.status_code, "awaits a second person" in waiting.content.decode()) == (409, True)
    agrees(desk, redaction)
    assert begins(desk, matter, "Person A").status_code == 302
    whole = " ".join(pages_of(made(desk, matter)))
    assert ("Maris" in whole, "Person A" in whole) == (False, False)
    assert ("[taken out: 1] saw him." in whole, "Statement of the first witness" in whole) == (True, True)


def test_a_redaction_begun_after_the_order_was_kept_stops_the_copy_until_it_is_agreed(desk, matter):
    begins(desk, matter, "Person A")
    redaction = redacts(desk, matter)
    assert made(desk, matter).status_code == 409
    agrees(desk, redaction)
    assert "Maris" not in " ".join(pages_of(made(desk, matter)))


# what is decided of AB/3   | what is said
UNDECIDED = [
    (None, "has not been decided"),
    ("withheld", "is withheld"),
    ("part", "disclosed in part, and no redacted copy"),
]


@pytest.mark.parametrize(("decision", "said"), UNDECIDED)
def test_an_exhibit_goes_in_only_as_its_disclosure_was_decided(desk, matter, decision, said):
    from upstander.casework.actions import work  # noqa: PLC0415

    if decision:
        exhibit = next(one for one in matter.exhibits.all() if one.reference == "AB/3")
        work.decide_disclosure(exhibit=exhibit, decision=decision, ground="harm", by=desk.accounts["investigator"])
    answer = begins(desk, matter, "AB/3")
    assert (answer.status_code, said in answer.content.decode()) == (409, True)


def test_an_exhibit_that_is_no_plain_text_is_listed_with_its_hash_and_said_to_be_given_beside(desk, matter):
    begins(desk, matter, "AB/2")
    words = pages_of(made(desk, matter))[-1]
    digest = next(one.sha256 for one in matter.exhibits.all() if one.reference == "AB/2")
    assert "given beside it" in words
    assert digest in words.replace(" ", "")


def test_a_copy_stands_in_the_history_and_in_the_log_with_its_hash_and_two_copies_differ(desk, matter):
    begins(desk, matter, "Person A")
    first, second = made(desk, matter), made(desk, matter, to="The panel member")
    copies = [details["copy"] for _a, _o, _p, details in desk.log("bundle exported")]
    hashes = [details["sha256"] for _a, _o, _p, details in desk.log("bundle exported")]
    assert hashes == [hashlib.sha256(one.content).hexdigest() for one in (first, second)]
    assert len(set(copies)) == 2
    last = matter.entries.last()
    assert (last.what, last.details["to"], hashes[1] in last.details["note"]) == (
        "hearing bundle made",
        "The panel member",
        True,
    )
    assert matter.subject_name not in first["Content-Disposition"]


def test_a_bundle_is_asked_for_with_the_second_factor_anew(desk, matter):
    begins(desk, matter, "Person A")
    bundle = matter.bundles.get()
    answer = desk.asks_later("investigator", f"/matters/{matter.pk}/work/bundles/{bundle.pk}", EXPORT)
    assert (answer.status_code, bundle.copies.count()) == (403, 0)


def test_a_notice_goes_in_once_it_was_given_in_the_words_that_were_given(desk, matter):
    letters.enters(desk, matter, "severity assessed", "authority", level="gross misconduct")
    letters.enters(
        desk, matter, "investigator appointed", "authority", investigator="DC 1", independence_checked_by="DI 2"
    )
    letters.enters(desk, matter, "conflicts declared", conflicts="none")
    letters.enters(desk, matter, "subject's welfare considered", friend="may name one", health="offered")
    letter = letters.begun(desk, matter)
    letters.written(desk, letter, words="The words that were given.")
    letters.made(desk, letter)
    assert (
        "notice of investigation"
        not in desk.asks("investigator", f"/matters/{matter.pk}/work/bundles").content.decode()
    )
    letters.gives(desk, letter)
    letters.written(desk, letter, words="Other words, never given.")
    assert begins(desk, matter, "notice of investigation").status_code == 302
    whole = " ".join(pages_of(made(desk, matter)))
    assert ("The words that were given." in whole, "never given" in whole, "Handed over" in whole) == (
        True,
        False,
        True,
    )


def test_an_exhibit_that_is_no_longer_what_was_kept_does_not_go_in(desk, matter):
    from upstander.casework.models import ExhibitFile  # noqa: PLC0415

    exhibit = next(one for one in matter.exhibits.all() if one.reference == "AB/1")
    desk.run("SET LOCAL session_replication_role = replica")
    ExhibitFile.objects.filter(exhibit=exhibit).update(held=b"Seen at ten.")
    desk.run("SET LOCAL session_replication_role = origin")
    answer = begins(desk, matter, "AB/1")
    assert (answer.status_code, "no longer what was kept" in answer.content.decode()) == (409, True)


def test_a_bundle_with_no_paper_is_none(desk, matter):
    assert begins(desk, matter).status_code == 409


@pytest.mark.parametrize("who", ["liaison", "analyst", "auditor", "administrator", "a friend", "the subject"])
def test_a_bundle_is_there_for_the_investigation_alone(desk, matter, who):
    begins(desk, matter, "Person A")
    bundle = matter.bundles.get()
    for path in (f"/matters/{matter.pk}/work/bundles", f"/matters/{matter.pk}/work/bundles/{bundle.pk}"):
        assert desk.asks(who, path).status_code == 404
    assert desk.sees(who, "SELECT id FROM casework_bundle") == []
