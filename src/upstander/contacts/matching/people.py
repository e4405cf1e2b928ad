"""People in the form in which they are compared: names as words, a date as text, numbers and homes with their times.

One row for each person (see COLUMNS): key, name, told_by (who told the force of them), names (list), forename, surname,
initials, born (ISO text), turned (the same date whichever of day and month comes first), born_year, numbers and homes
(lists of what was held, from_at, to_at; null where none is known), and what is looked for among them: number_keys,
home_keys.
"""

import ibis
import ibis.expr.types as ir
from ibis import _

from upstander.contacts.clock import DAY
from upstander.contacts.keys import record_id
from upstander.contacts.together import together
from upstander.records.as_known import Records

CROWD = 10  # a number or a house of more people than this tells nobody from anybody: a hostel, a solicitor's office
TOLD = 365 * DAY  # a number or home that was told once is taken to hold for a year before and after
LONG_AGO, FAR_OFF = -(2**62), 2**62  # the ends of a time that is open
CELL = 1_000  # micro-degrees: homes are looked for in squares of about 110 by 66 metres
FORMS_OF_ADDRESS = r"^(mr|mrs|ms|miss|mx|dr)\s+"
SECONDS_A_DAY = 86_400
PEOPLE_ARE_IN = (
    "nominals", "nominal_phones", "nominal_addresses", "staff", "staff_phones", "staff_addresses", "associations",
)  # fmt: skip

COLUMNS = (
    "key", "name", "told_by", "names", "forename", "surname", "forename_initial", "surname_initial",
    "born", "turned", "born_year", "numbers", "number_keys", "homes", "home_keys",
)  # fmt: skip


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def strip_accents(text: str) -> str:  # type: ignore[empty-body]
    """The text without accents: the engine's own."""


def nominals(records: Records) -> ir.Table:
    """The members of the public who are on record."""
    people = records.nominals.select("name", "born_on", key="nominal_id", told_by=ibis.null("string"))
    numbers = records.nominal_phones.select("from_at", "to_at", key="nominal_id", held="number")
    homes = records.nominal_addresses.select("lat", "lon", "from_at", "to_at", key="nominal_id")
    return _in_form(people, _not_of_a_crowd(numbers, "held"), _not_of_a_crowd(homes, "lat", "lon"))


def staff(records: Records) -> ir.Table:
    """The staff, as the members of the public that they are: by name, own number and home; no feed says when born."""
    people = records.staff.select("name", key="staff_id").mutate(
        born_on=ibis.null("int32"), told_by=ibis.null("string")
    )
    own = records.staff_phones.filter(_.kind == "personal")
    numbers = own.select("from_at", "to_at", key="staff_id", held="number")
    homes = records.staff_addresses.select("lat", "lon", "from_at", "to_at", key="staff_id")
    return _in_form(people, numbers, homes)


def declared(records: Records) -> ir.Table:
    """Those whom staff have told the force of, one for each telling."""
    told = records.associations.mutate(key=record_id(records.associations, "associations"))
    told = told.mutate(from_at=_.declared_at - TOLD, to_at=_.declared_at + TOLD)
    numbers = told.filter(_.number.notnull()).select("key", "from_at", "to_at", held="number")
    homes = told.filter(_.lat.notnull() & _.lon.notnull()).select("key", "lat", "lon", "from_at", "to_at")
    return _in_form(told.select("name", "born_on", "key", told_by="staff_id"), numbers, homes)


def _not_of_a_crowd(held: ir.Table, *what: str) -> ir.Table:
    crowds = held.group_by(*what).agg(people=_.key.nunique()).filter(_.people > CROWD)
    return held.anti_join(crowds, what)


def _in_form(people: ir.Table, numbers: ir.Table, homes: ir.Table) -> ir.Table:
    named = _named(_dated(people.filter(_.key.notnull())))
    with_numbers = named.left_join(_numbers(numbers), "key").drop("key_right")
    return with_numbers.left_join(_homes(homes), "key").drop("key_right")


def _named(people: ir.Table) -> ir.Table:
    """Adds names in small letters without accents, marks or form of address; "SURNAME, Given" is put in order."""
    plain = strip_accents(_.name.lower())
    in_order = ibis.ifelse(plain.contains(","), plain.re_replace(r"^([^,]*),(.*)$", r"\2 \1"), plain)
    words = in_order.re_replace(r"[-/]", " ").re_replace(r"[^\p{L} ]", "").re_replace(r"\s+", " ").strip()
    people = people.mutate(words=words).mutate(words=_.words.re_replace(FORMS_OF_ADDRESS, "").nullif(""))
    people = people.mutate(names=_.words.split(" ")).drop("words")
    people = people.mutate(
        forename=_.names[0], surname=ibis.ifelse(_.names.length() > 1, _.names[_.names.length() - 1], ibis.null(str))
    )
    return people.mutate(forename_initial=_.forename.left(1), surname_initial=_.surname.left(1))


def _dated(people: ir.Table) -> ir.Table:
    date = (_.born_on.cast("int64") * SECONDS_A_DAY).as_timestamp("s")
    people = people.mutate(born=date.strftime("%Y-%m-%d")).drop("born_on")
    year, month, day = _.born.left(4), _.born.substr(5, 2), _.born.substr(8, 2)
    turned = year + " " + ibis.least(month, day) + " " + ibis.greatest(month, day)
    return people.mutate(turned=turned, born_year=year)


def _open(held: ir.Table) -> ir.Table:
    return held.mutate(from_at=_.from_at.fill_null(LONG_AGO), to_at=_.to_at.fill_null(FAR_OFF))


def _numbers(held: ir.Table) -> ir.Table:
    times = ibis.struct({"held": _.held, "from_at": _.from_at, "to_at": _.to_at})
    return _open(held).group_by("key").agg(numbers=times.collect(), number_keys=_.held.collect(distinct=True))


def _homes(held: ir.Table) -> ir.Table:
    place = ibis.struct({"lat": _.lat, "lon": _.lon, "from_at": _.from_at, "to_at": _.to_at})
    found = _open(held).group_by("key").agg(homes=place.collect())
    squares = together(*(_squares(held, north, east) for north in (0, 1) for east in (0, 1)))
    return found.left_join(squares.group_by("key").agg(home_keys=_.square.collect(distinct=True)), "key").drop(
        "key_right"
    )


def _squares(held: ir.Table, north: int, east: int) -> ir.Table:
    """The square of each home, in a grid moved by half a square or not: two near homes share one in some grid."""
    row = ((held.lat + north * CELL // 2) // CELL).cast("int64").cast("string")
    column = ((held.lon + east * CELL // 2) // CELL).cast("int64").cast("string")
    return held.select("key", square=ibis.literal(f"{north}{east} ").concat(row, " ", column))
