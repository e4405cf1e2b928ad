"""A file of people becomes accounts: good rows go on, refused rows are kept with the reason, and again is safe."""

import csv
import io
import stat

import pytest

COLUMNS = "name,username,role,staff_number"
ADA, BEN = "Ada Mill,ada,Member of staff,C-1", "Ben Rowe,ben,analyst,C-2"


@pytest.fixture
def given(desk, tmp_path):
    """Makes the accounts of a file with these rows, and gives what came of it and the two files that were written."""
    made = iter(range(100))

    def make(*rows, columns=COLUMNS, encoding="utf-8"):
        from upstander.website.people_of_a_file import make_accounts, people_of  # noqa: PLC0415 - Django is set up

        number = next(made)
        people, passwords, refused = (tmp_path / f"{name}{number}.csv" for name in ("people", "passwords", "refused"))
        people.write_text("\n".join([columns, *rows]), encoding)
        return make_accounts(people_of(people), passwords, refused), read(passwords), read(refused)

    return make


def read(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def test_each_person_of_the_file_signs_in_with_the_password_beside_their_name(given):
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.access.passwords import is_of  # noqa: PLC0415

    came, passwords, refused = given(ADA, BEN)
    assert (len(came.made), came.there, came.refused, refused) == (2, 0, 0, [])
    assert [(row["name"], row["username"]) for row in passwords] == [("Ada Mill", "ada"), ("Ben Rowe", "ben")]
    ada = Account.objects.get(username="ada")
    assert (ada.role, ada.staff_id) == ("staff", "C-1")
    assert is_of(ada, passwords[0]["starting_password"])


def test_each_account_leaves_its_line_in_the_log(desk, given):
    came, *_ = given(ADA)
    assert str(came.made[0].pk) in [event[0] for event in desk.log("account made")]


# what is wrong with a row | what is said of it
WRONG = [
    ("Ada Mill,,staff,C-1", "username: Give a user name"),
    ("Ada Mill,ada,chief of all,C-1", "role: chief of all is no role; give one of Analyst, Investigator,"),
    ("Ada Mill,ada,administrator,C-1", "role: an administrator is made with `upstander account`"),
    ("Ada Mill,ben,staff,C-1", "username: Somebody has this user name"),
    ("Ada Mill,ada,staff,C 2", "staff_number: There is an account with this staff number"),
    ("Mill, Ada,ada,staff,C-1", "it has more cells than there are columns"),
]


@pytest.mark.parametrize(("row", "said"), WRONG)
def test_a_row_that_cannot_be_taken_is_kept_with_its_line_and_the_reason_and_the_next_goes_on(given, row, said):
    came, passwords, [refused] = given(BEN, row, "Cas Hay,cas,staff,C-3")
    assert ([row["username"] for row in passwords], came.refused) == (["ben", "cas"], 1)
    assert (refused["line"], refused["problem"][: len(said)]) == ("3", said)


def test_the_same_file_again_makes_nobody_twice(given):
    given(ADA)
    came, passwords, refused = given(ADA, BEN)
    assert ([row["username"] for row in passwords], came.there, refused) == (["ben"], 1, [])


def test_no_file_of_passwords_is_written_over(given, tmp_path):
    from upstander.website.people_of_a_file import make_accounts  # noqa: PLC0415

    (tmp_path / "kept.csv").write_text("kept")
    with pytest.raises(FileExistsError):
        make_accounts([], tmp_path / "kept.csv", tmp_path / "refused.csv")
    assert (tmp_path / "kept.csv").read_text() == "kept"


@pytest.mark.parametrize(
    ("columns", "encoding", "said"),
    [("name,user,role,staff_number", "utf-8", "has no column username"), (COLUMNS, "utf-16", "is not UTF-8")],
)
def test_a_file_that_is_no_list_of_people_is_refused_whole_with_the_remedy(given, columns, encoding, said):
    from upstander.website.people_of_a_file import PeopleFileError  # noqa: PLC0415

    with pytest.raises(PeopleFileError, match=said):
        given(ADA, columns=columns, encoding=encoding)


def test_where_the_password_cannot_be_written_there_is_no_account(desk, tmp_path, monkeypatch):
    """A full disk: whoever got no password is made when the command is run again."""
    from upstander.access.models import Account  # noqa: PLC0415
    from upstander.website import people_of_a_file  # noqa: PLC0415

    (tmp_path / "people.csv").write_text(f"{COLUMNS}\n{ADA}")
    written = iter([None, None])  # the headings of the two files
    monkeypatch.setattr(people_of_a_file.os, "fsync", lambda _file: next(written))
    with pytest.raises((StopIteration, RuntimeError)):
        people_of_a_file.make_accounts(
            people_of_a_file.people_of(tmp_path / "people.csv"), tmp_path / "passwords.csv", tmp_path / "refused.csv"
        )
    assert not Account.objects.filter(username="ada").exists()
