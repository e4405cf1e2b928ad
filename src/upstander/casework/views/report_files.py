"""Files that came with a report: what each is, what was taken out of it, and its cleaned copy."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from upstander.access.asking import Unseen
from upstander.access.stepping_up import asks_again
from upstander.access.trace import leave
from upstander.casework.actions.originals import sha256_of
from upstander.casework.models import ReportFile
from upstander.casework.shredding import DestroyedError
from upstander.casework.views.finding import door_report_for
from upstander.reporting.cleaning.cleaned import clean

WORK = "work on reports"
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf", "text/plain": "txt"}


@require_http_methods(["GET", "POST"])
@asks_again
def page(request: HttpRequest, door_report: uuid.UUID, file: uuid.UUID) -> HttpResponse:
    """What a file is and what its copy lacks; sent as a form, the copy.

    The copy is made anew each time in a confined process (decision 32), and stands nowhere.
    """
    kept = file_for(request, door_report, file)
    report, name = kept.report, kept.named()
    held = report.opened(kept.held)
    cleaned = clean(held, name)
    if request.method == "POST" and cleaned.copy is not None:
        leave(
            request.user, "report file read", "report", str(report.pk), purpose=WORK, outcome="allowed", file=str(file)
        )
        return _given(cleaned.copy, cleaned.media_type, kept)
    leave(request.user, "report file described", "report", str(report.pk), purpose=WORK, outcome="allowed")
    shown = {"report": report, "file": kept, "name": name, "cleaned": cleaned, "sha256": sha256_of(held)}
    return render(request, "casework/report_file.html", shown)


def file_for(request: HttpRequest, door_report: uuid.UUID, file: uuid.UUID) -> ReportFile:
    """A file of a report that may be seen and was not destroyed. Raises Unseen."""
    report = door_report_for(request, door_report)
    kept = ReportFile.objects.select_related("report").filter(report=report, pk=file).first()
    if kept is None:
        raise Unseen("report", str(file), "the report has no such file")
    try:
        kept.named()
    except DestroyedError as error:
        raise Unseen("report", str(file), "the file was destroyed") from error
    return kept


def _given(copy: bytes, media_type: str, kept: ReportFile) -> HttpResponse:
    """The copy, to be saved: whatever it may hold, no browser opens it in the desk's name."""
    kind = media_type.partition(";")[0]
    answer = HttpResponse(copy, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="copy-{str(kept.pk)[:8]}.{ENDINGS.get(kind, "bin")}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
