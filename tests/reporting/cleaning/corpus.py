"""Files as people send them and as attackers make them, each made here, with canaries where values lead to the sender."""

import base64
import io
import struct
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw, PngImagePlugin

AUTHOR, PLACE, NOTE = "AUTHOR-CANARY-7731", "PLACE-CANARY-5518", "NOTE-CANARY-9042"
CANARIES = (AUTHOR, PLACE, NOTE)
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{AUTHOR}</creator></x:xmpmeta>'.encode()
TURN_RIGHT = 6  # the EXIF orientation of a picture that is to be turned a quarter to the right
CHUNK_START = b"\x89PNG\r\n\x1a\n"

# 64 by 48 points, red at the top left and blue at the bottom right; made once with pillow-heif 1.8.1, which can write HEIC.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAghtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAEZpbG9jAA"
    "AAAERAAAMAAQAAAAACLAABAAAAAAAAAGoAAgAAAAAClgABAAAAAAAAAGgAAwAAAAAC/gABAAAAAAAAABcAAABiaWluZgAAAAAAAwAAABVpbmZl"
    "AgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waX"
    "RtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroC"
    "QGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFG"
    "lzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAA"
    "AAAAAAEAAQWBAgMFhAAAAChpcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAADmNkc2MAAwABAAEAAADxbWRhdAAAAGYoAa9Y+RTn/799f38KhtzMvH"
    "MNQt0PAKVZ90mtqZUE3HwPpxJ332fNCNotf/3cV+nKVSpbKWpDuVO70AS0CC4nJvu302ALQN+kJ0UHzI8If1QjHyUAHs2z9qGjlvFr4bHfEYPu"
    "v8AAAAAGRXhpZgAATU0AKgAAAAgAAgE7AAIAAAATAAAAJoglAAQAAAABAAAAOgAAAABBVVRIT1ItQ0FOQVJZLTc3MzEAAAABAB0AAgAAABIAAA"
    "BMAAAAAFBMQUNFLUNBTkFSWS01NTE4ADx4Pk5PVEUtQ0FOQVJZLTkwNDI8L3g+"
)


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """White, with red at the top left and blue at the bottom right, so that a turn is seen."""
    width, height = size
    drawn = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    draw.rectangle((width // 2, height // 2, width, height), fill="blue")
    return drawn.convert(mode)


def exif(*, orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x010F], made[0x013B], made[0x010E] = orientation, "Maker " + NOTE, AUTHOR, NOTE
    made[0x0131], made[0x0132] = "Program " + NOTE, "2026:01:02 03:04:05"
    made.get_ifd(0x8825).update({1: "N", 2: (53.0, 44.0, 1.0), 29: PLACE})
    made.get_ifd(0x8769).update({0xA431: "SERIAL" + NOTE, 0xA430: AUTHOR, 0x9286: NOTE.encode()})
    return made


def jpeg(*, orientation: int = 1, details: bool = True) -> bytes:
    out = io.BytesIO()
    told = {"exif": exif(orientation=orientation), "comment": NOTE.encode(), "xmp": XMP} if details else {}
    picture().save(out, "JPEG", quality=95, **told)
    return out.getvalue()


def png() -> bytes:
    out, notes = io.BytesIO(), PngImagePlugin.PngInfo()
    notes.add_text("Author", AUTHOR)
    notes.add_text("Comment", NOTE, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    notes.add(b"prVt", NOTE.encode())
    picture(mode="RGBA").save(out, "PNG", pnginfo=notes, exif=exif(orientation=TURN_RIGHT))
    return out.getvalue()


def gif() -> bytes:
    out = io.BytesIO()
    frames = [picture(mode="P"), Image.new("P", (64, 48))]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=NOTE.encode())
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    picture().save(out, "WEBP", exif=exif(), xmp=XMP, lossless=True)
    return out.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG that says it is larger than it is."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return CHUNK_START + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def blank(width: int, height: int) -> bytes:
    """A white PNG, which is small for all its points."""
    packed = zlib.compress((b"\0" + b"\xff" * 3 * width) * height, 1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return CHUNK_START + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def noise(width: int, height: int) -> bytes:
    """A WebP picture of nothing but noise, which is long work for all its size."""
    out = io.BytesIO()
    small = Image.effect_noise((width // 7, height // 7), 60)
    small.resize((width, height), Image.Resampling.BICUBIC).convert("RGB").save(out, "WEBP", quality=30, method=0)
    return out.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">'
    f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
    f"<dcterms:created>2026-01-02 {NOTE}</dcterms:created></cp:coreProperties>"
)
ELSEWHERE = (
    f'<Relationships><Relationship Id="a" Target="http://{PLACE}.example/" TargetMode="External"/></Relationships>'
)
DOCUMENT = (
    '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>He waited by the </w:t><w:t>car park</w:t></w:r></w:p>'
    f'<w:p><w:ins w:author="{AUTHOR}" w:date="2026"><w:r><w:t>twice</w:t></w:r></w:ins>'
    f'<w:del w:author="{AUTHOR}"><w:r><w:delText>{NOTE}</w:delText></w:r></w:del></w:p></w:body></w:document>'
)


def docx(**more: str | bytes) -> bytes:
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "docProps/core.xml": CORE,
        "docProps/app.xml": f"<Properties><Company>{PLACE}</Company></Properties>",
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": ELSEWHERE,
        "word/media/image1.jpeg": jpeg(),
        "word/vbaProject.bin": NOTE,
    }
    return archive(parts | {name.replace("__", "/") + ".xml": data for name, data in more.items()})


def xlsx() -> bytes:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>7</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><f>HYPERLINK("x")</f><v>12</v></c></row></sheetData></worksheet>'
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "docProps/core.xml": CORE,
            "xl/workbook.xml": '<workbook><sheets><sheet name="a" state="hidden"/></sheets></workbook>',
            "xl/sharedStrings.xml": "<sst><si><r><t>late </t></r><r><t>shift</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def pptx() -> bytes:
    def slide(words: str) -> str:
        return f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>'

    names = {"ppt/slides/slide10.xml": slide("last"), "ppt/slides/slide2.xml": slide("first")}
    return archive(
        {"[Content_Types].xml": "<Types/>", "docProps/core.xml": CORE, "ppt/presentation.xml": "<p/>"} | names
    )


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


def pdf() -> bytes:
    """A page with words, a photograph and a drawing, and about everything that a PDF can carry besides."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 100)).obj
        photograph = made.make_stream(jpeg(), Type=Name.XObject, Subtype=Name.Image, Width=64, Height=48)
        photograph.ColorSpace, photograph.BitsPerComponent, photograph.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        photograph.Metadata = made.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)
        form = made.make_stream(f"% {NOTE}\n1 0 0 rg 0 0 9 9 re f".encode(), Type=Name.XObject, Subtype=Name.Form)
        form.BBox, form.Private = Array([0, 0, 9, 9]), Name("/" + NOTE)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Owner=String(AUTHOR))
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(P=photograph, D=form))
        words = f"/Span <</ActualText ({NOTE})>> BDC BT /F1 12 Tf 10 80 Td (Seen at the gate) Tj ET EMC /P Do /D Do ({NOTE}) note"
        in_line = f"BI /W 1 /H 1 /BPC 8 /CS /G /F /DCT ID {NOTE}\nEI\n% {AUTHOR}\n"
        page.Contents = made.make_stream(f"{words}\n{in_line}".encode())
        page.Thumb = made.make_stream(jpeg(), Width=64, Height=48)
        page.PieceInfo = Dictionary(Some=Dictionary(Private=String(NOTE)))
        page.AA = Dictionary(O=script())
        page.Annots = Array([made.make_indirect(one) for one in annotations(made)])
        carries(made)
        return saved(made)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{NOTE}')"))


def annotations(made: pikepdf.Pdf) -> list[Dictionary]:
    here, drawn = (
        Array([10, 10, 60, 30]),
        made.make_stream(b"0 0 1 rg 0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form),
    )
    drawn.BBox = Array([0, 0, 50, 20])
    launch = Dictionary(S=Name.Launch, F=String(NOTE + ".exe"))
    return [
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=here, A=launch),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=here, A=Dictionary(S=Name.URI, URI=String("http://" + PLACE))
        ),
        Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=here, F=4, T=String(AUTHOR), AP=Dictionary(N=drawn)),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, Rect=here, FT=Name.Tx, T=String("field"), V=String("typed in"), F=4
        ),
    ]


def carries(made: pikepdf.Pdf) -> None:
    with made.open_metadata() as told:
        told["dc:creator"] = [AUTHOR]
    made.docinfo["/Author"], made.docinfo["/Title"], made.docinfo["/Own"] = AUTHOR, NOTE, PLACE
    made.attachments["secret.txt"] = NOTE.encode()
    made.Root.OpenAction = script()
    made.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), made.make_indirect(script())]))
    fields = [one for one in made.pages[0].obj.Annots if one.Subtype == Name.Widget]
    fonts = Dictionary(Font=Dictionary(Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
    made.Root.AcroForm = Dictionary(Fields=Array(fields), DR=fonts, DA=String("/Helv 10 Tf 0 g"), NeedAppearances=True)


def pdf_of(*objects: str, root: int = 1) -> bytes:
    """A PDF written by hand, as a library would not write it."""
    body = b"%PDF-1.7\n" + b"".join(f"{n} 0 obj\n{text}\nendobj\n".encode() for n, text in enumerate(objects, 1))
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root {root} 0 R >>\nstartxref\n0\n%%EOF\n"
    return body + trailer.encode()


def everything_in(copy: bytes, media_type: str) -> bytes:
    """The bytes of a copy, and for a PDF those of each object and each stream unpacked: nothing hides in a packed part."""
    if media_type != "application/pdf":
        return copy
    parts = [copy]
    with pikepdf.open(io.BytesIO(copy)) as opened:
        held = [one for one in [*opened.objects, opened.trailer] if isinstance(one, pikepdf.Object)]
        for one in held:
            parts.append(one.unparse(resolved=False))
            if isinstance(one, pikepdf.Stream):
                parts += [one.read_raw_bytes(), _unpacked(one)]
    return b"\n".join(parts)


def _unpacked(one: pikepdf.Stream) -> bytes:
    try:
        return one.read_bytes()
    except pikepdf.PdfError:  # a picture, which only readers of pictures unpack
        return b""


def canaries_in(copy: bytes, media_type: str) -> list[str]:
    found = everything_in(copy, media_type)
    forms = {canary: [canary.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")] for canary in CANARIES}
    forms |= {canary + " in hexadecimal": [canary.encode().hex().encode()] for canary in CANARIES}
    return [canary for canary, written in forms.items() if any(one in found for one in written)]
