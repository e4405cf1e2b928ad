"""Pictures: drawn anew from their points alone, turned the right way up, so that nothing but what is seen goes over."""

import io

import pi_heif
from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

from upstander.reporting.cleaning import jpeg, kinds, picture_details, png, second_content
from upstander.reporting.cleaning.report import NoCopyError, Report, at_most
from upstander.reporting.cleaning.wording import Found, Refused

READERS = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "heic": "HEIF"}
LOADED = (WebPImagePlugin, MpoImagePlugin, TiffImagePlugin)  # Pillow would load these when first met: too late by then
SEE_THROUGH = {"RGBA", "LA", "PA", "La", "RGBa"}
GREY = {"1", "L"}
QUALITY = 90  # of a JPEG copy: fine print in a photographed page stays readable


def load_readers() -> None:
    """Loads the readers of pictures: none can be loaded once the process is confined, and none but these are used."""
    pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    Image.preinit()


def copy_of(held: bytes, kind: str, report: Report) -> bytes:
    """A copy of a picture from its points alone. Raises NoCopyError where it is too large or cannot be read."""
    with Image.open(io.BytesIO(held), formats=[READERS[kind]]) as picture:
        at_most(picture.width * picture.height)
        second_content.tell(held, _end_of(held, kind), report, of_a_picture=True)
        frames = getattr(picture, "n_frames", 1)
        picture_details.tell(held, picture, report)
        if frames > 1 and kind != "jpeg":
            report.add(Found.MOVES, frames)
        turned = ImageOps.exif_transpose(picture)
        return _drawn(turned, kinds.KINDS[kind].copied_as, kind, report)


def _end_of(held: bytes, kind: str) -> int:
    """Where the file's own content ends; its length, where that kind does not say."""
    if kind == "jpeg":
        try:
            return jpeg.end_of(held)
        except jpeg.JpegError as error:
            raise NoCopyError(Refused.BROKEN) from error
    if kind == "webp":
        return 8 + int.from_bytes(held[4:8], "little")
    if kind == "gif":
        return held.rfind(b"\x00\x3b") + 2 or len(held)
    return png.parts_of(held)[1] if kind == "png" else len(held)


def _drawn(picture: Image.Image, media_type: str, kind: str, report: Report) -> bytes:
    form = "JPEG" if media_type == kinds.JPEG_COPY else "PNG"
    if kind not in {"jpeg", "png"}:
        report.add(Found.COPIED_AS_JPEG if form == "JPEG" else Found.COPIED_AS_PNG)
    if picture.mode.startswith("I"):  # 16 bits a point, which converting would cut to white
        picture = picture.point(lambda value: value / 256).convert("L")
    mode = _mode(picture, see_through=form == "PNG")
    bare = Image.new(mode, picture.size)  # a new picture has no details to carry over
    bare.paste(picture if picture.mode == mode else picture.convert(mode))
    out = io.BytesIO()
    if form == "JPEG":
        bare.save(out, "JPEG", quality=QUALITY)
    else:
        bare.save(out, "PNG")
    return out.getvalue()


def _mode(picture: Image.Image, *, see_through: bool) -> str:
    if see_through and (picture.mode in SEE_THROUGH or "transparency" in picture.info):
        return "RGBA"
    return "L" if picture.mode in GREY else "RGB"
