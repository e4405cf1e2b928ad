"""The addresses of what a force learns."""

from django.urls import path

from upstander.learning.views import checklist, lessons, library, threats

urlpatterns = [
    path("library", library.page, name="library"),
    path("library/issue", library.printed, name="issue"),
    path("library/<slug:case_id>", library.case, name="case"),
    path("library/<slug:case_id>/withdraw", lessons.withdraw, name="case-withdraw"),
    path("lessons", lessons.page, name="lessons"),
    path("lessons/course", lessons.course, name="lessons-course"),
    path("lessons/<uuid:matter>", lessons.draft, name="lesson"),
    path("lessons/<uuid:matter>/take-back", lessons.take_back, name="lesson-take-back"),
    path("lessons/<uuid:matter>/approve", lessons.approve, name="lesson-approve"),
    path("checklist", checklist.page, name="checklist"),
    path("checklist/<slug:line_name>", checklist.line, name="checklist-line"),
    path("threats", threats.page, name="threats"),
    path("threats/<uuid:assessment>", threats.one, name="threat-assessment"),
    path("threats/<uuid:assessment>/write", threats.write, name="threat-write"),
    path("threats/<uuid:assessment>/versions/<int:number>", threats.one, name="threat-version"),
    path("threats/<uuid:assessment>/versions/<int:number>/adopt", threats.adopt, name="threat-adopt"),
    path("threats/<uuid:assessment>/versions/<int:number>/print", threats.printed, name="threat-print"),
    path("threats/<uuid:assessment>/versions/<int:number>/share", threats.shared, name="threat-share"),
    path("registers/<slug:register>", checklist.page, name="register"),
]
