"""Pictures: the same points the right way up, and nothing that tells where, when, with what or by whom they were taken."""

import io

import pytest
from PIL import Image

from tests.reporting.cleaning import corpus
from upstander.reporting.cleaning.cleaned import clean, told_of
from upstander.reporting.cleaning.inside import answer_for

RED, BLUE = (254, 0, 0), (0, 0, 254)
PICTURES = {
    "photo.jpg": (corpus.jpeg, "JPEG picture", "image/jpeg"),
    "drawing.png": (corpus.png, "PNG picture", "image/png"),
    "moving.gif": (corpus.gif, "GIF picture", "image/png"),
    "from the web.webp": (corpus.webp, "WebP picture", "image/png"),
    "telephone.heic": (lambda: corpus.HEIC, "HEIC picture", "image/jpeg"),
}
TOLD = {
    "photo.jpg": {
        "where the picture was taken (GPS position)",
        "name of the author",
        "make and model of the camera or telephone",
        "serial number of the camera or lens",
        "name of the camera's owner",
        "when it was made or changed",
        "a comment inside the file",
        "editing details (XMP)",
    },
    "drawing.png": {
        "name of the author",
        "text notes inside the picture file",
        "data blocks that a viewer does not need",
    },
    "moving.gif": {"all but the first picture of 2", "the form of the picture: the copy is a PNG picture"},
    "from the web.webp": {"where the picture was taken (GPS position)", "editing details (XMP)"},
    "telephone.heic": {"where the picture was taken (GPS position)", "name of the author", "editing details (XMP)"},
}


@pytest.fixture(scope="module", params=PICTURES)
def cleaned(request):
    make, kind, media_type = PICTURES[request.param]
    return request.param, make(), kind, media_type, clean(make(), request.param)


def test_a_picture_is_copied_as_it_is_seen_and_without_its_details(cleaned):
    name, original, kind, media_type, told = cleaned
    assert any(canary.encode() in original for canary in corpus.CANARIES)
    assert (told.kind, told.media_type, told.why_not) == (kind, media_type, "")
    assert corpus.canaries_in(told.copy, told.media_type) == []
    assert TOLD[name] <= set(told.removed)


def test_a_copy_has_the_points_of_the_picture_the_right_way_up(cleaned):
    name, _, _, _, told = cleaned
    turned = name == "drawing.png"  # which says that it is to be turned a quarter to the right
    copy = Image.open(io.BytesIO(told.copy))
    assert copy.size == ((48, 64) if turned else (64, 48))
    assert not set(copy.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not copy.getexif()
    shown = copy.convert("RGB")
    last_x, last_y = shown.width - 4, shown.height - 4
    red, blue = ((last_x, 4), (4, last_y)) if turned else ((4, 4), (last_x, last_y))
    assert near(shown.getpixel(red), RED)
    assert near(shown.getpixel(blue), BLUE)


def near(one, other):
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def test_the_manifest_holds_no_value(cleaned):
    assert not any(canary in sentence for sentence in cleaned[4].removed for canary in corpus.CANARIES)


def test_a_picture_of_16_bits_keeps_its_greys():
    out = io.BytesIO()
    Image.new("I;16", (8, 8), 32768).save(out, "PNG")
    assert Image.open(io.BytesIO(answer_for(out.getvalue()).copy)).getpixel((4, 4)) in {127, 128}


def test_what_is_seen_through_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(answer_for(out.getvalue()).copy)).getpixel((4, 4))[3] == 0


BEHIND = {
    "text": (b"meet me at the quay", "text after the end of the picture: 19 bytes"),
    "bytes": (b"\x01\x02\x03" * 100, "data after the end of the picture: 300 bytes"),
    "an archive": (corpus.archive({"a": "b"}), "it is an archive (ZIP) as well"),
    "a document": (b"\n%PDF-1.7\n", "it is a PDF document as well"),
    "a page": (b"<html><script>alert(1)</script>", "a web page or a script for one is hidden in it"),
    "a picture": (corpus.jpeg(details=False), "another picture stands behind it"),
}


@pytest.mark.parametrize("what", BEHIND)
def test_what_stands_behind_a_picture_is_told_and_not_copied(what):
    behind, sentence = BEHIND[what]
    original = corpus.jpeg(details=False) if what != "an archive" else corpus.png()
    told = told_of(answer_for(original + behind), "photo")
    assert sentence in told.removed
    assert behind not in told.copy
    assert len(told.copy) < len(original) + 1000


def test_a_page_hidden_in_a_comment_is_told():
    out = io.BytesIO()
    corpus.picture().save(out, "JPEG", comment=b"<script>alert(1)</script>")
    assert "a web page or a script for one is hidden in it" in told_of(answer_for(out.getvalue()), "photo.jpg").removed


def test_a_plain_picture_has_nothing_told_of_it():
    assert told_of(answer_for(corpus.jpeg(details=False)), "photo.JPEG").removed == ()
