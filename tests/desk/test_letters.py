"""Letters and notices: whole before they are made, never against the law of the day, and seen by the history once given."""

import datetime as dt
import hashlib
import io
import re

import pytest
from django.utils import timezone
from pypdf import PdfReader

from upstander.casework.procedure.filling import FILLS, NAMED, drafted, left_open
from upstander.casework.procedure.history import Event, Matter
from upstander.casework.procedure.law import LawError
from upstander.casework.procedure.reading import load_law, read_law
from upstander.casework.procedure.standing import standing

EXPORT = {"to": "Ashby Rourke", "why": "reg 17"}
NOTICE, UPDATE = "notice of investigation to staff", "update to an affected person"

# details of one kind of letter, one line changed     | what is said
GOOD = """
[sources]
policy = { document = "The employer's policy", place = "letters" }
[[letter]]
id = "note"
says = "A note"
reader = "subject"
written_by = ["manager"]
source = "policy"
status = "to be checked"
from = "always"
kinds = "all"
parts = [{ heading = "What", text = "About {subject}. [Say more.]" }]
"""
WRONG = {
    "no source": ('source = "policy"\n', "", "has no source; a rule without a source is not a rule"),
    "no status": ('status = "to be checked"\n', "", "has no status"),
    "no such reader": ('"subject"', '"sbject"', "did you mean subject?"),
    "no such part": ('["manager"]', '["manger"]', "did you mean manager?"),
    "a part with no words": ("About {subject}. [Say more.]", " ", "has a part with no text"),
    "a field that its reader may not have": ('reader = "subject"', 'reader = "reporter"', "field for a letter to the reporter"),
    "an entry beside it that no rule knows": ('status = "to', 'tells = "sent"\nstatus = "to', 'names the event "sent"'),
    "an entry that no rule knows": ('status = "to', 'event = "sent"\nstatus = "to', 'names the event "sent"'),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_kind_of_letter_is_read_whole_or_refused(case):
    before, after, said = WRONG[case]
    assert before in GOOD
    with pytest.raises(LawError, match=re.escape(said)):
        read_law({"letters.toml": GOOD.replace(before, after)})


def test_every_kind_of_letter_says_on_what_it_rests_and_fills_in_nothing_that_its_reader_may_not_have():
    letters = load_law().letters
    assert {one.reader for one in letters} == set(FILLS)
    assert [one.id for one in letters if not (one.source.document and one.source.place and one.parts)] == []
    assert [name for reader in ("affected person", "complainant", "reporter") for name in FILLS[reader]
            if name in {"subject", "level", "chair"}] == []  # fmt: skip


def test_what_is_filled_in_is_never_what_somebody_wrote_in_free_words():
    """Covert details stand in summaries, reasons and notes: none of them can reach a letter by itself."""
    law = load_law()
    day = dt.date(2025, 6, 1)
    hidden = dict.fromkeys(("summary", "reasons", "reason", "note", "on", "found", "alleges", "person"), "COVERT")
    events = ("matter came to attention", "matter recorded", "severity assessed", "notice withheld", "finding made",
              "outcome imposed", "others looked for")  # fmt: skip
    history = tuple(Event(n, day, what, "COVERT", hidden) for n, what in enumerate(events, 1))
    now = standing(law, Matter("A. Subject", "officer", history), day)
    for kind in law.letters:
        assert "COVERT" not in "".join(drafted(kind, now, Event(0, day, "", "")).values()), kind.id
    assert set(NAMED) >= set(FILLS["affected person"])


@pytest.fixture
def matter(desk):
    return matter_of(desk)


def matter_of(desk):
    """A matter whose severity was assessed and whose investigator declared conflicts, with one person affected."""
    from upstander.casework.actions import care  # noqa: PLC0415
    from upstander.casework.models import Section  # noqa: PLC0415

    matter = desk.matter("investigator", "authority", "liaison")
    enters(desk, matter, "severity assessed", "authority", level="gross misconduct")
    enters(desk, matter, "investigator appointed", "authority", investigator="DC 1", independence_checked_by="DI 2")
    enters(desk, matter, "conflicts declared", conflicts="none")
    enters(desk, matter, "subject's welfare considered", friend="may name one", health="offered")
    liaison = desk.accounts["liaison"]
    person = care.name(matter=matter, words="Maris of the harbour", by=liaison)
    care.write(person=person, section=Section.RISK, words="her brother reads it", by=liaison)
    return matter


def enters(desk, matter, what, who="investigator", **details):
    from upstander.casework.actions import entries  # noqa: PLC0415

    day = matter.entries.get(number=1).day
    entries.add(matter=matter, what=what, day=day, details=details, by=desk.accounts[who])


def begun(desk, matter, kind=NOTICE, who="investigator", **given):
    slug = kind.replace(" ", "-")
    answer = desk.asks(who, f"/matters/{matter.pk}/letters/new/{slug}", {"addressed": "Ashby Rourke", **given})
    assert answer.status_code == 302, answer.content.decode()
    return matter.letters.order_by("-at")[0]


def written(desk, letter, who="investigator", words="He is said to have called four times."):
    """Every part written, with nothing left open."""
    from upstander.casework.actions.entries import standing_now  # noqa: PLC0415
    from upstander.casework.actions.letters import kind_for  # noqa: PLC0415

    kind = kind_for(letter, standing_now(letter.matter))
    stands = letter.stands().words
    parts = {f"part-{n}": words if left_open(stands[part.heading]) else stands[part.heading]
             for n, part in enumerate(kind.parts)}  # fmt: skip
    path = f"/matters/{letter.matter_id}/letters/{letter.pk}/write"
    assert desk.asks(who, path, parts).status_code == 302


def made(desk, letter, who="investigator", given=None):
    return desk.asks(who, f"/matters/{letter.matter_id}/letters/{letter.pk}/make", given or EXPORT)


def gives(desk, letter, who="investigator", **given):
    from upstander.casework.models import LetterCopy  # noqa: PLC0415

    copied = LetterCopy.objects.filter(version__letter=letter).last()
    path = f"/matters/{letter.matter_id}/letters/{letter.pk}/copies/{copied.pk}/given"
    form = {"day": f"{timezone.localtime(copied.at):%d/%m/%Y}", "way": "handed over", "words": "by DC 1"} | given
    return desk.asks(who, path, form)


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def happened(matter):
    return [entry.what for entry in matter.entries.all()]


def test_a_letter_is_offered_with_its_parts_the_matters_facts_in_place_and_the_rest_left_open(desk, matter):
    words = begun(desk, matter).stands().words
    assert "gross misconduct" in words["How serious it would be"]
    assert left_open(words["What is alleged"]) != []


def test_a_letter_is_not_made_while_anything_is_left_open(desk, matter):
    letter = begun(desk, matter)
    answer = made(desk, letter)
    assert answer.status_code == 409
    assert "“What is alleged” leaves open" in answer.content.decode()
    assert desk.log("letter exported") == []


def test_a_copy_is_a_tagged_pdf_for_somebody_named_and_the_history_and_the_log_say_so(desk, matter):
    letter = begun(desk, matter)
    written(desk, letter)
    answer = made(desk, letter)
    pdf = PdfReader(io.BytesIO(answer.content))
    assert (pdf.metadata.title, bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"])) == ("Notice of investigation", True)
    ((about, outcome, purpose, details),) = desk.log("letter exported")
    assert (about, outcome, purpose.split()[0]) == (str(letter.pk), "allowed", "purpose")
    assert details["sha256"] == hashlib.sha256(answer.content).hexdigest()
    assert [f"Copy {details['copy']}, for Ashby Rourke" in page.extract_text() for page in pdf.pages] == [True] * len(
        pdf.pages
    )
    assert "He is said to have called four times." in text_of(answer.content)
    assert (matter.entries.last().what, matter.entries.last().details["letter"]) == (
        "letter made",
        "Notice of investigation",
    )


def test_a_notice_that_was_given_is_served_in_the_history(desk, matter):
    from upstander.casework.actions.entries import standing_now  # noqa: PLC0415

    letter = begun(desk, matter)
    written(desk, letter)
    made(desk, letter)
    assert "notice served" not in happened(matter)
    assert gives(desk, letter).status_code == 302
    now = standing_now(matter)
    assert happened(matter)[-2:] == ["notice served", "severity told"]  # which the notice states
    assert (now.state("investigation"), now.state("severity")) == ("notice served", "told")
    assert gives(desk, letter).status_code == 409  # a copy is given once


def test_a_withheld_notice_is_neither_made_nor_given_until_the_authority_says_that_it_may(desk, matter):
    letter = begun(desk, matter)
    written(desk, letter)
    made(desk, letter)
    enters(desk, matter, "notice withheld", "authority", ground="f", review="2030-01-01")
    for answer in (made(desk, letter), gives(desk, letter)):
        assert (answer.status_code, "The notice is withheld" in answer.content.decode()) == (409, True)
    assert "notice served" not in happened(matter)
    enters(desk, matter, "notice no longer withheld", "authority", reason="the arrest was made")
    assert gives(desk, letter).status_code == 302
    assert "withheld" not in text_of(made(desk, letter).content)  # nor does the letter say so


def test_only_the_authority_says_that_a_notice_is_no_longer_withheld(desk, matter):
    from upstander.casework.actions.leads import NotNow  # noqa: PLC0415

    enters(desk, matter, "notice withheld", "authority", ground="f", review="2030-01-01")
    with pytest.raises(NotNow):
        enters(desk, matter, "notice no longer withheld", "investigator", reason="x")


def test_words_that_need_approval_are_approved_by_somebody_else_and_anew_when_they_change(desk, matter):
    enters(desk, matter, "notice served")
    letter = begun(desk, matter, "change of severity or terms")
    written(desk, letter)
    assert "must approve them" in made(desk, letter).content.decode()
    page = f"/matters/{matter.pk}/letters/{letter.pk}"
    assert desk.asks("investigator", page, {"approved": "yes"}).status_code == 409
    assert desk.asks("authority", page, {"approved": "no"}).status_code == 409  # says not why
    assert desk.asks("authority", page, {"approved": "yes"}).status_code == 302
    assert made(desk, letter).status_code == 200
    written(desk, letter, words="Other words.")
    assert made(desk, letter).status_code == 409
    gone = gives(desk, letter)
    assert "written anew since" in gone.content.decode()


def writes_to_her(desk, matter, who="liaison"):
    letter = begun(desk, matter, UPDATE, who, addressed="Ms Penhallow", person=str(matter.affected.get().pk))
    written(desk, letter, who, "Nothing new.")
    return letter


def contact_rules(desk, matter, words="mornings only"):
    from upstander.casework.actions import care  # noqa: PLC0415
    from upstander.casework.models import Section  # noqa: PLC0415

    return care.write(
        person=matter.affected.get(), section=Section.CONTACT_RULES, words=words, by=desk.accounts["liaison"]
    )


def test_nothing_is_written_out_to_somebody_before_the_rules_of_safe_contact_are_set(desk, matter):
    letter = writes_to_her(desk, matter)
    answer = made(desk, letter, "liaison")
    assert (answer.status_code, "No safe contact rules are set" in answer.content.decode()) == (409, True)
    contact_rules(desk, matter)
    assert made(desk, letter, "liaison").status_code == 200


def test_a_letter_to_somebody_affected_is_given_by_the_liaison_by_the_rules_as_they_stand_and_a_way_that_is_kept(
    desk, matter
):
    from upstander.casework.actions import care  # noqa: PLC0415

    rules = contact_rules(desk, matter)
    letter = writes_to_her(desk, matter)
    made(desk, letter, "liaison")
    assert gives(desk, letter, "investigator").status_code == 404
    followed = {"followed": "on", "rules": str(rules.pk)}
    assert gives(desk, letter, "liaison").status_code == 422
    by_post = gives(desk, letter, "liaison", way="posted", **followed)
    assert "no way of reaching them by letter is kept" in by_post.content.decode()
    person, liaison = matter.affected.get(), desk.accounts["liaison"]
    care.keep_contact_detail(person=person, way="Letter", reached_at="1 High Street", rules="", by=liaison)
    newer = contact_rules(desk, matter, "never by post to the flat")
    stale = gives(desk, letter, "liaison", way="posted", **followed)
    assert "not read as they stand now" in stale.content.decode()
    assert gives(desk, letter, "liaison", way="posted", followed="on", rules=str(newer.pk)).status_code == 302
    last = matter.entries.last()
    assert (last.what, last.details["person"]) == ("affected person updated", "Person A")
    assert "How it is going" in person.contacts.first().words


def test_an_update_starts_the_clock_of_the_next(desk, matter):
    from upstander.casework.actions.entries import standing_now  # noqa: PLC0415
    from upstander.casework.procedure import clock_runs  # noqa: PLC0415

    rules = contact_rules(desk, matter)
    letter = writes_to_her(desk, matter)
    made(desk, letter, "liaison")
    gives(desk, letter, "liaison", followed="on", rules=str(rules.pk))
    runs = [run for run in clock_runs(standing_now(matter)) if run.clock.id == "affected_person_is_told_again"]
    assert [run.state for run in runs] == ["running"]


def test_an_outcome_is_not_told_before_there_is_one(desk, matter):
    contact_rules(desk, matter)
    letter = begun(desk, matter, "outcome to an affected person", "liaison", person=str(matter.affected.get().pk))
    page = desk.asks("liaison", f"/matters/{matter.pk}/letters/{letter.pk}").content.decode()
    assert "there is no outcome to tell" in page


def was_done(desk, matter, what, **details):
    """An entry that the manager keeps as it was done before the desk had the matter."""
    from upstander.casework.actions import entries  # noqa: PLC0415

    day = matter.entries.get(number=1).day - dt.timedelta(days=1)
    entries.add(matter=matter, what=what, day=day, details=details, by=desk.accounts["manager"], imported=True)


# kind                 | what came before                               | what the history says once it was given
PROCEEDINGS = {
    "notice of proceedings": ("proceedings listed",), "outcome to the subject": ("finding made", "outcome imposed"),
}  # fmt: skip
SAYS = {"notice of proceedings": "notice of proceedings given", "outcome to the subject": "outcome told"}


@pytest.mark.parametrize("kind", PROCEEDINGS)
def test_letters_about_proceedings_name_them_and_are_seen_by_the_history_as_the_law_calls_them(desk, matter, kind):
    about = {"proceedings": "h1", "form": "staff hearing"}
    said = {"finding": "gross misconduct", "outcome": "dismissal without notice", "allegation": "1"}
    for what in ("proceedings listed", *PROCEEDINGS[kind]):
        if what != "proceedings listed" or what not in happened(matter):
            was_done(desk, matter, what, **about, **said)
    letter = begun(desk, matter, kind, proceedings="h1 | staff hearing")
    words = " ".join(letter.stands().words.values())
    assert ("staff hearing" if kind == "notice of proceedings" else "allegation 1: gross misconduct") in words
    written(desk, letter)
    assert desk.asks("authority", f"/matters/{matter.pk}/letters/{letter.pk}", {"approved": "yes"}).status_code == 302
    assert made(desk, letter).status_code == 200
    assert gives(desk, letter).status_code == 302
    last = matter.entries.last()
    assert (last.what, last.details["proceedings"]) == (SAYS[kind], "h1")


def test_a_letter_about_proceedings_cannot_be_begun_where_none_are_listed(desk, matter):
    path = f"/matters/{matter.pk}/letters/new/notice-of-proceedings"
    assert desk.asks("investigator", path, {"addressed": "x", "proceedings": "h9 | staff hearing"}).status_code == 422


def test_a_copy_that_is_taken_out_again_is_the_one_that_was_made_and_leaves_its_line(desk, matter):
    from upstander.casework.models import LetterCopy  # noqa: PLC0415

    letter = begun(desk, matter)
    written(desk, letter)
    first = made(desk, letter).content
    copied = LetterCopy.objects.get()
    path = f"/matters/{matter.pk}/letters/{letter.pk}/copies/{copied.pk}"
    assert desk.asks("authority", path).content == first
    ((_about, _outcome, _purpose, details),) = desk.log("letter taken out again")
    assert details["sha256"] == hashlib.sha256(first).hexdigest()
    assert desk.asks_later("authority", path).status_code == 302  # asked for the second factor anew


# kind                       | to            | who may read it
READS = {
    NOTICE: ("investigator", {"investigator", "authority", "manager"}),
    UPDATE: ("liaison", {"liaison", "investigator", "manager"}),
    "feedback to who reported": ("manager", {"manager"}),
}


@pytest.mark.parametrize("kind", READS)
def test_a_letter_is_there_for_those_alone_whose_it_is(desk, matter, kind):
    writer, readers = READS[kind]
    person = {"person": str(matter.affected.get().pk)} if kind == UPDATE else {}
    letter = begun(desk, matter, kind, writer, **person)
    for who in ("investigator", "authority", "liaison", "manager", "analyst", "auditor", "administrator", "a friend", "the subject"):  # fmt: skip
        assert (desk.asks(who, f"/matters/{matter.pk}/letters/{letter.pk}").status_code == 200) == (who in readers), who
        assert bool(desk.sees(who, "SELECT id FROM casework_letter")) == (who in readers), who
        assert bool(desk.sees(who, "SELECT id FROM casework_letterversion")) == (who in readers), who


def test_what_is_written_to_who_reported_leaves_nothing_in_the_history(desk, matter):
    letter = begun(desk, matter, "feedback to who reported", "manager", addressed="A. Colleague")
    written(desk, letter, "manager", "Thank you.")
    before = happened(matter)
    assert made(desk, letter, "manager").status_code == 200
    assert gives(desk, letter, "manager").status_code == 302
    assert happened(matter) == before


def test_the_page_of_letters_says_what_the_stage_asks_for_on_what_it_rests_and_that_nothing_is_sent(desk, matter):
    page = desk.asks("investigator", f"/matters/{matter.pk}/letters").content.decode()
    asked = page[page.index("Asked for as the matter stands") : page.index("Written so far")]
    assert ("Notice of investigation" in asked, "to be checked" in asked, "Notice of an interview" in asked) == (
        True,
        True,
        False,
    )
    assert "Upstander sends nothing" in page


def test_a_letter_that_names_somebody_affected_warns_those_who_may_know_who_they_are(desk, matter):
    letter = begun(desk, matter)
    page = f"/matters/{matter.pk}/letters/{letter.pk}"
    assert "stands in who Person A is" not in desk.asks("investigator", page).content.decode()
    written(desk, letter, words="What maris saw.")
    assert "“Maris” stands in who Person A is" in desk.asks("investigator", page).content.decode()
    assert "stands in who" not in desk.asks("authority", page).content.decode()
    contact_rules(desk, matter)
    hers = writes_to_her(desk, matter)
    written(desk, hers, "liaison", "Dear Maris")
    assert "stands in who" not in desk.asks("liaison", f"/matters/{matter.pk}/letters/{hers.pk}").content.decode()


def test_a_letter_of_a_kind_that_no_rule_knows_any_more_is_read_and_nothing_else(desk, matter):
    from upstander.casework.models import Letter, LetterVersion  # noqa: PLC0415

    by = desk.accounts["investigator"]
    old = Letter.objects.create(matter=matter, reader="subject", kind="a form of before", addressed="x", by=by)
    LetterVersion.objects.create(letter=old, words={"What": "As it was."}, by=by)
    page = f"/matters/{matter.pk}/letters/{old.pk}"
    answer = desk.asks("investigator", page)
    assert (
        answer.status_code,
        "As it was." in answer.content.decode(),
        "Write the words" in answer.content.decode(),
    ) == (200, True, False)
    assert [desk.asks("investigator", f"{page}/{what}").status_code for what in ("write", "make")] == [404, 404]
    assert desk.asks("investigator", f"/matters/{matter.pk}/letters").status_code == 200


@pytest.mark.parametrize("who", ["liaison", "authority"])
def test_whose_letter_it_is_not_does_not_begin_it(desk, matter, who):
    path = f"/matters/{matter.pk}/letters/new/notice-of-investigation-to-staff"
    assert desk.asks(who, path, {"addressed": "x"}).status_code == 404


def test_what_somebody_wrote_never_runs_as_code_of_the_letter(desk, matter):
    hostile = '#read("/etc/passwd") *bold* <label> $x$'
    letter = begun(desk, matter)
    written(desk, letter, words=hostile)
    assert hostile in text_of(made(desk, letter).content)
