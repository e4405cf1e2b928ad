"""The page of feeds says everything that the feeds say."""

from upstander.records.catalogue import all_feeds
from upstander.records.page import feeds_page
from upstander.records.refusals import REASONS


def test_every_feed_column_choice_and_authority_is_on_the_page():
    page = feeds_page()
    for feed in all_feeds().values():
        section = page.split(f"\n## {feed.name}\n")[1].split("\n## ")[0]
        said = [feed.meaning, feed.keep.authority, *(c.name for c in feed.columns), *(c.meaning for c in feed.columns)]
        said += [choice for column in feed.columns for choice in column.choices]
        assert [words for words in said if words not in section] == []


def test_every_reason_of_refusal_is_on_the_page_and_has_a_remedy():
    page = feeds_page()
    assert [code for code in REASONS if f"| `{code}` |" not in page] == []
    assert all(reason.says and reason.remedy for reason in REASONS.values())
    assert "{" not in page
