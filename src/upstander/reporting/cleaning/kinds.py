"""What a file is, by its first bytes and never by its name, and what each kind's names end in."""

from dataclasses import dataclass

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
PDF_MARK = b"%PDF-"
PDF_WITHIN = 1024  # readers of PDF look this far for its mark
ZIP_START = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
ZIP_END_WITHIN = 22 + 65535  # the last record of an archive and its longest comment
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc", b"hevx")
JPEG_COPY, PNG_COPY, PDF_COPY, TEXT_COPY = "image/jpeg", "image/png", "application/pdf", "text/plain"


@dataclass(frozen=True)
class Kind:
    """A kind of file: in words, what its names end in, and the media type of its cleaned copy ("" for none)."""

    words: str
    endings: tuple[str, ...] = ()
    copied_as: str = ""


KINDS = {
    "jpeg": Kind("JPEG picture", ("jpg", "jpeg", "jpe", "jfif"), JPEG_COPY),
    "png": Kind("PNG picture", ("png",), PNG_COPY),
    "gif": Kind("GIF picture", ("gif",), PNG_COPY),
    "webp": Kind("WebP picture", ("webp",), PNG_COPY),
    "heic": Kind("HEIC picture", ("heic", "heif", "hif"), JPEG_COPY),
    "pdf": Kind("PDF document", ("pdf",), PDF_COPY),
    "word": Kind("Word document", ("docx", "docm", "dotx"), TEXT_COPY),
    "excel": Kind("Excel workbook", ("xlsx", "xlsm", "xltx"), TEXT_COPY),
    "powerpoint": Kind("PowerPoint presentation", ("pptx", "pptm", "ppsx"), TEXT_COPY),
    "table": Kind("table as text (CSV)", ("csv", "tsv", "tab", "txt"), TEXT_COPY),
    "text": Kind("plain text", ("txt", "text", "log", "md", "csv", "tsv"), TEXT_COPY),
    "zip": Kind("archive (ZIP)", ("zip",)),
    "archive": Kind("archive", ("7z", "rar", "gz", "tgz", "bz2", "xz", "tar")),
    "old office": Kind("Office file of the older kind", ("doc", "xls", "ppt", "msg")),
    "open document": Kind("OpenDocument file", ("odt", "ods", "odp")),
    "rich text": Kind("Rich Text document", ("rtf",)),
    "web page": Kind("web page or drawing in its language (HTML, SVG, XML)", ("html", "htm", "svg", "xml", "xhtml")),
    "message": Kind("e-mail message", ("eml", "mht")),
    "contact": Kind("contact card or calendar", ("vcf", "ics")),
    "audio": Kind("sound recording", ("mp3", "m4a", "wav", "ogg", "opus", "flac", "amr", "aac", "wma")),
    "video": Kind("video", ("mp4", "mov", "m4v", "3gp", "avi", "mkv", "webm", "wmv", "mpg")),
    "picture": Kind("picture of another kind", ("bmp", "tif", "tiff", "ico", "psd", "avif", "dng")),
    "program": Kind(
        "program", ("exe", "com", "scr", "dll", "msi", "elf", "so", "bat", "cmd", "js", "vbs", "ps1", "sh")
    ),
    "empty": Kind("empty file"),
    "unknown": Kind("file of a kind that is not known"),
}

STARTS = {
    JPEG_START: "jpeg",
    PNG_START: "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    PDF_MARK: "pdf",
    ZIP_START: "zip",
    ZIP_END: "zip",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old office",
    b"{\\rtf": "rich text",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"Rar!\x1a\x07": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"\xfd7zXZ\x00": "archive",
    b"ID3": "audio",
    b"\xff\xfb": "audio",
    b"\xff\xf1": "audio",
    b"OggS": "audio",
    b"fLaC": "audio",
    b"#!AMR": "audio",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11": "video",
    b"\x1a\x45\xdf\xa3": "video",
    b"\x00\x00\x01\xba": "video",
    b"BM": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"8BPS": "picture",
    b"\x00\x00\x01\x00": "picture",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"#!": "program",
}
RIFF = {b"WEBP": "webp", b"WAVE": "audio", b"AVI ": "video"}
TEXT_STARTS = {  # of text, without case, after white space
    b"<": "web page",
    b"from: ": "message",
    b"received: ": "message",
    b"return-path: ": "message",
    b"delivered-to: ": "message",
    b"mime-version: ": "message",
    b"begin:vc": "contact",
}


def kind_of(held: bytes) -> str:
    """The kind of a file, a key of KINDS: "unknown" may still be text, and "zip" an Office file."""
    if not held:
        return "empty"
    for start, kind in STARTS.items():
        if held.startswith(start) and _can_be(kind, start, held):
            return kind
    if held.startswith(b"RIFF"):
        return RIFF.get(held[8:12], "unknown")
    if held[4:8] == b"ftyp":
        return _of_media(held)
    # Some readers open a PDF that stands behind other bytes: what they would open is what it is.
    return "pdf" if PDF_MARK in held[:PDF_WITHIN] else "unknown"


def _can_be(kind: str, start: bytes, held: bytes) -> bool:
    """Two letters alone may begin a text: such a start counts where bytes follow that no text has."""
    return len(start) > 2 or start == b"#!" or b"\x00" in held[:512] or kind in {"audio", "archive"}


def _of_media(held: bytes) -> str:
    brand = held[8:12]
    if brand in HEIC_BRANDS:
        return "heic"
    if brand in {b"avif", b"avis"}:
        return "picture"
    return "audio" if brand.startswith(b"M4A") else "video"


def kind_of_text(text: bytes) -> str:
    """The kind of text: a web page, a message or a contact card carries more than its words."""
    begun = text[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((kind for start, kind in TEXT_STARTS.items() if begun.startswith(start)), "text")


def said_by_the_name(name: str) -> str | None:
    """What a name ends in, where that is an ending we know: others could name a person, and are not told."""
    ending = name.rstrip(" .").rpartition(".")[2].lower() if "." in name else ""
    return ending if any(ending in kind.endings for kind in KINDS.values()) else None
