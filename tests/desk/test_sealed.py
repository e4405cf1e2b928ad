"""What the database alone tells: a dump taken by its superuser holds no name, no number and no word that people wrote."""

from pathlib import Path

import pytest
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.core.exceptions import FieldError
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from tests.desk.conftest import SUBJECT
from upstander.access.sealed import WrongKeyError, mark, seal, unseal

CANARY = "a canary that somebody wrote"
WRITTEN = (CANARY, "Ashby", "Rourke", "Penhallow", "went on calling", SUBJECT, "P-9", "D-analyst", "alleges")


def test_a_copy_of_every_table_by_the_superuser_holds_nothing_that_was_written(desk, database):
    matter = desk.matter("investigator")
    lead = desk.lead("P-77")
    asked = dict.fromkeys(("other", "holder", "why", "proportionate"), CANARY)
    asked |= {"records": "other", "first": "1/5/2025", "last": "2/5/2025", "working_days": "5"}
    desk.asks("analyst", f"/leads/{lead.pk}/ask", asked)
    made = lead.asked.get()
    desk.asks("analyst", f"/leads/{lead.pk}/asked/{made.pk}", {"came": "refused", "words": CANARY})
    desk.asks("analyst", f"/leads/{lead.pk}/records", {"purpose": CANARY})
    desk.asks("analyst", "/ties", {"subject_id": "P-9", "name": "Ask Nobody", "tie": CANARY})
    desk.asks("manager", f"/matters/{matter.pk}/add", {
        "what": "matter recorded", "day": "1/5/2025", "details": f"alleges: {CANARY}"
    })  # fmt: skip
    with desk.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        dumped = ""
        for (table,) in cursor.fetchall():
            with cursor.connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as rows:
                dumped += "".join(bytes(part).decode() for part in rows)
        cursor.execute("SELECT string_agg(e::text, ' ') FROM audit.event AS e")
        dumped += cursor.fetchone()[0]
    assert str(matter.pk) in dumped  # so that it is the right dump
    assert [words for words in WRITTEN if words in dumped or words.encode().hex() in dumped] == []


def test_a_sealed_value_opens_only_in_its_own_column_and_unchanged(desk):
    sealed = seal(b"words", "casework.lead.summary")
    assert unseal(sealed, "casework.lead.summary") == b"words"
    with pytest.raises(WrongKeyError, match="was changed, or moved"):
        unseal(sealed, "casework.leadentry.why")
    with pytest.raises(WrongKeyError, match="was changed, or moved"):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), "casework.lead.summary")


def test_a_value_of_another_key_says_which_file_is_wanted(desk):
    with pytest.raises(WrongKeyError, match="not in the key file: give the file it had"):
        unseal(b"\0" * 60, "casework.lead.summary")


def test_a_new_key_seals_what_follows_and_the_old_one_still_opens_and_marks(desk, settings_keys):
    old, marked = seal(b"words", "a.b.c"), mark(SUBJECT)
    settings_keys.write_text(f"{'QQ' * 21}Q=\n{settings_keys.read_text()}", encoding="ascii")
    forget()
    assert (unseal(old, "a.b.c"), mark(SUBJECT)) == (b"words", marked)
    assert seal(b"words", "a.b.c")[:4] != old[:4]


@pytest.fixture
def settings_keys(desk, tmp_path):
    """A copy of the desk's key file, in use for one test."""
    from django.conf import settings  # noqa: PLC0415

    held = settings.UPSTANDER_KEYS
    copied = tmp_path / "keys"
    copied.write_text(Path(held).read_text("ascii"), encoding="ascii")
    settings.UPSTANDER_KEYS = str(copied)
    yield copied
    settings.UPSTANDER_KEYS = held
    forget()


def forget():
    from upstander.access import sealed  # noqa: PLC0415

    sealed._keys.cache_clear()


@pytest.mark.parametrize("spelling", ["P-41", "p-41", " P41", "p 41", "P.41"])
def test_a_mark_is_the_same_for_every_spelling_and_says_nothing(desk, spelling):
    assert mark(spelling) == mark(SUBJECT)
    assert mark(SUBJECT) != mark(SUBJECT, "lead")


def test_a_sealed_column_cannot_be_searched(desk):
    from upstander.casework.models import Lead  # noqa: PLC0415

    with pytest.raises(FieldError, match="Unsupported lookup"):
        Lead.objects.filter(subject_name="Ashby Rourke").exists()


# written as somebody types or pastes it: a dash of typesetting, spaces that do not break, what shows nothing
@pytest.mark.parametrize("spelt", ["p 41", "P\N{EN DASH}41", "P\N{NON-BREAKING HYPHEN}41", "P\N{NO-BREAK SPACE}41",
                                   "P-41\N{ZERO WIDTH SPACE}", "\N{FULLWIDTH LATIN CAPITAL LETTER P}-41"])  # fmt: skip
def test_a_number_has_one_mark_however_it_is_typed_or_pasted(desk, spelt):
    assert mark(spelt) == mark("P-41")
    assert mark(spelt) != mark("P-42")


def test_what_a_session_holds_stands_sealed_and_is_nothing_without_its_key(desk):
    """An address to go on to may hold words of a form that was to be filled in."""
    from django.contrib.sessions.models import Session  # noqa: PLC0415

    from tests.desk.visitor import Visitor, has_password  # noqa: PLC0415
    from upstander.access.session_store import SessionStore  # noqa: PLC0415

    has_password(desk, "manager")
    visitor = Visitor(desk)
    visitor.gives_password("manager", next=f"/matters/x/add?detail-allegation={CANARY}")
    row = Session.objects.get()
    assert CANARY in visitor.client.session["then"]
    with pytest.raises(signing.BadSignature):
        signing.loads(row.session_data, salt=SessionStore().key_salt, serializer=JSONSerializer)
    assert SessionStore().decode(row.session_data)["then"] == visitor.client.session["then"]
    assert SessionStore().decode(seal(b"words", "casework.lead.summary").hex()) == {}


def test_a_file_that_is_sent_is_never_written_to_the_disk_unsealed(desk):
    from upstander.casework.actions.work import LARGEST  # noqa: PLC0415

    file = SimpleUploadedFile("x", bytes(LARGEST))
    assert isinstance(RequestFactory().post("/", {"file": file}).FILES["file"], InMemoryUploadedFile)
