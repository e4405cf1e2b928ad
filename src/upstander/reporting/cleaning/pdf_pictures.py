"""Pictures inside a PDF: their points are left as they are, and what their own files tell besides is cut away."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from upstander.reporting.cleaning import jpeg, jpeg2000
from upstander.reporting.cleaning.report import Report, at_most
from upstander.reporting.cleaning.wording import Found

PICTURE = {
    *("/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/Interpolate"),
    *("/Intent", "/ImageMask", "/Mask", "/SMask", "/SMaskInData", "/Matte", "/Filter", "/DecodeParms", "/Length"),
}
BARE = {"/DCTDecode": jpeg.bare, "/JPXDecode": jpeg2000.bare}
CLEAN_ALREADY = {
    "/FlateDecode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/CCITTFaxDecode",
    "/ASCII85Decode",
    "/ASCIIHexDecode",
}


class PictureCleaner:
    """Cleans the pictures of one document."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def clean(self, picture: Stream) -> None:
        """Cuts away what a picture's own file tells; a picture for which that cannot be done is left out as white.

        Raises NoCopyError where it claims too many pixels.
        """
        width, height = (int(picture.get(key, 0)) for key in ("/Width", "/Height"))
        if width < 1 or height < 1:
            self._leave_out(picture)
            return
        at_most(width * height)
        for key in list(picture.keys()):
            if key not in PICTURE:
                del picture[key]
        self._cut(picture)

    def is_clean_in_line(self, picture: pikepdf.PdfInlineImage) -> bool:
        """Whether a picture that stands in the content is points alone; one that is a file of its own is left out."""
        clean = {str(one) for one in picture.filters} <= CLEAN_ALREADY
        if not clean:
            self._report.add(Found.INNER_PICTURE_LEFT_OUT, 1)
        return clean

    def _cut(self, picture: Stream) -> None:
        filters = _filters(picture)
        if not filters or set(filters) <= CLEAN_ALREADY | {"/JBIG2Decode"}:
            return
        if len(filters) > 1 or filters[0] not in BARE:
            self._leave_out(picture)
            return
        raw = picture.read_raw_bytes()
        try:
            bare = BARE[filters[0]](raw)
        except (jpeg.JpegError, jpeg2000.Jpeg2000Error):
            self._leave_out(picture)
            return
        if bare != raw:
            self._report.add(Found.INNER_PICTURE, 1)
            how = picture.get(Name.DecodeParms)
            kept = how if isinstance(how, Dictionary | Array) else None
            picture.write(bare, filter=Name(filters[0]), decode_parms=kept)

    def _leave_out(self, picture: Stream) -> None:
        self._report.add(Found.INNER_PICTURE_LEFT_OUT, 1)
        for key in list(picture.keys()):
            if key not in {"/Type", "/Subtype", "/Length"}:
                del picture[key]
        picture.Width, picture.Height, picture.BitsPerComponent = 1, 1, 8
        picture.ColorSpace = Name.DeviceGray
        picture.write(b"\xff")


def _filters(picture: Stream) -> list[str]:
    named: Object | None = picture.get(Name.Filter)
    if isinstance(named, Array):
        return [str(one) for one in named]
    return [] if named is None else [str(named)]
