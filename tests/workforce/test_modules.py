"""Courses and guidance as files: each says where it comes from, and of each choice why it is right or wrong."""

import datetime as dt
import re

import pytest

from upstander.learning.library import open_library
from upstander.records.catalogue import all_feeds
from upstander.workforce.expected import expected
from upstander.workforce.modules import ModuleError, counting_as, module_of, modules

OURS = modules(None, expected())
WHOLE = """
id = "fire"
kind = "course"
title = "Fire"
summary = "What to do."
version = 2
dated = 2026-01-01
asked = 1
pass_mark = 0.8
again_after_days = 100
source = "the fire officer"
status = "confirmed"

[[page]]
title = "Run"
text = '''
Leave
at once.

- first
- then
'''
sources = ["F1"]

[[question]]
id = "smoke"
text = "You smell smoke."
choice = [
    { text = "Stay", why = "It burns." },
    { text = "Leave", right = true, why = "It is safe outside." },
]
"""


def folder(tmp_path, *files):
    for number, text in enumerate(files):
        (tmp_path / f"{number}.toml").write_text(text, "utf-8")
    return tmp_path


def test_a_force_s_own_file_stands_beside_ours(tmp_path):
    held = modules(folder(tmp_path, WHOLE))
    assert set(held) == {*OURS, "fire"}
    fire = held["fire"]
    assert (fire.version, fire.dated, fire.pass_percent) == (2, dt.date(2026, 1, 1), 80)
    assert [(block.lines, block.points) for block in fire.pages[0].blocks] == [
        (("Leave at once.",), False),
        (("first", "then"), True),
    ]
    assert fire.question("smoke").right == 1


def test_a_force_s_own_file_with_the_id_of_ours_takes_its_place(tmp_path):
    held = modules(folder(tmp_path, WHOLE.replace('id = "fire"', 'id = "supervising"')))
    assert held["supervising"].title == "Fire"


def test_mark_and_period_of_the_course_that_a_force_asks_for_win(tmp_path):
    text = WHOLE.replace('kind = "course"', 'kind = "course"\ncounts_as = "standards"')
    fire = modules(folder(tmp_path, text), expected())["fire"]
    assert (fire.pass_mark, fire.again_after_days) == (0.7, 1095)
    assert "to be checked" in fire.status
    assert "the fire officer" in fire.source
    assert counting_as(expected().course("standards"), [fire]) == [fire]


@pytest.mark.parametrize(
    ("given", "changed", "told"),
    [
        ('source = "the fire officer"', 'source = " "', "give its title, its source and its status"),
        ('status = "confirmed"', "", "has no 'status'|status"),
        ('sources = ["F1"]', "sources = []", "page 'Run': say where it comes from"),
        ('why = "It burns."', 'why = ""', "question 'smoke': say of each choice why"),
        ("right = true, ", "", "question 'smoke': give two choices or more, of which one is right"),
        ('why = "It burns."', 'why = "It burns.", right = true', "of which one is right"),
        ("asked = 1", "asked = 2", "asked = 2 of 1 questions"),
        ("pass_mark = 0.8", "pass_mark = 80", "pass_mark is above 0 and at most 1"),
        ("version = 2", 'version = "2"', "version a whole number"),
        ('kind = "course"', 'kind = "film"', "kind 'film' one of course, guidance"),
        ('id = "fire"', 'id = "Fire 1"', "id 'Fire 1' is small letters"),
        ('title = "Fire"', 'title = "Fire"\ncolour = "red"', "the file has colour, which it cannot have"),
    ],
)  # fmt: skip
def test_what_lacks_something_is_refused_with_the_file_and_why(tmp_path, given, changed, told):
    assert given in WHOLE
    with pytest.raises(ModuleError, match=rf"0\.toml: .*({told})"):
        modules(folder(tmp_path, WHOLE.replace(given, changed, 1)))


def test_two_files_of_one_id_are_refused(tmp_path):
    with pytest.raises(ModuleError, match="another file has the id 'fire'"):
        modules(folder(tmp_path, WHOLE, WHOLE))


def test_two_questions_of_one_id_are_refused():
    import tomllib  # noqa: PLC0415

    read = tomllib.loads(WHOLE)
    read["question"] *= 2
    with pytest.raises(ValueError, match="two questions have one id"):
        module_of(read)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModuleError, match="is no folder of courses"):
        modules(tmp_path / "none")


def test_ours_are_for_all_supervisors_investigators_and_trainers_with_guidance():
    assert {name: one.kind for name, one in OURS.items()} == {
        "abuse_of_position": "course", "supervising": "course", "investigating": "course", "young_people": "course",
        "professional_boundary": "guidance",
    }  # fmt: skip


@pytest.mark.parametrize("module", OURS.values(), ids=lambda one: one.id)
class TestEachOfOurs:
    def test_draws_from_a_pool_of_eight_or_more_or_is_a_read_receipt(self, module):
        receipt = module.kind == "guidance"
        assert len(module.questions) == 1 if receipt else len(module.questions) >= 8
        assert receipt or module.asked < len(module.questions)

    def test_says_that_its_mark_and_period_are_to_be_checked(self, module):
        assert module.status.startswith("to be checked")

    def test_names_cases_that_the_library_holds_and_roles_that_the_records_know(self, module):
        library = open_library(on=dt.date(2026, 11, 27)).cases
        assert {one.case for one in module.questions if one.case} <= set(library)
        known = set(all_feeds()["staff"].column("role").choices) | set(expected().lists)
        assert set(module.roles) <= known

    def test_names_lines_of_the_sources_on_each_page(self, module):
        for page in module.pages:
            assert all(re.fullmatch(r"S00\d lines? \d+(-\d+)?", source) for source in page.sources), page.title

    def test_is_not_answered_by_choosing_the_longest(self, module):
        def longest(question):
            return max(range(len(question.choices)), key=lambda one: len(question.choices[one].text))

        right = sum(longest(one) == one.right for one in module.questions)
        assert right <= len(module.questions) / 2


def test_questions_come_from_all_eleven_cases():
    library = set(open_library(on=dt.date(2026, 11, 27)).cases)
    assert {question.case for module in OURS.values() for question in module.questions} - {""} == library
