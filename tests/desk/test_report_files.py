"""Files that came with a report: read as copies from which what could name the reporter was taken."""

import io

import pytest
from PIL import Image

from tests.desk.letters import report_from
from upstander.reporting.letters import Enclosed

CANARY = "Canary-Camera-of-Fern"


def picture():
    """A photograph whose metadata names a camera."""
    out, image = io.BytesIO(), Image.new("RGB", (40, 30), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0110] = CANARY
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def filed(desk):
    """A report with a photograph, and the address of that."""
    report = report_from(desk, files=(Enclosed("night.jpg", picture()), Enclosed("x.bin", b"\x00\x01\x02" * 50)))
    return desk, {file.named(): f"/reports/{report.pk}/files/{file.pk}" for file in report.files.all()}


def test_a_picture_is_given_as_a_copy_that_says_nothing_of_the_camera(filed):
    desk, at = filed
    assert CANARY.encode() in picture()
    answer = desk.asks("analyst", at["night.jpg"], {})
    assert Image.open(io.BytesIO(answer.content)).size == (40, 30)
    assert CANARY.encode() not in answer.content


def test_the_page_says_what_it_is_and_what_was_taken_out(filed):
    desk, at = filed
    shown = desk.asks("analyst", at["night.jpg"]).content.decode()
    assert ("JPEG" in shown, "Taken out" in shown, CANARY in shown) == (True, True, False)


def test_a_copy_is_saved_and_never_opened_in_the_desks_name(filed):
    desk, at = filed
    answer = desk.asks("analyst", at["night.jpg"], {})
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_where_there_is_no_copy_it_says_why_and_gives_nothing(filed):
    desk, at = filed
    answer = desk.asks("analyst", at["x.bin"], {})
    assert "There is no copy" in answer.content.decode()
    assert "attachment" not in answer.headers.get("Content-Disposition", "")


def test_each_copy_given_leaves_a_line(filed):
    desk, at = filed
    desk.asks("analyst", at["night.jpg"], {})
    assert desk.log("report file read")[0][3]["file"] in at["night.jpg"]


def test_it_exists_for_those_alone_for_whom_the_report_does(filed):
    desk, at = filed
    for who in ("investigator", "auditor", "administrator", "liaison", "authority"):
        assert desk.asks(who, at["night.jpg"]).status_code == 404


def test_the_second_factor_is_asked_for_again(filed):
    desk, at = filed
    assert "prove-again" in desk.asks_later("analyst", at["night.jpg"]).headers["Location"]


def test_a_file_of_a_report_that_was_destroyed_is_not_there(filed):
    desk, at = filed
    report = at["night.jpg"].partition("/files")[0]
    why = {"why": "its time is over", "feedback": "We told you where to turn", "sure": "on"}
    for what in ("signpost", "close", "destroy"):
        assert desk.asks("manager", f"{report}/{what}", why).status_code == 302
    assert desk.asks("analyst", at["night.jpg"]).status_code == 404
