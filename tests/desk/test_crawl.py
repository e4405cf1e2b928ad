"""Every address of the desk, asked for as everybody: nobody is shown what is not theirs, on any page, by reading or by sending.

A desk is filled with canaries, each with those who may see it. An address that this table does not know fails the test,
so that no page is added without being crawled.
"""

import datetime as dt
import uuid

import pytest
from nacl.public import PrivateKey

from tests.desk.conftest import DAY, SUBJECT
from tests.desk.force_people import (
    checklist_written,
    condition_set,
    declared,
    engaged,
    from_another_force,
    lesson_drafted,
    looked_at,
    new_partner,
    offered,
    on_the_watchlist,
    partner,
    sample_drawn,
    scheme,
    talked,
)
from tests.desk.letters import report_from, taken_in
from tests.desk.letters import sent as letter_sent
from tests.desk.notices import GIVEN, notice
from tests.desk.recorded import RECORDED
from tests.desk.test_eleven_cases import whose
from tests.desk.trained import in_training
from upstander.access.sealed import mark
from upstander.reporting.identity import seal_identity
from upstander.reporting.letters import Enclosed
from upstander.reporting.receipt import Receipt
from upstander.reporting.recipients import Recipient

EVERYBODY = (
    "analyst", "manager", "investigator", "authority", "liaison", "auditor", "administrator", "a friend", "the subject",
    "prevent", "vetting", "chief", "staff",
)  # fmt: skip
TEAM = {"manager", "investigator", "authority", "liaison"}

# canary                     | who may be shown it
CANARIES = {
    "Ashby Rourke": TEAM | {"analyst"},
    "Maris Penhallow": {"analyst", "manager", "a friend", "the subject"},  # of a lead about somebody else, too
    "canary of the lead": {"analyst", "manager"},
    "canary who keeps them": {"analyst", "manager"},
    "canary why no less": {"analyst", "manager"},
    "canary of the entry": TEAM,
    "canary of the proposal": TEAM,
    "canary who she is": {"liaison", "manager", "investigator"},
    "canary of the needs": {"liaison"},
    "canary of the risk": {"liaison", "manager", "investigator"},
    "canary of the notes": {"liaison"},
    "canary of the support": {"liaison", "manager"},
    "canary of an agency": {"liaison", "manager"},
    "canary of a contact": {"liaison", "manager", "investigator"},
    "canary of a promise": {"liaison", "manager", "investigator"},
    "07700 900123": {"liaison"},
    "canary of a task": {"manager", "investigator", "authority"},
    "canary of an exhibit": {"manager", "investigator", "authority"},
    "canary of a statement": {"manager", "investigator", "authority"},
    "canary of the policy": {"manager", "investigator", "authority"},
    "canary of an original": {"analyst", "manager"},
    "canary that is sanitised": TEAM | {"analyst"},
    "canary of a source": set(),  # for a purpose alone
    "canary of the glass": TEAM | {"auditor"},
    "canary of a letter": {"analyst", "manager"},
    "canary of how to reach": {"analyst", "manager"},
    "canary of an enclosed file": set(),  # the name that a device gave it
    "canary of whom to keep from": {"analyst", "manager"},
    "canary of a later letter": {"analyst", "manager"},
    "canary of a triage": {"analyst", "manager"},
    "canary of a call": {"analyst", "manager"},
    "canary of a court": {"analyst", "manager", "auditor"},  # who looks at why people ask
    "canary of a reference": {"analyst", "manager"},
    "canary of an identity request": {"analyst", "auditor"},  # who asked, and who looks at why people ask
    "canary of a name": set(),  # which the custodians alone open, together
    "canary for the subject": {"manager", "investigator", "authority"},
    "canary for her": {"manager", "investigator", "liaison"},
    "canary for who told": {"manager"},
    "canary of a redaction": {"manager", "investigator", "authority"},
    "canary of a bundle": {"manager", "investigator", "authority"},
    "canary of a tie": {"analyst", "manager", "authority", "a friend", "the subject"},  # which is to somebody else
    "canary of an owner": {"manager", "prevent", "chief", "authority", "auditor", "a friend", "the subject"},
    "canary of a threat": {"manager", "chief", "a friend", "the subject"},
    "canary of a trainee": {"manager", "prevent", "vetting", "a friend", "the subject"},
    "canary of the watchlist": {"analyst", "manager", "authority"},
    "canary of a look": {"analyst", "manager", "authority"},
    "canary of a lesson": {"manager", "authority", "investigator", "liaison"},  # those of the matter read its history
    "A marker of drafts": {"manager", "authority"},
    "A marker of notices": {"manager", "authority"},
    "A marker of articles": {"manager", "prevent", "authority", "a friend", "the subject"},
    "canary of a declaration": {"manager", "prevent", "staff"},  # who declared it, and who decides
    "canary of advice": {"manager", "prevent", "staff"},
    "canary of a partner": {"manager", "prevent", "a friend", "the subject"},
    "canary of whom to ask for": {"manager", "prevent", "a friend", "the subject"},
    "canary of a briefing": {"manager", "prevent", "a friend", "the subject"},
    "canary of a scheme": {"manager", "prevent", "chief"},
    "canary of an officer": {"manager", "prevent", "chief"},
    "canary of a condition": {"manager", "prevent", "chief"},
    "canary of a sampled contact": {"manager", "prevent"},
    "canary of a check": {"manager", "prevent"},
    "Ann Canary": {"manager", "vetting", "a friend", "the subject"},
    "canary of what was said": {"chief", "staff"},  # whoever was asked, and whoever asked
    "canary of a transferee": {"manager", "vetting"},
    "canary of help": {"staff"},  # and who supervises them, whom these records do not name
    "canary of a promise to watch": set(),  # what was said stands nowhere
}


CUSTODIANS = [Recipient(name, name, PrivateKey(name.encode().ljust(32)).public_key) for name in ("ash", "birch")]


@pytest.fixture
def filled(desk, people_on_record):
    """A desk with one of everything about the subject, and the ids that addresses are made of."""
    from django.utils import timezone  # noqa: PLC0415

    from upstander.casework.actions import (  # noqa: PLC0415
        break_glass,
        care,
        entries,
        identity,
        intelligence,
        reports,
        ties,
        work,
    )
    from upstander.casework.actions import intelligence_moves as moves  # noqa: PLC0415
    from upstander.casework.models import Section  # noqa: PLC0415

    lead = desk.lead()
    accounts = desk.accounts
    more_asked = asked_on(lead, by=accounts["analyst"])
    matter = desk.matter("investigator", "authority", "liaison")
    day = matter.entries.get(number=1).day
    about = {"matter": matter, "day": day}
    entries.add(
        **about,
        what="matter recorded",
        details={**RECORDED, "summary": "canary of the entry"},
        by=accounts["investigator"],
    )
    unsigned = {"decision": "not required", "question": "if substantiated", "reason": "canary of the proposal"}
    proposal = entries.put(**about, what="referral decided", details=unsigned, by=accounts["authority"])
    liaison = accounts["liaison"]
    person = care.name(matter=matter, words="canary who she is", by=liaison)
    for section in ("needs", "risk", "notes", "contact rules", "support"):
        care.write(person=person, section=Section(section), words=f"canary of the {section}", by=liaison)
    detail = care.keep_contact_detail(person=person, way="Telephone", reached_at="07700 900123", rules="", by=liaison)
    care.add_agency(person=person, agency="canary of an agency", who="x", reached_at="", by=liaison)
    care.log_contact(person=person, day=day, words="canary of a contact", by=liaison)
    promise = care.promise(person=person, what="canary of a promise", due=day, by=liaison)
    worker = accounts["investigator"]
    task = work.add_task(matter=matter, what="canary of a task", why="", due=None, by=worker)
    exhibit = work.keep_exhibit(matter=matter, reference="AB/1", what="canary of an exhibit", found="x", found_on=day,
                                file_name="x", held=b"canary of a file", sha256="", by=worker)  # fmt: skip
    statement = work.keep_statement(matter=matter, who="x", words="canary of a statement", said_on=day, by=worker)
    work.log_policy(matter=matter, decision="canary of the policy", reasons="x", alternatives="", dissent="", by=worker)
    asked = break_glass.ask(matter=matter, part="liaison", why="canary of the glass", by=worker)
    source = intelligence.Source("canary of a source")
    named = [intelligence.Named(SUBJECT, "Ashby Rourke")]
    received = intelligence.Received(day, "public", "canary of an original", source, named)
    report = intelligence.take_in(received=received, by=accounts["analyst"])
    moves.grade(report=report, grading=moves.Grading("2", "C", "P"), why="", by=accounts["analyst"])
    type(report).objects.filter(pk=report.pk).update(sanitised="canary that is sanitised")
    report.refresh_from_db()
    intelligence.link(report=report, to=matter, why="x", by=accounts["manager"])
    papers = papers_of(matter, person, statement, accounts)
    receipt = Receipt.fresh()
    door_report = report_from(
        desk, receipt, answers={"what": "canary of a letter", "who": SUBJECT}, files=[Enclosed("canary of an enclosed file", b"x")],
        contact={"reach_how": "canary of how to reach"}, keep_from=["canary of whom to keep from, 70001"],
        identity=dict(seal_identity("canary of a name", CUSTODIANS, receipt.box)),
    )  # fmt: skip
    until = timezone.localdate() + dt.timedelta(days=3)
    asked_for = identity.ask(
        report=door_report, pair=("ash", "birch"), why="canary of an identity request", until=until,
        by=accounts["analyst"],
    )  # fmt: skip
    letter_sent(desk, receipt, number=1, answers={"message": "canary of a later letter"})
    taken_in(desk)
    reports.move(report=door_report, what="triaged", why="canary of a triage", by=accounts["analyst"])
    tie = ties.declare(subject_id="P-9", tie="canary of a tie", by=accounts["analyst"])
    learned = {"learned": "canary of a lesson", "first_knowable": "x", "why_not": "x", "changes": "x"}
    entries.add(**about, what="learning considered", details=learned, by=accounts[whose("learning considered")])
    lesson_drafted(matter, title="A marker of drafts", by=accounts["manager"])
    watched = on_the_watchlist(
        SUBJECT, why="canary of the watchlist", by=accounts["analyst"], allowed=accounts["manager"]
    )
    looked_at(watched, found="canary of a look", by=accounts["analyst"])
    checklist_written("speak_up", owner="canary of an owner", by=accounts["prevent"])
    return {
        "assessment": threats_assessed(day, accounts["manager"]).pk,
        "article": article_written(accounts["prevent"]), "notice": notice().rsplit("/", 1)[1], "bulletin": bulletin(matter, accounts["manager"]).pk,
        **registers_filled(accounts),
        "more_asked": more_asked.pk, "lead": lead.pk, "matter": matter.pk, "person": person.pk, "detail": detail.pk, "promise": promise.pk,
        "task": task.pk, "exhibit": exhibit.pk, "statement": statement.pk, "proposal": proposal.pk, "asked": asked.pk,
        "tie": tie.pk, "report": report.pk, "door_report": door_report.pk, "original": wanted_by_a_court(door_report, accounts["manager"]).pk,
        "typed_in": called(day, accounts["analyst"]).pk, "file": door_report.files.get().pk,
        "asked_for": asked_for.pk, "number": 1, "section": "notes", "what": "detail",
        **papers, "part": matter.assignments.first().pk, "account": accounts["auditor"].pk, "factor": uuid.uuid4(),
        "course": "abuse_of_position", "whose": mark("P-1"), "case_id": "chess", "line_name": "speak_up",
        "register": "checklist", "entry": watched.pk, "deed": "look",
        **in_training(accounts["staff"]),
    }  # fmt: skip


def bulletin(matter, by):
    """A bulletin with a notice, beside a draft of a notice that stands with the matter."""
    from upstander.learning.models import Bulletin, NoticeDraft  # noqa: PLC0415

    words = GIVEN | {"title": "A marker of notices", "not_before": "2026-11-27", "days": 28, "name": ""}
    NoticeDraft.objects.create(matter=matter, words=words, by=by)
    held = {"title": "One page", "own": "", "notices": ["notice-0000000a"], "cases": ["chess"]}
    return Bulletin.objects.create(day=matter.entries.get(number=1).day, words=held, by=by)


def article_written(by):
    """The id of an article of which a second version waits to be let out; the first is shown."""
    from upstander.learning.articles import acting  # noqa: PLC0415
    from upstander.learning.models import ArticleApproval  # noqa: PLC0415

    words = {
        "kind": "guidance",
        "title": "Before you reply",
        "standfirst": "",
        "by": "x",
        "text": "x",
        "reach": "inside",
    }
    first = acting.write(article=uuid.uuid4(), after=0, words=words, kept="", by=by)
    ArticleApproval.objects.create(version=first, by=by)
    newer = words | {"title": "A marker of articles"}
    acting.write(article=first.article, after=1, words=newer, kept="x", seen=["A marker of articles"], by=by)
    return first.article


def threats_assessed(day, by):
    """An assessment of threats of which something was written, and that nobody adopted."""
    from upstander.learning.threats import acting  # noqa: PLC0415

    made = acting.begin(period=acting.default_period(day), told=None, by=by)
    acting.write(assessment=made, texts={"summary": "canary of a threat"}, told=None, after=1, by=by)
    return made


def registers_filled(accounts):
    """What staff declared of the subject, and the ids of the addresses of registers."""
    told = declared(
        kind="workplace", what="canary of a declaration", other_id=SUBJECT, by=accounts["staff"], decided=accounts["prevent"]
    )  # fmt: skip
    agency = partner(by=accounts["prevent"], contact="canary of whom to ask for")
    held = engaged(agency, by=accounts["prevent"], what="canary of a briefing")
    youth = scheme(by=accounts["prevent"], officer=SUBJECT)
    condition = condition_set(youth, words="canary of a condition", by=accounts["prevent"])
    call = sampled_and_checked(accounts)
    talk = talked(accounts["staff"], by=accounts["chief"])
    return {
        **transferred(accounts["vetting"]),
        "welfare": offered(accounts["staff"], by=accounts["chief"]).pk,
        "health_check": talk.pk, "pair": new_partner(),
        "plan": call.plan_id, "sampled": call.pk,
        "scheme": youth.pk, "condition": condition.pk, "change": "standing",
        "declaration": told.pk, "agency": agency.pk, "agency_contact": agency.contacts.get().pk, "answer": "confirmed",
        "engagement": held.pk, "attendance": held.attendances.get().pk,
    }  # fmt: skip


def transferred(by):
    """That the subject came from another force, which was asked of them."""
    from django.utils import timezone  # noqa: PLC0415

    from upstander.workforce.models import AskedOf  # noqa: PLC0415
    from upstander.workforce.transfers import keeping  # noqa: PLC0415

    held = from_another_force(SUBJECT, by=by)
    ask = keeping.ask(transferee=held, what=AskedOf.CONDUCT, asked_on=timezone.localdate(), by=by)
    return {"transferee": held.pk, "ask": ask.pk}


def sampled_and_checked(accounts):
    """A call of the subject that was drawn and checked."""
    from upstander.workforce.models import Verdict  # noqa: PLC0415
    from upstander.workforce.sampling import keeping  # noqa: PLC0415

    call = sample_drawn(SUBJECT, by=accounts["prevent"])
    found = keeping.Found(Verdict.YES, Verdict.YES, "canary of a check")
    keeping.check(sampled=call, found=found, by=accounts["manager"])
    return call


def wanted_by_a_court(report, by):
    """That a manager asked for the file of a report as it came."""
    from upstander.casework.actions import originals  # noqa: PLC0415

    return originals.ask(file=report.files.get(), to="canary of a court", why="x", by=by)


def asked_on(lead, by):
    """Something that was asked for on a lead."""
    from upstander.casework.actions import asking  # noqa: PLC0415

    asked = asking.Asked("billing", "canary who keeps them", DAY, DAY, "canary of the lead", "canary why no less")
    return asking.ask(lead=lead, asked=asked, working_days=5, by=by)


def called(day, by):
    """A report that somebody typed in after a call."""
    from upstander.casework.actions.report_intake import CameIn, take_in  # noqa: PLC0415

    answers = {"what": "canary of a call", "who": SUBJECT}
    return take_in(came=CameIn("telephone", day, False, answers, {"reference": "canary of a reference"}), by=by)


def papers_of(matter, person, statement, accounts):
    """Letters and a redaction of a matter, and the ids of their addresses."""
    from upstander.casework.actions import bundles, entries, letters, redactions  # noqa: PLC0415
    from upstander.casework.models import LetterCopy, LetterVersion  # noqa: PLC0415
    from upstander.casework.procedure.letters import kind_of  # noqa: PLC0415

    now, manager = entries.standing_now(matter), accounts["manager"]
    written = [
        letters.begin(matter=matter, kind=kind_of(now, kind), addressed=f"canary for {to}", details={}, by=by, **more)
        for kind, to, by, more in (
            ("notice of investigation to staff", "the subject", accounts["investigator"], {}),
            ("update to an affected person", "her", accounts["liaison"], {"person": person}),
            ("feedback to who reported", "who told", manager, {}),
        )
    ]
    letter = written[1]
    version = LetterVersion.objects.get(letter=letter)
    copy = LetterCopy.objects.create(
        version=version, made_for="x", copy="x", sha256="x", held=b"x", by=accounts["liaison"]
    )
    redaction = redactions.begin(
        matter=matter,
        of="statement",
        source=str(statement.pk),
        called="canary of a redaction",
        by=accounts["investigator"],
    )
    (passage,) = redactions.mark(
        redaction=redaction, chosen=[1], words="", ground="source", why="x", by=accounts["investigator"]
    )
    bundle = bundles.begin(matter=matter, proceedings="canary of a bundle", form="x", items=[("allegations", "")],
                           by=accounts["investigator"])  # fmt: skip
    return {
        "bundle": bundle.pk, "letters": [one.pk for one in written], "letter": letter.pk, "copy": copy.pk, "redaction": redaction.pk,
        "passage": passage.pk,
    }  # fmt: skip


def addresses(filled):
    """Every address of the desk, made with the ids of what it is filled with. Raises KeyError for one it cannot make."""
    from django.urls import URLPattern, get_resolver  # noqa: PLC0415

    def below(patterns, before=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield route
            else:
                yield from below(pattern.url_patterns, route)

    for route in below(get_resolver().url_patterns):
        made = "/" + route
        while "<" in made:
            first, _, rest = made.partition("<")
            inside, _, last = rest.partition(">")
            made = f"{first}{filled[inside.split(':')[-1]]}{last}"
        yield made


OPEN = ("/sign-in", "/sign-out")  # before anybody is known
ALL_MANAGERS = (
    "/ties/",
    "/partners/",
    "/contact-checks",
    "/threats",
    "/bulletins/",
    "/articles",
)  # which the subject and the friend, who are managers, see like every other


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_shows_anybody_what_is_not_theirs(desk, filled, who):
    shown = set()
    crawled = [path for path in addresses(filled) if not path.startswith(OPEN)]
    for path in [
        *crawled,
        "/leads?state=promoted",
        "/leads?state=asked",
        f"/matters/{filled['matter']}/add?what=matter recorded",
        *(f"/matters/{filled['matter']}/letters/{letter}" for letter in filled["letters"]),
        *(f"/reports/{filled['door_report']}/{what}" for what in ("reply", "close", "name", "keep-from", "link")),
        f"/reports/set-aside?report={filled['door_report']}",
        *(f"/reports/{filled['typed_in']}{tail}" for tail in ("", "/told", "/end")),
    ]:
        for given in (None, {"x": ""}):
            page = desk.asks(who, path, given).content.decode(errors="replace")
            told = {canary for canary, may in CANARIES.items() if canary in page and who not in may}
            shown |= {(canary, path, "sent" if given else "read") for canary in told}
    assert shown == set()
    assert len(crawled) > 30


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who in TEAM])
def test_what_is_theirs_is_shown_somewhere(desk, filled, who):
    """So that the crawl is not blind: a page that showed nobody anything would pass the other test."""
    purpose = {"purpose": "to crawl what is theirs to read"}
    pages = [
        desk.asks(who, path).content.decode(errors="replace") for path in addresses(filled) if not path.startswith(OPEN)
    ]
    pages.append(
        desk.asks(who, f"/matters/{filled['matter']}/people/{filled['person']}/reach", purpose).content.decode()
    )
    more = [
        "/leads?state=promoted",
        f"/reports/{filled['typed_in']}",
        *(f"/matters/{filled['matter']}/letters/{one}" for one in filled["letters"]),
    ]
    pages += [desk.asks(who, path).content.decode() for path in more]
    mine = {canary for canary, may in CANARIES.items() if who in may}
    assert {canary for canary in mine for page in pages if canary in page} == mine


@pytest.mark.parametrize("who", ["the subject", "a friend"])
def test_for_the_subject_and_a_friend_every_id_is_one_that_never_was(desk, filled, who):
    """Status and words are the same for what is hidden and for what does not exist, at every address with an id."""
    never = {name: uuid.uuid4() if isinstance(value, uuid.UUID) else value for name, value in filled.items()}
    differ = []
    for hidden, absent in zip(addresses(filled), addresses(never), strict=True):
        if hidden == absent or hidden.startswith((*OPEN, *ALL_MANAGERS)):
            continue
        one, other = desk.asks(who, hidden), desk.asks(who, absent)
        if (one.status_code, words(one)) != (other.status_code, words(other)):
            differ.append(hidden)
    assert differ == []


@pytest.mark.parametrize("who", sorted(TEAM | {"analyst"}))
def test_no_page_shows_a_name_or_what_was_written_without_a_line_in_the_log(desk, filled, who):
    client = desk.signed_in(who)

    def lines():
        with desk.cursor() as cursor:
            cursor.execute("SELECT number FROM audit.head")
            return cursor.fetchone()[0]

    unlogged = []
    for path in addresses(filled):
        if path.startswith((*OPEN, "/ties")) and not path.endswith("/release"):
            continue  # somebody's own ties
        before = lines()
        page = desk.as_role(lambda path=path: client.get(path)).content.decode(errors="replace")
        shows = any(canary in page for canary in (*CANARIES, "Person A"))
        if shows and lines() == before:
            unlogged.append(path)
    assert unlogged == []


def words(answer):
    return [line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_the_database_shows_somebody_holds_no_row_about_what_is_hidden(desk, filled, who):
    """Every table with a matter or a lead in it, asked by hand: a row is there only for those who may know of it.

    An article is of no matter, and what is published is everybody's.
    """
    with desk.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('matter_id', 'person_id', 'lead_id', 'task_id', 'exhibit_id', 'statement_id',"
            " 'proposal_id', 'asked_id', 'promise_id', 'letter_id', 'version_id', 'copied_id', 'redaction_id', 'bundle_id') AND table_name NOT IN ('casework_lead', 'casework_leadseen', 'learning_articleapproval') ORDER BY 1, 2"
        )
        columns = cursor.fetchall()
    assert len(columns) > 15
    sees = {table: bool(desk.sees(who, f"SELECT {column} FROM {table}")) for table, column in columns}
    hidden = who not in TEAM | {"analyst"}
    assert [table for table, rows in sees.items() if rows and hidden and not _overseen(table, who)] == []


def _overseen(table, who):
    return who == "auditor" and table.startswith("casework_breakglass")


def test_the_subject_of_everything_is_the_subject(filled, desk):
    assert desk.accounts["the subject"].staff_id == SUBJECT
