"""A page of a PDF with what is drawn and nothing else: each object that it refers to is gone through once.

What may stand is listed, for pages, drawings and pictures; from fonts and the rest, words and whatever acts are taken.
Source: ISO 32000-2, 7.7.3.3 pages, 7.8 content and resources, 8.9.5 pictures, 8.10 forms.
"""

import contextlib
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from upstander.reporting.cleaning.pdf_pictures import PictureCleaner
from upstander.reporting.cleaning.report import NoCopyError, Report
from upstander.reporting.cleaning.wording import Refused

PAGE = {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/Group", "/UserUnit"}
INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
RESOURCES = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"}
PACKED = {"/Length", "/Filter", "/DecodeParms"}
FORM = PACKED | {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group"}
PATTERN = PACKED | {
    "/Type",
    "/PatternType",
    "/PaintType",
    "/TilingType",
    "/BBox",
    "/XStep",
    "/YStep",
    "/Resources",
    "/Matrix",
}
# What acts, describes, or points out of the page, wherever it stands.
NEVER = {
    *("/A", "/AA", "/JS", "/JavaScript", "/OpenAction", "/Launch", "/URI", "/EF", "/AF", "/Annots", "/Parent", "/P"),
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/OPI", "/Alternates", "/OC", "/Properties", "/Ref"),
    *("/StructParent", "/StructParents", "/PtData", "/Measure", "/ID", "/FFilter", "/FDecodeParms", "/HTP"),
}
WORDS_NEEDED = {"/Registry", "/Ordering", "/CharSet", "/FontFamily", "/Panose"}  # by which a viewer chooses letters
# Dictionaries whose keys are names that the document gave, not words of the format: /A there is no action.
NAMED = {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants"}
# The operators that draw, each with the words it takes; others draw nothing, and could hold words of any kind.
DRAWS = {
    *("q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "Do", "sh", "BX", "EX"),
    *("m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*"),
    *("BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"', "d0", "d1"),
    *("CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k"),
}
DEEPEST_TREE = 64
MOST_VISITED = 300_000
MOST_DRAWN = 64 << 20  # bytes of content of all pages, packed and unpacked


class PageCleaner:
    """Cleans the pages of one document; objects that pages share are gone through once."""

    def __init__(self, given: pikepdf.Pdf, report: Report) -> None:
        self._given = given
        self._pictures = PictureCleaner(report)
        self._seen: set[tuple[int, int]] = set()
        self._glyphs: set[tuple[int, int]] = set()  # letters that are drawn like small pages
        self._visited = 0
        self._drawn = 0  # bytes of content, unpacked

    def clean(self, page: pikepdf.Page) -> None:
        """Leaves of a page what is drawn. Raises NoCopyError where it is endless or unpacks too far."""
        for key in INHERITED:
            value = _inherited(page.obj, key)
            if value is not None:
                page.obj[key] = value
        _keep(page.obj, PAGE)
        page.obj[Name.Contents] = self._given.make_stream(self._content(page.obj))
        if isinstance(page.obj.get(Name.Resources), Dictionary):
            _keep(page.obj.Resources, RESOURCES)
        waiting = [(page.obj[key], False) for key in ("/Resources", "/Group") if key in page.obj]
        while waiting:
            waiting += self._cleaned(*waiting.pop())

    def _content(self, drawn: Object) -> bytes:
        """What draws a page or form, without tags and the words in them; comments are lost by the way."""
        for stream in _streams(drawn):
            self._bound(stream)
        return pikepdf.unparse_content_stream(
            [step for step in pikepdf.parse_content_stream(drawn) if self._draws(step)]
        )

    def _draws(self, step: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> bool:
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            return self._pictures.is_clean_in_line(step.iimage)
        return str(step.operator) in DRAWS

    def _bound(self, stream: Stream) -> None:
        """Unpacks content as far as it may go before qpdf does, which knows no limit."""
        raw = stream.read_raw_bytes()
        if stream.get(Name.Filter) in (Name.FlateDecode, Array([Name.FlateDecode])):
            with contextlib.suppress(zlib.error):  # qpdf repairs what it can
                self._drawn += len(zlib.decompressobj().decompress(raw, MOST_DRAWN + 1))
        self._drawn += len(raw)
        if self._drawn > MOST_DRAWN:
            raise NoCopyError(Refused.EXPANDS)

    def _cleaned(self, one: Object, named: bool) -> list[tuple[Object, bool]]:
        """Cleans one object; those inside it that are still to be cleaned, and whether their keys are given names."""
        self._visited += 1
        if self._visited > MOST_VISITED:
            raise NoCopyError(Refused.TOO_LARGE)
        if one.is_indirect:
            if one.objgen in self._seen:
                return []
            self._seen.add(one.objgen)
        for glyph in _glyphs(one):
            self._glyphs.add(glyph.objgen)
        if isinstance(one, Array):
            _strip_array(one)
            return [(value, False) for value in one if _can_hold(value)]
        if isinstance(one, Stream):
            self._clean_stream(one)
        _strip(one, set() if named else NEVER)
        inside = [(key, one[key]) for key in list(one.keys())]
        return [(value, key in NAMED and isinstance(value, Dictionary)) for key, value in inside if _can_hold(value)]

    def _clean_stream(self, one: Stream) -> None:
        if Name.F in one:  # the data is in another file
            del one[Name.F]
        subtype = one.get(Name.Subtype)
        if subtype == Name.Image:
            self._pictures.clean(one)
        elif subtype == Name.Form or one.get(Name.PatternType) == 1:
            _keep(one, FORM if subtype == Name.Form else PATTERN)
            resources = one.get(Name.Resources)
            if isinstance(resources, Dictionary):
                _keep(resources, RESOURCES)
            one.write(self._content(one))
        elif one.objgen in self._glyphs:
            one.write(self._content(one))


def _strip(one: Object, never: set[str]) -> None:
    for key in list(one.keys()):
        if key in never or (isinstance(one[key], String) and key not in WORDS_NEEDED):
            del one[key]


def _strip_array(one: Array) -> None:
    """Takes words out of an array; the words of an indexed colour space are its colours."""
    if len(one) and one[0] == Name.Indexed:
        return
    for number, value in enumerate(one):
        if isinstance(value, String):
            one[number] = String("")


def _streams(drawn: Object) -> list[Stream]:
    """The streams that draw a page or a form; a page may have one or several."""
    if isinstance(drawn, Stream):
        return [drawn]
    contents = drawn.get(Name.Contents)
    listed = list(contents) if isinstance(contents, Array) else [contents]
    return [one for one in listed if isinstance(one, Stream)]


def _glyphs(one: Object) -> list[Object]:
    drawn = one.get("/CharProcs") if isinstance(one, Dictionary) else None
    if not isinstance(drawn, Dictionary):
        return []
    return [glyph for key in list(drawn.keys()) for glyph in [drawn[key]] if isinstance(glyph, Stream)]


def _keep(one: Object, keys: set[str]) -> None:
    for key in list(one.keys()):
        if key not in keys:
            del one[key]


def _can_hold(value: object) -> bool:
    return isinstance(value, Dictionary | Stream | Array)


def _inherited(page: Object, key: str) -> Object | None:
    """What a page has of this name, or the nearest of those above it; a tree of pages may turn in a circle."""
    above: Object | None = page
    for _ in range(DEEPEST_TREE):
        if not isinstance(above, Dictionary):
            return None
        if key in above:
            return above[key]
        above = above.get(Name.Parent)
    return None
