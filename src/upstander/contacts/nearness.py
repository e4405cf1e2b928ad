"""What lies within some metres of what: equality of grid cells first, then the distance itself."""

import math

import ibis
import ibis.expr.types as ir

from upstander.contacts.roster import roster, with_duty
from upstander.records.as_known import Records

METRES_A_MICRODEGREE = 6_371_008.8 * math.pi / 180 / 1e6
NARROWEST = 0.01  # how narrow a degree of longitude is taken to be at most: no cell is wider than 100 at the equator


def near(staff_stops: ir.Table, addresses: ir.Table, metres: float) -> ir.Table:
    """The stops of each member of staff within some metres of an address that was valid at the time.

    `addresses` has staff_id, nominal_id, lat, lon, from_at, to_at (null = always, still), one row for each member of
    staff the address matters to; where it has since_at, it matters for stops that began from then on. Gives every
    column of `staff_stops` with `nominal_id` and `metres`: one row for each stop, member of staff and nominal, the
    nearest of the nominal's addresses.
    """
    since = ("since_at",) if "since_at" in addresses.columns else ()
    named = {"near_staff_id": "staff_id", "near_lat": "lat", "near_lon": "lon"}
    sites = addresses.select("nominal_id", "from_at", "to_at", *since, **named)
    left, right = _with_columns_around(staff_stops, metres), _with_rows_around(sites, metres)
    found = _in_one_cell(left, right, metres, on={"staff_id": "near_staff_id"})
    valid = found.filter(
        ibis.coalesce(found.from_at <= found.end_at, True),
        ibis.coalesce(found.to_at > found.start_at, True),
        *(found[name] <= found.start_at for name in since),
    )
    return nearest(valid, ["stop_id", "staff_id", "start_at", "nominal_id"]).select(
        *staff_stops.columns, "nominal_id", "metres"
    )


def within(table: ir.Table, sites: ir.Table, metres: float, on: dict[str, str] | None = None) -> ir.Table:
    """Rows of `table` (lat, lon) with every site (near_lat, near_lon) within some metres, and the `metres` between.

    `on` names further columns that must be equal, of the table and of the sites. Rows or sites with no place are near
    nothing. Not for places on both sides of the 180th meridian.
    """
    return _in_one_cell(_with_cell(table, metres), _with_cells_around(sites, metres), metres, on or {})


def _in_one_cell(left: ir.Table, right: ir.Table, metres: float, on: dict[str, str]) -> ir.Table:
    """Rows of a table and sites of one cell (and equal columns `on`) within some metres, and the `metres` between."""
    same = [left.cell_row == right.site_row, left.cell_column == right.site_column]
    same += [left[own] == right[other] for own, other in on.items()]
    joined = left.inner_join(right, same)
    measured = joined.mutate(metres=metres_between(joined.lat, joined.lon, joined.near_lat, joined.near_lon))
    return measured.filter(measured.metres <= metres).drop("cell_row", "cell_column", "site_row", "site_column")


def metres_between(lat: ir.Value, lon: ir.Value, other_lat: ir.Value, other_lon: ir.Value) -> ir.Value:
    """Metres between two places in micro-degrees: right to 0.1 % up to some kilometres."""
    middle = (lat.cast("float64") + other_lat.cast("float64")) / 2e6
    north = (other_lat.cast("float64") - lat.cast("float64")) * METRES_A_MICRODEGREE
    east = (other_lon.cast("float64") - lon.cast("float64")) * METRES_A_MICRODEGREE * middle.radians().cos()
    return (north * north + east * east).sqrt()


def nearest(table: ir.Table, by: list[str]) -> ir.Table:
    """Of the rows with equal columns `by`, the one with the least `metres`."""
    order = ibis.row_number().over(group_by=by, order_by=["metres", *(c for c in table.columns if c not in by)])
    return table.mutate(nearness=order).filter(ibis._.nearness == 0).drop("nearness")


def _with_cell(table: ir.Table, metres: float) -> ir.Table:
    row = cell_row(table.lat, metres)
    return table.mutate(cell_row=row, cell_column=cell_column(table.lon, row, metres))


def _with_cells_around(sites: ir.Table, metres: float) -> ir.Table:
    """Each site once for its own cell and for each of the eight around it."""
    columns = _with_rows_around(sites, metres).mutate(step=ibis.range(-1, 2).unnest())
    return columns.mutate(site_column=columns.site_column + columns.step).drop("step")


def _with_rows_around(sites: ir.Table, metres: float) -> ir.Table:
    """Each site once for its own row of cells and for each beside it, with the column it lies in there.

    With the three columns around each place (`_with_columns_around`) these find what nine cells of each site find, in
    fewer rows where there are as many sites as places.
    """
    rows = sites.mutate(site_row=cell_row(sites.near_lat, metres), step=ibis.range(-1, 2).unnest())
    rows = rows.mutate(site_row=rows.site_row + rows.step).drop("step")
    return rows.mutate(site_column=cell_column(rows.near_lon, rows.site_row, metres))


def _with_columns_around(table: ir.Table, metres: float) -> ir.Table:
    placed = _with_cell(table, metres).mutate(step=ibis.range(-1, 2).unnest())
    return placed.mutate(cell_column=placed.cell_column + placed.step).drop("step")


def cell_row(lat: ir.Value, metres: float) -> ir.Value:
    """The number of the row of cells, each at least so many metres high, that a latitude in micro-degrees lies in."""
    return (lat.cast("int64") + 90_000_000) // _height(metres)


def cell_column(lon: ir.Value, row: ir.Value, metres: float) -> ir.Value:
    """The number of the cell in its row, at least so many metres wide, that a longitude in micro-degrees lies in.

    Each row has cells of its own width, so that they are as wide in Shetland as in Cornwall.
    """
    height = _height(metres)
    edges = [(row + step).cast("float64") * height / 1e6 - 90 for step in (-1, 2)]  # with the rows that are neighbours
    narrowing = ibis.least(*(edge.radians().cos() for edge in edges))
    width = (height / ibis.greatest(narrowing, NARROWEST)).ceil().cast("int64")
    return (lon.cast("int64") + 180_000_000) // width


def _height(metres: float) -> int:
    """Micro-degrees of latitude that are at least so many metres."""
    return math.ceil(metres / METRES_A_MICRODEGREE) + 1


def staff_near(
    records: Records, staff_stops: ir.Table, lat: float, lon: float, *, from_at: int, to_at: int, metres: float = 200
) -> ir.Table:
    """Everybody whose device stood or passed within some metres of a place (degrees) between two instants.

    One row for each member of staff and device: staff_id, device_id, first_at and last_at (both within the time asked
    for), the least metres, stopped, on_duty (null = no shift on record around then), certainty that it was they
    (null for those who only passed).
    """
    stood = _stood(staff_stops, lat, lon, metres).filter(ibis._.start_at < to_at, ibis._.end_at >= from_at)
    then = records.positions.filter(ibis._.at.between(from_at, to_at - 1))
    went_by = passed(then, records.device_holders, lat, lon, metres)
    seen = ibis.union(stood.select(went_by.columns), went_by)
    there = seen.group_by("staff_id", "device_id").aggregate(
        first_at=ibis.greatest(seen.start_at.min(), from_at),
        last_at=ibis.least(seen.end_at.max(), to_at),
        metres=seen.metres.min(),
        stopped=seen.stopped.max() == 1,
        certainty=seen.certainty.max(),
    )
    return with_duty(there, roster(records.shifts), at="first_at")


def from_place(table: ir.Table, lat: float, lon: float, metres: float) -> ir.Table:
    """Rows of a table (lat, lon in micro-degrees) within some metres of a place (degrees), and the `metres`."""
    place = (ibis.literal(round(degrees * 1e6)) for degrees in (lat, lon))
    away = table.mutate(metres=metres_between(table.lat, table.lon, *place))
    return away.filter(away.metres <= metres)


def _stood(staff_stops: ir.Table, lat: float, lon: float, metres: float) -> ir.Table:
    return from_place(staff_stops, lat, lon, metres).mutate(stopped=ibis.literal(1))


def passed(positions: ir.Table, device_holders: ir.Table, lat: float, lon: float, metres: float) -> ir.Table:
    """Pings within some metres of a place (degrees), each with those who held the device.

    staff_id, device_id, metres, start_at and end_at (the instant of the ping), stopped (0), certainty (null).
    """
    in_row = (positions.lat - round(lat * 1e6)).abs() <= _height(metres)  # cheap, and passes over parts of files
    both = from_place(positions.filter(in_row), lat, lon, metres).join(device_holders, "device_id")
    held = both.filter(both.from_at <= both.at, (both.to_at > both.at).fill_null(True))
    return held.select(
        "staff_id",
        "device_id",
        "metres",
        start_at=held.at,
        end_at=held.at,
        stopped=ibis.literal(0),
        certainty=ibis.null("float64"),
    )
