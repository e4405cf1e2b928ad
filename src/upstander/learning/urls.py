"""The addresses of what a force learns."""

from django.urls import path

from upstander.learning.views import bulletins, checklist, lessons, library, notices, threats

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
    path("notices", notices.page, name="notices"),
    path("notices/<slug:notice>", notices.one, name="notice"),
    path("notices/<slug:notice>/take-down", notices.take_down, name="notice-take-down"),
    path("notice-drafts", notices.drafts, name="notice-drafts"),
    path("notice-drafts/<uuid:matter>", notices.draft, name="notice-draft"),
    path("notice-drafts/<uuid:matter>/approve", notices.approve, name="notice-approve"),
    path("notice-drafts/<uuid:matter>/take-back", notices.take_back, name="notice-take-back"),
    path("bulletins", bulletins.page, name="bulletins"),
    path("bulletins/<uuid:bulletin>", bulletins.one, name="bulletin"),
    path("bulletins/<uuid:bulletin>/answer", bulletins.answer, name="bulletin-answer"),
    path("bulletins/<uuid:bulletin>/print", bulletins.printed, name="bulletin-print"),
    path("bulletins/<uuid:bulletin>/take-down", bulletins.take_down, name="bulletin-take-down"),
    path("threats", threats.page, name="threats"),
    path("threats/<uuid:assessment>", threats.one, name="threat-assessment"),
    path("threats/<uuid:assessment>/write", threats.write, name="threat-write"),
    path("threats/<uuid:assessment>/versions/<int:number>", threats.one, name="threat-version"),
    path("threats/<uuid:assessment>/versions/<int:number>/adopt", threats.adopt, name="threat-adopt"),
    path("threats/<uuid:assessment>/versions/<int:number>/print", threats.printed, name="threat-print"),
    path("threats/<uuid:assessment>/versions/<int:number>/share", threats.shared, name="threat-share"),
    path("registers/<slug:register>", checklist.page, name="register"),
]
