"""What a force knows of its people: training, vetting, health checks, ties, declarations, complaints, reports, apps."""

import numpy as np

from upstander.records.catalogue import all_feeds
from upstander.simulation.arrays import DAY, HOUR, NOTHING, Whole, rows_of
from upstander.simulation.chance import Chance
from upstander.simulation.clock import FIRST
from upstander.simulation.names import full_names, mobile_numbers, surnames
from upstander.simulation.roster import known
from upstander.simulation.town import degrees
from upstander.simulation.workforce import ALWAYS
from upstander.simulation.world import World

COURSES = (
    "Abuse of position",
    "Professional standards",
    "Data protection",
    "First aid",
    "Officer safety",
    "Domestic abuse matters",
)
CATEGORIES = all_feeds()["complaints"].column("category").choices
ORDINARY = (
    "incivility",
    "use_of_force",
    "neglect_of_duty",
    "other",
    "discreditable_conduct",
    "disclosure",
    "system_misuse",
)
REPORTED = (
    "Overheard talking about a case in a public house.",
    "Said to have money worries.",
    "Seen using a telephone while driving.",
    "Relative arrested in another force area.",
    "Said to work for a friend's firm on rest days.",
    "Often late for duty, colleagues cover.",
)
APPS = ("Mail", "Maps", "Mobile policing", "Teams", "Camera", "Browser", "Translation")


def keep_files(world: World) -> None:
    """Writes every feed about staff but who they are; most of it is ordinary and has to do with nothing else."""
    chance = world.chance("personnel")
    _training(world, chance)
    _vetting(world, chance)
    _health_checks(world, chance)
    _ties(world, chance)
    _declarations(world, chance)
    _complaints(world, chance)
    _intelligence(world, chance)
    _apps(world, chance)


def _served(world: World, chance: Chance, years: int, a_year: float) -> tuple[Whole, Whole]:
    """Instants in the last years, for people who were here then: staff and instants."""
    size = len(world.force)
    start = np.maximum(world.force.started, FIRST - years * 365 * DAY)
    end = np.minimum(world.force.left, world.end)
    counts = chance.times(a_year * np.maximum(end - start, 0) / (365 * DAY), size)
    staff = rows_of(counts)
    when = start[staff] + (chance.between(0, 1, len(staff)) * (end - start)[staff]).astype(np.int64)
    return staff, when // DAY * DAY + chance.whole(8 * HOUR, 18 * HOUR, len(staff))


def _training(world: World, chance: Chance) -> None:
    courses = world.book.phrases.places(COURSES)
    staff, when = _served(world, chance, 4, 4.5)
    size = len(staff)
    tested = chance.happens(0.55, size)
    world.book.add(
        "training",
        staff_id=staff,
        course=courses[chance.one_of((1.2, 1, 1.5, 1, 1, 0.8), size)],
        completed_on=when // DAY,
        assessed=tested,
        score=np.where(tested, np.round(chance.draws.beta(9, 2, size), 2), np.nan),
        seconds_spent=np.where(chance.happens(0.85, size), chance.around(2_400, 0.6, size).astype(np.int64), NOTHING),
    )


def _vetting(world: World, chance: Chance) -> None:
    size = len(world.force)
    granted = np.maximum(world.force.started - 30 * DAY, FIRST - chance.whole(100, 3_300, size) * DAY)
    level = chance.one_of((0.6, 0.3, 0.05, 0.05), size)
    years = np.array([10, 7, 10, 10])[level]
    world.book.add(
        "vetting",
        staff_id=np.arange(size),
        level=level,
        granted_on=granted // DAY,
        expires_on=granted // DAY + years * 365,
        designated_post=chance.happens(0.25, size),
    )


def _health_checks(world: World, chance: Chance) -> None:
    """Once a year; some supervisors talk, some tick."""
    size = len(world.force)
    talks = chance.happens(0.8, size)
    for year in range(3):
        when = world.roster.moment(chance, np.arange(size), FIRST + chance.whole(0, 365, size) * DAY)
        when = (
            np.where(known(when), when, NOTHING)
            if year == 0
            else FIRST - chance.whole(365 * (year - 1), 365 * year, size) * DAY + 14 * HOUR
        )
        done = np.flatnonzero(
            (when != NOTHING) & (when < world.end) & (when > world.force.started) & chance.happens(0.9, size)
        )
        above = world.force.supervisor[done]
        real = talks[np.where(above == NOTHING, 0, above)]
        world.book.add(
            "health_checks",
            staff_id=done,
            supervisor_id=above,
            completed_at=when[done],
            seconds_spent=np.where(
                real, chance.around(1_300, 0.4, len(done)), chance.around(110, 0.5, len(done))
            ).astype(np.int64),
            discussed=real & chance.happens(0.9, len(done)),
        )


def _ties(world: World, chance: Chance) -> None:
    staff = rows_of(chance.times(1.4, len(world.force)))
    size = len(staff)
    women = chance.happens(0.5, size)
    x, y = world.force.home_x[staff], world.force.home_y[staff]
    apart = chance.draws.normal(0, 4_000, (2, size))
    kind = chance.one_of((0.45, 0.3, 0.15, 0.05, 0.05), size)
    together = (kind == 0) & chance.happens(0.8, size)
    lat, lon = degrees(np.where(together, x, x + apart[0]), np.where(together, y, y + apart[1]))
    placed = chance.happens(0.7, size)
    names = full_names(chance, women, surnames(chance, size))
    on_record = chance.happens(0.04, size)  # some of those whom staff are close to have a record, as anybody may
    who = chance.whole(0, len(world.public), size)
    numbers = np.where(on_record, world.public.number[who], mobile_numbers(world.chance("ties"), size))
    world.book.add(
        "associations",
        staff_id=staff,
        kind=kind,
        name=np.where(on_record, world.public.name_text[who], world.book.phrases.places(names)),
        born_on=np.where(chance.happens(0.7, size), FIRST // DAY - chance.whole(19 * 365, 70 * 365, size), NOTHING),
        number=np.where(chance.happens(0.5, size), numbers, NOTHING),
        lat=np.where(placed, lat, np.nan),
        lon=np.where(placed, lon, np.nan),
        declared_at=FIRST - chance.whole(-world.days * DAY, 2_000 * DAY, size),
    )


def _declarations(world: World, chance: Chance) -> None:
    staff, when = _served(world, chance, 4, 0.12)
    words = {"gift": "Box of biscuits from a grateful caller.", "secondary_employment": "Football coach at weekends."}
    words |= {"social_media": "Local history page.", "conflict_of_interest": "My brother works for the firm concerned."}
    words |= {
        "known_nominal": "A former neighbour of mine.",
        "youth_scheme": "Registered volunteer police cadets leader.",
    }
    words |= {"contact_from_public": "Message received on social media, not answered, supervisor told."}
    kinds = all_feeds()["declarations"].column("kind").choices
    about = [number for number, kind in enumerate(words) if kind in ("known_nominal", "contact_from_public")]
    chosen = chance.whole(0, len(words), len(staff))
    texts = world.book.phrases.places(list(words.values()))
    world.book.add(
        "declarations",
        staff_id=staff,
        kind=np.array([kinds.index(kind) for kind in words])[chosen],
        nominal_id=np.where(np.isin(chosen, about), chance.whole(0, len(world.public), len(staff)), NOTHING),
        declared_at=when,
        text=texts[chosen],
    )


def _complaints(world: World, chance: Chance) -> None:
    """Those who meet the public get complaints, most about manners and waiting; a few about worse, unproven."""
    staff, when = _served(world, chance, 8, 0.09)
    size = len(staff)
    weights = [1.0 if name in ORDINARY else 0.06 for name in CATEGORIES]
    rang = chance.happens(0.6, size)
    world.book.add(
        "complaints",
        staff_id=staff,
        nominal_id=np.where(rang, chance.whole(0, len(world.public), size), NOTHING),
        received_at=when,
        source=np.where(rang, 0, chance.whole(1, 7, size)),
        category=chance.one_of(weights, size),
    )
    staff, when = _served(world, chance, 3, 0.01)
    kind = chance.one_of((0.1, 0.3, 0.4, 0.1, 0.1), len(staff))
    whom = np.where(kind == 0, chance.whole(0, len(world.public), len(staff)), NOTHING)
    world.book.add("instructions", staff_id=staff, nominal_id=whom, kind=kind, given_at=when, ends_at=when + 90 * DAY)


def _intelligence(world: World, chance: Chance) -> None:
    staff, when = _served(world, chance, 8, 0.03)
    size = len(staff)
    world.book.add(
        "intelligence",
        received_at=when,
        staff_id=np.where(chance.happens(0.8, size), staff, NOTHING),
        nominal_id=np.where(chance.happens(0.15, size), chance.whole(0, len(world.public), size), NOTHING),
        source=chance.whole(0, 7, size),
        grading=world.book.phrases.places(("A1A", "B2C", "C3C", "B1B"))[chance.whole(0, 4, size)],
        text=world.book.phrases.places(REPORTED)[chance.whole(0, len(REPORTED), size)],
    )


def _apps(world: World, chance: Chance) -> None:
    phones = world.force.phone[(world.force.phone != NOTHING) & (world.force.left == ALWAYS)]
    names = world.book.phrases.places(APPS)
    device = np.repeat(phones, len(APPS))
    app = np.tile(names, len(phones))
    has = chance.happens(0.85, len(device))
    first = FIRST - chance.whole(-world.days * DAY // 2, 500 * DAY, len(device))
    world.book.add("device_apps", device_id=device[has], app=app[has], first_seen_at=first[has])
    extra = phones[chance.happens(0.04, len(phones))]
    world.book.add(
        "device_apps",
        device_id=extra,
        app="WhatsApp",
        first_seen_at=FIRST + chance.whole(0, world.days * DAY, len(extra)),
    )
