"""What a picture file tells besides its picture: kinds of details, never their values.

Sources: CIPA DC-008 (Exif 3.0) for the numbers of tags; Microsoft's XP tags, which Windows writes.
"""

from typing import Any

from PIL import ExifTags, Image

from upstander.reporting.cleaning import png
from upstander.reporting.cleaning.report import Report
from upstander.reporting.cleaning.wording import Found

Tag = ExifTags.Base
TAGS = {
    Found.CAMERA: {Tag.Make, Tag.Model, Tag.UniqueCameraModel, Tag.LensMake, Tag.LensModel},
    Found.SERIAL: {Tag.BodySerialNumber, Tag.LensSerialNumber, Tag.CameraSerialNumber},
    Found.OWNER: {Tag.CameraOwnerName},
    Found.AUTHOR: {Tag.Artist, Tag.Copyright, Tag.XPAuthor},
    Found.DATES: {Tag.DateTime, Tag.DateTimeOriginal, Tag.DateTimeDigitized, Tag.OffsetTime, Tag.OffsetTimeOriginal},
    Found.PROGRAM: {Tag.Software, Tag.ProcessingSoftware, Tag.HostComputer},
    Found.DESCRIPTION: {Tag.ImageDescription, Tag.XPTitle, Tag.XPSubject, Tag.XPKeywords, Tag.XPComment},
    Found.COMMENT: {Tag.UserComment},
    Found.MAKER_NOTE: {Tag.MakerNote, Tag.MakerNoteSafety},
    Found.IDENTIFIER: {Tag.ImageUniqueID},
}
INFO = {
    "xmp": Found.XMP,
    "XML:com.adobe.xmp": Found.XMP,
    "photoshop": Found.IPTC,
    "icc_profile": Found.COLOUR,
    "comment": Found.COMMENT,
    "thumbnails": Found.THUMBNAIL,
}
NOTES = {"author": Found.AUTHOR, "copyright": Found.AUTHOR, "software": Found.PROGRAM, "creation time": Found.DATES}
PNG_PARTS = {
    b"tIME": Found.DATES,
    b"eXIf": Found.EXIF,
    b"iCCP": Found.COLOUR,
    b"caBX": Found.CREDENTIALS,
    b"tEXt": Found.NOTES,
    b"zTXt": Found.NOTES,
    b"iTXt": Found.NOTES,
}
CREDENTIALS_PART = "APP11"
TURNED_FROM = range(2, 9)


def tell(held: bytes, picture: Image.Image, report: Report) -> None:
    """Adds to the report each kind of detail that a picture file carries."""
    for name, what in INFO.items():
        report.add_if(picture.info.get(name), what)
    for name in getattr(picture, "text", {}):
        report.add(NOTES.get(str(name).lower(), Found.NOTES))
    report.add_if(CREDENTIALS_PART in getattr(picture, "app", {}), Found.CREDENTIALS)
    if picture.format == "PNG":
        _tell_of_parts(png.parts_of(held)[0], report)
    _tell_of_exif(picture, report)


def _tell_of_parts(names: set[bytes], report: Report) -> None:
    for name, what in PNG_PARTS.items():
        report.add_if(name in names, what)
    report.add_if(names - png.DRAWN - png.MOVING - PNG_PARTS.keys(), Found.OTHER_BLOCKS)


def _tell_of_exif(picture: Image.Image, report: Report) -> None:
    exif = picture.getexif()
    inner = _inner(exif, ExifTags.IFD.Exif)
    named = {*exif, *inner}
    report.add_if(_inner(exif, ExifTags.IFD.GPSInfo), Found.POSITION)
    for what, tags in TAGS.items():
        report.add_if(named & tags, what)
    report.add_if(_inner(exif, ExifTags.IFD.IFD1), Found.THUMBNAIL)
    report.add_if(exif.get(Tag.Orientation) in TURNED_FROM, Found.TURNED)
    known = set[int]().union(*TAGS.values(), {Tag.Orientation, Tag.ExifOffset, Tag.GPSInfo})
    report.add_if((named - known) or picture.info.get("exif"), Found.EXIF)


def _inner(exif: Image.Exif, which: int) -> dict[int, Any]:
    try:
        return exif.get_ifd(which)
    except Exception:
        return {}
