"""Intelligence reports of the tests: entered and carried on as people do it, by the forms of the desk."""

from tests.desk.conftest import SUBJECT

ORIGINAL = "Jane Marlow rang on 07700 900123: he parked by my sister on four evenings."
SANITISED = "A car of the force stood in one street on four evenings."
SOURCE = {"source_name": "Mrs Jane Marlow", "source_reach": "+44 7700 900123", "source_about": "lives opposite"}
GRADED = {"source_grade": "2", "assessment": "C", "handling": "P"}
STEPS = (
    ("graded", "grade", GRADED),
    ("sanitised", "sanitise", {"text": SANITISED}),
    ("assessed", "assess", {"category": "abuse of authority", "why": "agrees with the roster"}),
)
LAST = {
    "developed": ("develop", {"why": "the billing of March"}),
    "disseminated": ("disseminate", {"to": "the vetting unit", "why": "renewal is due"}),
    "filed": ("file", {"why": "nothing more to find", "review_on": "01/01/2099"}),
}


def entered(desk, who="analyst", **changed):
    """The answer to a report entered by hand."""
    given = {"received_on": "01/05/2025", "came_by": "crimestoppers", "original": ORIGINAL}
    given |= {"subjects": f"{SUBJECT}, Ashby Rourke", "category": ""} | SOURCE
    return desk.asks(who, "/intelligence/new", given | changed)


def the_report(desk, who="analyst", **changed):
    """A report just entered."""
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    assert entered(desk, who, **changed).status_code == 302
    return IntelligenceReport.objects.latest("made_at")


def report_of(subject_id):
    """The only report about somebody."""
    from upstander.access.sealed import mark  # noqa: PLC0415
    from upstander.casework.models import IntelligenceReport  # noqa: PLC0415

    return IntelligenceReport.objects.get(subjects__subject_mark=mark(subject_id))


def sent(desk, report, what, given, who="analyst"):
    """The answer to one of a report's forms."""
    return desk.asks(who, f"/intelligence/{report.pk}/{what}", given)


def form_of(desk, report, what, who="analyst"):
    """One of a report's forms, before anything is sent."""
    return desk.asks(who, f"/intelligence/{report.pk}/{what}").content.decode()


def brought_to(desk, state, who="analyst", **changed):
    """A report in a state, by the forms that lead there."""
    report = the_report(desk, who, **changed)
    steps = [*STEPS, (state, *LAST[state])] if state in LAST else list(STEPS)
    if state == "back":
        steps = [*STEPS, ("filed", *LAST["filed"]), ("back", "bring-back", {"why": "a caller asked"})]
    names = [name for name, _what, _given in steps]
    for name, what, given in steps[: names.index(state) + 1] if state in names else []:
        assert sent(desk, report, what, given, who).status_code == 302, name
    report.refresh_from_db()
    assert report.state == state
    return report
