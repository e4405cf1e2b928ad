"""A quote is checked against the fingerprint of a document."""

import pytest

from upstander.trials.quotations import fingerprint, kept, load, main, stands_in

TEXT = "She said “the officer’s car\nstopped on four occasions” near her <b>home</b>; he was not deployed there."


@pytest.mark.parametrize(
    "quote",
    [
        "the officer's car stopped",
        "Stopped on FOUR occasions",
        "near her home",
        "the officer's car … he was not deployed",
    ],
)
def test_words_that_stand_in_the_document_are_found_whatever_the_marks_lines_and_capitals(quote):
    assert stands_in(quote, fingerprint(TEXT))


@pytest.mark.parametrize(
    "quote",
    [
        "stopped on five occasions",
        "occasions on four stopped",
        "the officer's car … she was not deployed",
        "four occasions",
        "the officer's car … deployed there",
        "",
    ],
)
def test_other_words_another_order_and_fewer_than_three_words_are_not(quote):
    assert not stands_in(quote, fingerprint(TEXT))


def test_fingerprints_are_kept_in_a_file_and_read_back(tmp_path):
    file = tmp_path / "fingerprints.json"
    file.write_text(kept({"S000": TEXT, "S001": "another text altogether"}), "utf-8")
    assert load(file) == {"S000": fingerprint(TEXT), "S001": fingerprint("another text altogether")}


def test_the_file_is_made_from_texts_named_in_order(tmp_path):
    for name, text in (("one", TEXT), ("two", "another text altogether")):
        (tmp_path / name).write_text(text, "utf-8")
    main([str(tmp_path / "out.json"), str(tmp_path / "one"), str(tmp_path / "two")])
    assert set(load(tmp_path / "out.json")) == {"S000", "S001"}
    assert stands_in("another text altogether", load(tmp_path / "out.json")["S001"])
