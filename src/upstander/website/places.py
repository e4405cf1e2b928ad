"""Where somebody may go at the desk: the places of the navigation, and those that stand together behind one of them.

A place that is closed to somebody is not there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from upstander.access.actions import against_administering
from upstander.access.asking import Asker
from upstander.access.models import Account
from upstander.casework import policy
from upstander.learning import policy as learning
from upstander.website.processing.pages import against_assessment
from upstander.workforce import policy as workforce


@dataclass(frozen=True)
class Place:
    """A place: its name, the name of its address, and what is found there."""

    name: str
    address: str
    words: str = ""


OWN = (
    Place("Your training", "your-training", "What you are to read and answer, by when, and what you passed"),
    Place(
        "Your integrity health checks", "health-checks", "What was written of the yearly talk, and whether it is right"
    ),
    Place("Help that you were offered", "welfare-own", "What your supervisor offered you, and who sees that"),
    Place("Declarations", "declarations", "Somebody met through work who comes close, a conflict, a partner, a gift"),
    Place("My ties", "ties", "Members of staff you are close to: nothing about them will exist for you here"),
    Place("What is looked at", "monitoring", "Which records of your work are read, why, and what is done with them"),
    Place("Your sign-in", "your-sign-in", "Your password, your second factor, recovery codes"),
)

TEAM = (
    Place("Your team’s days", "team-digest", "Where whoever you supervise was sent, alone or with others, day by day"),
    Place(
        "Your team’s integrity health checks", "team-health-checks", "Whose yearly talk is due, and what to ask in it"
    ),
    Place("Your team’s welfare", "team-welfare", "What help you offered whom, and when you speak next"),
)


def own(*, supervises: bool) -> Sequence[Place]:
    """The places that are everybody's own; of whoever supervises somebody, their team's too."""
    return (*OWN, *TEAM) if supervises else OWN


def top(asker: Asker, account: Account) -> Sequence[Place]:
    """The places of the navigation. What is for prevention stands behind one, where there is more than one."""
    places = [
        (Place("Leads", "leads"), policy.against_leads(asker)),
        (Place("Reports", "reports"), policy.against_door(asker)),
        (Place("Intelligence", "intelligence"), policy.against_intelligence(asker)),
        (Place("Matters", "matters"), policy.against_matters(asker)),
        (Place("Oversight", "oversight"), policy.against_oversight(asker)),
    ]
    preventing = prevention(asker)
    together = [Place("Prevention", "prevention")] if len(preventing) > 1 else preventing
    last = [Place("Library", "library"), Place("Yours", "yours")]
    people = [] if against_administering(account, None) else [Place("People of the desk", "desk-people")]
    return [*(place for place, against in places if not against), *together, *last, *people]


def prevention(asker: Asker) -> Sequence[Place]:
    """The places of those who prevent, and of who watches."""
    places = [
        (
            Place(
                "Workforce",
                "workforce",
                "Training, vetting, talks about integrity, promises to watch somebody",
            ),
            workforce.against_workforce(asker),
        ),
        (
            Place(
                "Watchlist",
                "watchlist",
                "Who is looked at more closely, on what grounds, and until when",
            ),
            workforce.against_watchlist(asker),
        ),
        (
            Place("Partners", "partners", "Agencies, whom to ask for there, briefings, and contacts that lapse"),
            workforce.against_partners(asker),
        ),
        (
            Place("Partners in counts", "partner-counts", "How often the unit was in touch with agencies"),
            "" if workforce.counts_partners_alone(asker) else "they read the partners themselves, or nothing of them",
        ),
        (
            Place("Youth schemes", "schemes", "Each scheme with who answers for it, and its conditions"),
            workforce.against_schemes(asker),
        ),
        (
            Place(
                "Contact with the public", "samples", "Calls, cases and talks drawn to be checked, and unrecorded lines"
            ),
            workforce.against_sampling(asker),
        ),
        (
            Place(
                "Messaging apps", "apps", "Which are on the force’s devices, what is decided, and what nobody can see"
            ),
            workforce.against_apps(asker),
        ),
        (
            Place("Welfare in counts", "welfare-counts", "To how many people help was offered, and nobody of them"),
            workforce.against_welfare_counts(asker),
        ),
        (
            Place("Checklist", "checklist", "What forces were asked to do, how far this one is, and what shows it"),
            learning.against_checklist(asker),
        ),
        (
            Place("Assessments of threats", "threats", "One for each year: figures, words, and what will be done"),
            learning.against_threats(asker, adopted=True),
        ),
        (
            Place(
                "Data protection", "data-protection", "What this desk does with data, what could go wrong, what is open"
            ),
            against_assessment(asker),
        ),
        (
            Place("Outcomes", "notices", "How matters ended, told to everybody here, and bulletins of one page"),
            learning.against_survey(asker),  # for everybody else behind the library, where they stand too
        ),
    ]
    return [place for place, against in places if not against]
