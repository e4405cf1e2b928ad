"""Words that look like something and are nothing."""

from upstander.simulation.arrays import DAY, MINUTE, NOTHING
from upstander.simulation.clock import FIRST
from upstander.simulation.doings import Doings

AT_HOME = ("burglary", "harassment", "theft", "assault", "neighbour_dispute")


def signs_everything_with_a_kiss(doings: Doings) -> bool:
    """The sergeant, the garage, the victim: all of them get an x."""
    staff = doings.colleague("constable", "pcso", "detective", handset=True)
    for when in doings.spread(FIRST, doings.world.end, doings.some(15, 30)):
        party = doings.world.force.work_number[doings.some(0, len(doings.world.force) - 1)]
        at = doings.duty(staff, when)
        if at != NOTHING:
            doings.book.add(
                "messages", staff_id=staff, channel="sms", direction="out", at=at, text="Will do, thanks x",
                other_party=doings.book.phrases.place(f"+{int(party)}"),
            )  # fmt: skip
    doings.truth.look_alike(staff, "signs_everything_with_a_kiss")
    return True


def kisses_from_the_public_only(doings: Doings) -> bool:
    """A grateful victim ends every text with a kiss; the officer's answers have none."""
    met = doings.met(("constable", "pcso", "neighbourhood_officer"), AT_HOME, last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 20 * DAY)
    for when in doings.spread(met.cleared + DAY, met.cleared + 15 * DAY, doings.some(2, 5)):
        at = doings.duty(met.staff, when)
        doings.text(met.staff, met.nominal, at, "Your statement is ready to sign. Which day suits you?")
        doings.text(
            met.staff,
            met.nominal,
            at + 6 * MINUTE if at != NOTHING else at,
            "Any day after 4, thank you so much xx",
            coming=True,
        )
    doings.truth.look_alike(met.staff, "kisses_from_the_public_only", met.nominal)
    return True


def initial_at_the_end(doings: Doings) -> bool:
    """Signs with the initial of a first name."""
    met = doings.met(("constable", "detective"), AT_HOME, last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 20 * DAY)
    for when in doings.spread(met.cleared + DAY, met.cleared + 15 * DAY, doings.some(2, 4)):
        doings.text(
            met.staff, met.nominal, doings.duty(met.staff, when), "The scene examiner will come on Friday. X. Hart"
        )
    doings.truth.look_alike(met.staff, "initial_at_the_end", met.nominal)
    return True


def move_to_an_approved_channel(doings: Doings) -> bool:
    """Asks to go on elsewhere: the force's own portal for victims."""
    met = doings.met(("detective", "constable"), AT_HOME, last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 20 * DAY)
    doings.text(
        met.staff,
        met.nominal,
        doings.duty(met.staff, met.cleared + DAY),
        "Please send the pictures through the victim portal rather than to this phone.",
    )
    doings.truth.look_alike(met.staff, "move_to_an_approved_channel", met.nominal)
    return True


def quoting_evidence(doings: Doings) -> bool:
    """Asks a victim to confirm the words that a suspect wrote to her."""
    met = doings.met(("detective", "constable"), ("harassment", "domestic_abuse"), last=0.8)
    if met is None:
        return False
    doings.assign(met.staff, met.incident, "investigator", met.cleared, met.cleared + 20 * DAY)
    doings.text(
        met.staff, met.nominal, doings.duty(met.staff, met.cleared + 2 * DAY),
        'For your statement: can you confirm he wrote "you looked amazing" on the 3rd?',
    )  # fmt: skip
    doings.truth.look_alike(met.staff, "quoting_evidence", met.nominal)
    return True


STORIES = (
    signs_everything_with_a_kiss,
    kisses_from_the_public_only,
    initial_at_the_end,
    move_to_an_approved_channel,
    quoting_evidence,
)
