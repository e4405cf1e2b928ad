"""A mapping that is wrong says which key, and what would mend it."""

import pytest

from tests.drawing import instant
from upstander.records.mapping import MappingError, parse_mapping, read_mapping

RIGHT = """
title = "Nominals"
files = ["people*.csv"]
[[feed]]
name = "nominals"
[feed.columns]
nominal_id = { from = "URN", prefix = "N-" }
name = { join = ["First", "Last"] }
sex = { from = "Sex", codes = { F = "female", M = "male" } }
"""


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("title =", "titel =", "titel", "did you mean title"),
        ('files = ["people*.csv"]', "", "files is missing", "write files"),
        ('files = ["people*.csv"]', "files = [1]", "files is not text", "write files"),
        ("[[feed]]", "[[feeds]]", "feeds", "did you mean feed"),
        ("title =", 'delimiter = ";;"\ntitle =', "delimiter", "write delimiter"),
        ("title =", 'encoding = "windows"\ntitle =', "encoding 'windows'", "cp1252"),
        ("title =", 'time_zone = "London"\ntitle =', "time_zone 'London'", "Europe/London"),
        ("title =", 'fold = "third"\ntitle =', "fold 'third'", "first, second, refuse"),
        ("title =", 'phone_region = "UK1"\ntitle =', "phone_region", '"GB"'),
        ("title =", "skip_lines = -1\ntitle =", "skip_lines", "how many lines"),
        ('"nominals"', '"nominal"', "feed 1.name 'nominal'", "did you mean nominals"),
        ('name = { join = ["First", "Last"] }', "", "does not say where name", "add it"),
        ("sex =", "gender =", "columns.gender is no column", "nominal_id, name, born_on, sex"),
        ('"female"', '"woman"', "codes.F 'woman'", "female, male, other"),
        ('from = "Sex"', 'constant = "woman"', "constant 'woman'", "female, male, other"),
        ('prefix = "N-"', 'prefx = "N-"', "columns.nominal_id.prefx", "did you mean prefix"),
        ('from = "URN", ', "", "exactly one of from, join and constant", "{ from ="),
        ('prefix = "N-"', 'format = "%d"', "format is for times and dates", "take it out"),
        ('name = { join = ["First", "Last"] }', "name = 1", "neither a column's name nor a table", "write"),
    ],
)
def test_a_wrong_key_is_named_with_its_remedy(old, new, key, remedy):
    with pytest.raises(MappingError) as error:
        parse_mapping("people", RIGHT.replace(old, new, 1))
    assert str(error.value).startswith("the mapping people:")
    assert key in str(error.value)
    assert remedy in str(error.value)


def test_a_format_without_a_percent_sign_is_named():
    with pytest.raises(MappingError, match="format has no %"):
        parse_mapping("people", RIGHT + 'born_on = { from = "DOB", format = "dd/mm/yyyy" }')


def test_what_is_not_toml_says_where():
    with pytest.raises(MappingError, match="is not TOML"):
        parse_mapping("people", "title = ")


def test_a_name_that_is_not_shipped_lists_those_that_are():
    with pytest.raises(MappingError, match="rms_audit"):
        read_mapping("no_such_mapping")


def test_a_mapping_is_read_from_a_file(tmp_path):
    (tmp_path / "people.toml").write_text(RIGHT)
    assert read_mapping(tmp_path / "people.toml").title == "Nominals"


def test_columns_are_renamed_joined_prefixed_and_their_codes_told(store):
    report = store.load({"people 1.csv": "URN,First,Last,Sex\n1,Ann,Other,f\n2,Bo,,X\n", "others.csv": "a\n"}, RIGHT)
    assert store.rows("nominals") == [{"nominal_id": "N-1", "name": "Ann Other", "born_on": None, "sex": "female"}]
    assert [(row["column"], row["value"]) for row in store.refused("nominals")] == [("sex", "X")]
    assert report.warnings[0] == "others.csv is left aside: the mapping test does not read it"


def test_a_column_that_the_file_has_not_refuses_the_file_and_is_named(store):
    report = store.load({"people.csv": "URN,First,Surname,Sex\n1,Ann,Other,f\n"}, RIGHT)
    assert "the mapping test reads the column Last" in str(report.files[0].unreadable)


def test_one_file_may_become_one_feed_twice(store):
    mapping = """
files = ["*.csv"]
[[feed]]
name = "nominal_phones"
columns = { nominal_id = "URN", number = "Home" }
[[feed]]
name = "nominal_phones"
columns = { nominal_id = "URN", number = "Mobile" }
"""
    report = store.load({"people.csv": "URN,Home,Mobile\n1,0113 496 0001,07700 900001\n2,,07700 900002\n"}, mapping)
    assert [row["number"] for row in store.rows("nominal_phones")] == [
        "+441134960001",
        "+447700900001",
        "+447700900002",
    ]
    assert (report.total("read"), report.total("accepted"), report.total("refused")) == (4, 3, 1)


def test_a_changed_mapping_is_a_new_load(store):
    files = {"people.csv": "URN,First,Last,Sex\n1,Ann,Other,f\n"}
    store.load(files, RIGHT)
    report = store.load(files, RIGHT.replace("N-", "M-"))
    assert report.files[0].already is False
    assert [row["nominal_id"] for row in store.rows("nominals")] == ["M-1", "N-1"]


def test_some_files_may_become_one_feed_and_others_another(store):
    mapping = """
files = ["*.csv"]
time_zone = "Europe/London"
[[feed]]
name = "nominals"
files = ["people*.csv"]
columns = { nominal_id = "id", name = "name" }
[[feed]]
name = "log_entries"
files = ["log*.csv"]
[feed.columns]
incident_id = "id"
staff_id = "name"
at = { from = "at", format = "%d/%m/%Y %H:%M", time_zone = "UTC" }
"""
    report = store.load(
        {"people.csv": "id,name\n1,Ann\n", "log.csv": "id,name,at\nI1,PC 12,01/07/2025 10:00\n"}, mapping
    )
    assert {feed: report.total("accepted", feed) for feed in report.feeds} == {"nominals": 1, "log_entries": 1}
    assert [row["at"] for row in store.rows("log_entries")] == [instant("2025-07-01 10:00")]
