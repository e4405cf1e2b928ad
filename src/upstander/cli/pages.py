"""Writes the documentation that is made from facts, or says which pages are stale."""

from pathlib import Path

import click

from upstander.detection.page import sign_page, signs_index
from upstander.leads.scan import catalogue
from upstander.records.page import feeds_page


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail where a page is stale.")
@click.option("--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True)
def pages(*, check: bool, docs: Path) -> None:
    """Writes a page for each sign and for the feeds, from the signs and feeds themselves."""
    wanted = {docs / name: text for name, text in all_pages().items()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    orphans = [path for path in (docs / "signs").glob("*.md") if path not in wanted]
    if check and (stale or orphans):
        listed = ", ".join(str(path) for path in stale + orphans)
        raise click.ClickException(f"these pages are stale, run `make docs`: {listed}")
    for path in [] if check else stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
    for path in [] if check else orphans:
        path.unlink()
    click.echo(f"{len(wanted)} pages, {len(stale) + len(orphans)} changed.")


def all_pages() -> dict[str, str]:
    """Every page by its place under docs."""
    signs = catalogue()
    made = {"feeds.md": feeds_page(), "signs/README.md": signs_index(signs)}
    return made | {f"signs/{sign.name}.md": sign_page(sign) for sign in signs}
