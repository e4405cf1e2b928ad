"""Word, Excel and PowerPoint files: a copy of their words alone, and what else they carry."""

import re

from upstander.reporting.cleaning import office_words
from upstander.reporting.cleaning.markup import elements
from upstander.reporting.cleaning.plain_text import without_unseen
from upstander.reporting.cleaning.report import NoCopyError, Report
from upstander.reporting.cleaning.unpacking import Package
from upstander.reporting.cleaning.wording import Found

MAIN_PARTS = {"word/document.xml": "word", "xl/workbook.xml": "excel", "ppt/presentation.xml": "powerpoint"}
FOLDERS = {"word": "word/", "excel": "xl/", "powerpoint": "ppt/"}
SAID_BY = {
    "creator": Found.AUTHOR,
    "lastModifiedBy": Found.EDITOR,
    "created": Found.DATES,
    "modified": Found.DATES,
    "lastPrinted": Found.DATES,
    "title": Found.DESCRIPTION,
    "subject": Found.DESCRIPTION,
    "description": Found.DESCRIPTION,
    "keywords": Found.DESCRIPTION,
    "category": Found.DESCRIPTION,
    "Application": Found.PROGRAM,
    "Company": Found.COMPANY,
    "Manager": Found.COMPANY,
    "Template": Found.COMPANY,
}
INSIDE = {
    Found.MACROS: ("vbaProject.bin", "macrosheets/"),
    Found.ATTACHMENT: ("embeddings/", "activeX/"),
    Found.REMARKS: ("comments", "people.xml", "persons/", "threadedComments/", "commentAuthors.xml"),
    Found.CUSTOM: ("printerSettings/", "customXml/"),
}
OTHER_PARTS = {"docProps/custom.xml": Found.CUSTOM, "customXml/": Found.CUSTOM, "_xmlsignatures/": Found.SIGNATURE}
RELATIONS = re.compile(r"\.rels$")


def kind_of_archive(held: bytes) -> str:
    """The kind of a file that is packed as an archive: an Office file by its main part, else an archive."""
    try:
        package = Package(held)
    except NoCopyError:
        return "zip"
    for part, kind in MAIN_PARTS.items():
        if part in package.names and "[Content_Types].xml" in package.names:
            return kind
    return "open document" if "content.xml" in package.names and "mimetype" in package.names else "zip"


def copy_of(held: bytes, kind: str, report: Report) -> bytes:
    """The words of an Office file as text. Raises NoCopyError where it unpacks too far, is locked or is broken."""
    package = Package(held)
    if before := package.start():
        report.add(Found.BEFORE_START, before)
    _tell(package, kind, report)
    text = office_words.words_of(package, kind, report)
    report.add(Found.LAYOUT)
    report.add(Found.WORDS_STAY)
    return without_unseen(text, report).encode("utf-8")


def _tell(package: Package, kind: str, report: Report) -> None:
    for part in ("docProps/core.xml", "docProps/app.xml"):
        for name, _, words in elements(package.read(part)) if package.has(part) else ():
            if name in SAID_BY and words.strip():
                report.add(SAID_BY[name])
    folder = FOLDERS[kind]
    for what, ends in INSIDE.items():
        report.add_if(package.has(*(folder + end for end in ends)), what)
    for part, what in OTHER_PARTS.items():
        report.add_if(package.has(part), what)
    report.add_if(package.has("docProps/thumbnail"), Found.THUMBNAIL)
    if pictures := package.count(folder + "media/"):
        report.add(Found.PICTURES, pictures)
    if outside := sum(_outside(package.read(name)) for name in package.names if RELATIONS.search(name)):
        report.add(Found.EXTERNAL, outside)


def _outside(relations: bytes) -> int:
    return sum(attributes.get("TargetMode") == "External" for _, attributes, _ in elements(relations))
