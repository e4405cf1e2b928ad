"""How people are compared with Splink: which pairs are looked at, by what model, and how rare agreement is by chance.

Splink gives Fellegi and Sunter's model: each degree of agreement has a weight, log2 of how much likelier it is for one
person than for strangers, and the weights add up. Its input are tables in the form of `people.py`.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
from ibis import _

from upstander.contacts.matching.fields import REST, Degree, Field
from upstander.contacts.matching.people import COLUMNS
from upstander.engines import LocalEngine

PAIRS = 500_000  # of nominals, drawn by their ids, in which degrees of agreement between strangers are counted
BELIEF_PAIRS = 100_000  # what the shares given in `fields.py` weigh against that count, in pairs
BELIEF_PEOPLE = 10_000  # the same for how rare a name or a date is, in people
FEWEST = 100  # nominals, below which nothing can be counted

# Which pairs are looked at: conditions, and the list that is taken apart for one. A name alone is never enough.
LOOKED_AT: tuple[tuple[str, str | None], ...] = (
    ("l.turned = r.turned AND l.surname_initial = r.surname_initial", None),
    ("l.turned = r.turned AND l.forename_initial = r.forename_initial", None),
    ("l.turned = r.turned AND l.forename = r.surname", None),
    ("l.born_year = r.born_year AND l.forename = r.forename AND l.surname = r.surname", None),
    ("l.number_keys = r.number_keys", "number_keys"),
    ("l.home_keys = r.home_keys AND l.surname_initial = r.surname_initial", "home_keys"),
)


def with_rarity(people: ir.Table, known: ir.Table, asked: Sequence[Field]) -> ir.Table:
    """Adds, for each field whose values are more or less rare, the share of known people who bear this one.

    A value that nobody bears is taken to be as rare as the field says; `BELIEF_PEOPLE` people's worth of that belief
    is mixed in, so that a short list of nominals does not make its few names look common.
    """
    people = people.select(*COLUMNS)
    for field in asked:
        if field.rare is None:
            continue
        borne = known.filter(known[field.name].notnull()).group_by(field.name).agg(borne=_.count())
        joined = people.left_join(borne, field.name).cross_join(known.agg(total=known[field.name].count()))
        share = (joined.borne.fill_null(0) + BELIEF_PEOPLE * field.rare) / (joined.total + BELIEF_PEOPLE)
        people = joined.mutate(share.cast("float64").name(f"tf_{field.name}"))
        people = people.select(*COLUMNS, *(name for name in people.columns if name.startswith("tf_")))
    return people


@contextmanager
def linker(
    engine: LocalEngine, link: str, tables: Sequence[str], asked: Sequence[Field], prior: float
) -> Iterator[Any]:
    """Splink's model over one or two tables of the engine; what it made on the way is dropped at the end.

    `prior`: the probability that two records, drawn at random, are of one person.
    """
    from splink import Linker, SettingsCreator  # noqa: PLC0415 - see `DuckDBEngine.splink`

    over = engine.splink()
    sides = [over.register(name, dataset_display_name=side) for name, side in zip(tables, SIDES, strict=False)]
    settings = SettingsCreator(
        link_type=link,  # type: ignore[arg-type]
        unique_id_column_name="key",
        comparisons=[_compared(field) for field in asked],
        blocking_rules_to_generate_predictions=[_rule(*one) for one in LOOKED_AT],
        probability_two_random_records_match=prior,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["name", "told_by"],
    )
    try:
        yield Linker(sides, settings, log_level=logging.ERROR)  # it would print how long each step took
    finally:
        over.delete_tables_created_by_splink_from_db()


SIDES = ("left", "right")


def _rule(where: str, taken_apart: str | None) -> Any:
    from splink.blocking_rule_library import CustomRule  # noqa: PLC0415

    return CustomRule(where, arrays_to_explode=[taken_apart] if taken_apart else None)


def _compared(field: Field) -> Any:
    from splink.comparison_level_library import CustomLevel, ElseLevel  # noqa: PLC0415
    from splink.comparison_library import CustomComparison  # noqa: PLC0415

    levels: list[Any] = [CustomLevel(field.missing).configure(is_null_level=True)]
    for place, degree in enumerate(field.degrees):
        level = ElseLevel() if degree.holds == REST else CustomLevel(degree.holds, label_for_charts=degree.says)
        level.configure(m_probability=degree.one, u_probability=degree.strangers)
        if field.rare is not None and place == 0:
            level.configure(tf_adjustment_column=field.name)
        levels.append(level)
    return CustomComparison(output_column_name=field.name, comparison_levels=levels)


def counted(engine: LocalEngine, people: str, size: int, asked: Sequence[Field]) -> tuple[Field, ...]:
    """The fields with the shares of strangers as they are among so many nominals, mixed with the shares given.

    A degree that no pair drawn shows keeps the share given. Pairs are drawn by a digest of the ids, so that the same
    records give the same shares in whatever order they lie.
    """
    few = [field for field in asked if field.rare is not None]
    pairs = min(PAIRS, size * (size - 1) // 2)
    with linker(engine, "dedupe_only", (people,), few, 1 / size) as model:
        model.training.estimate_u_using_random_sampling(PAIRS, seed=1, min_count_per_level=None, num_chunks=1)
        found = model.misc.save_model_to_json()["comparisons"]
    levels = {one["output_column_name"]: one["comparison_levels"][1:] for one in found}
    return tuple(_mixed(field, levels[field.name], pairs) if field.name in levels else field for field in asked)


def _mixed(field: Field, levels: Sequence[Mapping[str, Any]], pairs: int) -> Field:
    degrees = [_with_share(*both, pairs) for both in zip(field.degrees, levels, strict=True)]
    return replace(field, degrees=tuple(degrees))


def _with_share(degree: Degree, level: Mapping[str, Any], pairs: int) -> Degree:
    share = level.get("u_probability", degree.strangers)
    return replace(degree, strangers=(share * pairs + degree.strangers * BELIEF_PAIRS) / (pairs + BELIEF_PAIRS))
