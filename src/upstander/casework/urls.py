"""The desk's addresses. Ids in them are random, so that they tell nothing of how many there are."""

from django.urls import path

from upstander.casework.views import leads, matters, ties

urlpatterns = [
    path("leads", leads.queue, name="leads"),
    path("leads/<uuid:lead>", leads.page, name="lead"),
    path("leads/<uuid:lead>/records", leads.records, name="lead-records"),
    path("leads/<uuid:lead>/move", leads.move, name="lead-move"),
    path("leads/<uuid:lead>/open-matter", leads.open_matter, name="lead-open-matter"),
    path("matters", matters.mine, name="matters"),
    path("matters/<uuid:matter>", matters.page, name="matter"),
    path("matters/<uuid:matter>/add", matters.add, name="matter-add"),
    path("matters/<uuid:matter>/assign", matters.assign, name="matter-assign"),
    path("ties", ties.page, name="ties"),
]
