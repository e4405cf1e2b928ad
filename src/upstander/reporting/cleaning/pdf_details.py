"""What a PDF document carries besides what its pages show: kinds of things, never their values.

Source: ISO 32000-2, for the names: 12.6 actions, 12.5 annotations, 14.3 metadata.
"""

from itertools import islice

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from upstander.reporting.cleaning.report import NoCopyError, Report
from upstander.reporting.cleaning.wording import Found, Refused

MOST_OBJECTS = 300_000
INFO = {
    "/Author": Found.AUTHOR,
    "/Creator": Found.PROGRAM,
    "/Producer": Found.PROGRAM,
    "/CreationDate": Found.DATES,
    "/ModDate": Found.DATES,
    "/Title": Found.DESCRIPTION,
    "/Subject": Found.DESCRIPTION,
    "/Keywords": Found.DESCRIPTION,
}
ACTIONS = {
    "/JavaScript": Found.SCRIPT,
    "/Launch": Found.LAUNCH,
    "/SubmitForm": Found.SENDS,
    "/ImportData": Found.SENDS,
    "/URI": Found.LINKS,
    "/GoTo": Found.LINKS,
    "/GoToR": Found.LINKS,
    "/GoToE": Found.LINKS,
    "/Rendition": Found.MEDIA,
    "/Movie": Found.MEDIA,
    "/Sound": Found.MEDIA,
    "/RichMediaExecute": Found.MEDIA,
}
SUBTYPES = {
    "/FileAttachment": Found.ATTACHMENT,
    "/RichMedia": Found.MEDIA,
    "/3D": Found.MEDIA,
    "/Screen": Found.MEDIA,
    "/Movie": Found.MEDIA,
    "/Sound": Found.MEDIA,
    "/Widget": Found.FORM,
    **dict.fromkeys(
        ("/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Stamp", "/Ink", "/Caret"),
        Found.ANNOTATIONS,
    ),
    **dict.fromkeys(("/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Redact"), Found.ANNOTATIONS),
}
TYPES = {
    "/EmbeddedFile": Found.ATTACHMENT,
    "/Metadata": Found.XMP,
    "/OCG": Found.LAYERS,
    "/Sig": Found.SIGNATURE,
    "/StructTreeRoot": Found.STRUCTURE,
    "/Outlines": Found.STRUCTURE,
}
KEYS = {
    "/JS": Found.SCRIPT,
    "/AA": Found.OPENS_WITH,
    "/OpenAction": Found.OPENS_WITH,
    "/EF": Found.ATTACHMENT,
    "/XFA": Found.FORM,
    "/PieceInfo": Found.PRIVATE,
    "/Thumb": Found.THUMBNAIL,
    "/Outlines": Found.STRUCTURE,
    "/StructTreeRoot": Found.STRUCTURE,
    "/Metadata": Found.XMP,
}
NAMED_BY = {"/S": ACTIONS, "/Subtype": SUBTYPES, "/Type": TYPES}


def tell(given: pikepdf.Pdf, report: Report) -> None:
    """Adds to the report each kind of thing that stands in a document. Raises NoCopyError where it is endless."""
    info = given.trailer.get(Name.Info)
    if isinstance(info, Dictionary):
        for key in info:
            report.add(INFO.get(str(key), Found.CUSTOM))
    report.add_if(given.is_encrypted, Found.LOCKED)
    for number, one in enumerate(given.objects):
        if number > MOST_OBJECTS:
            raise NoCopyError(Refused.TOO_LARGE)
        _tell_of(one, report)


def _tell_of(one: Object, report: Report, depth: int = 0) -> None:
    """One object and those that stand directly inside it; what it refers to is an object of the document too."""
    if isinstance(one, pikepdf.Array):
        inside = list(one)
    elif isinstance(one, Dictionary | Stream):
        keys = list(one.keys())
        for key in keys:
            report.add_if(key in KEYS, KEYS.get(key, Found.CUSTOM))
        for key, names in NAMED_BY.items():
            value = one.get(key)
            if isinstance(value, Name) and str(value) in names:
                report.add(names[str(value)])
        inside = [one[key] for key in keys if key != "/Length"]
    else:
        return
    if depth < 20:
        for part in islice(inside, MOST_OBJECTS):
            if isinstance(part, Object) and not part.is_indirect:
                _tell_of(part, report, depth + 1)
