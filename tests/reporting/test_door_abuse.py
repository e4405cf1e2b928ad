"""What hostile and clumsy visitors send: each is bounded and told, and nothing honest is lost."""

import contextlib
import io
import socket
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from waitress.adjustments import Adjustments

from tests.reporting.conftest import Opened, carried, reported, words_in
from upstander.reporting.doorkeeper import BEGINNING, KEPT, LIMITS, MEMORY, READ_AWAY, OnlyOne, goes_by
from upstander.reporting.forms import MOST_FILES
from upstander.reporting.middleware import MOST
from upstander.reporting.receipt import WORDS, Receipt

FILES_PAGE = {"danger": "no", "what": "x"}


def multipart(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[bytes, dict[str, str]]:
    """A form with files, as a browser sends it."""
    out = io.BytesIO()
    for name, value in fields.items():
        out.write(f'--XX\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, held in files:
        head = f'--XX\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        out.write(head.encode() + b"Content-Type: image/png\r\n\r\n" + held + b"\r\n")
    out.write(b"--XX--\r\n")
    return out.getvalue(), {"Content-Type": "multipart/form-data; boundary=XX"}


def at_the_files(door: Opened) -> str:
    """The page of the public door that asks for files."""
    page = door.asks("/")[2]
    for answers in ({"danger": "no"}, {"what": "something"}, {}):
        page = door.sends("/", answers | {"carried": carried(page), "go": "on"})[1]
    return page


def test_a_letter_sent_twice_is_there_once(door: Opened, letters_of: Any) -> None:
    """A double click, a lost answer, a page that is sent again."""
    page = door.asks("/calls")[2]
    given = {"danger": "no", "what": "what was said", "carried": carried(page), "go": "on"}
    first, second = (words_in(door.sends("/calls", given)[1]) for _ in range(2))
    assert first == second
    assert len(letters_of(first)) == 1


def test_a_letter_that_was_corrected_is_another_and_not_thrown_away(door: Opened, letters_of: Any) -> None:
    """Sent, gone back, corrected and sent again: somebody is in danger after all."""
    page = carried(door.asks("/calls")[2])
    given = {"danger": "no", "what": "what was said", "carried": page, "go": "on"}
    words = words_in(door.sends("/calls", given)[1])
    assert words_in(door.sends("/calls", given | {"danger": "yes", "who": "PC One"})[1]) == words
    assert sorted(urgent for _who, urgent, *_rest in letters_of(words)) == [False, True]


def test_two_messages_from_two_open_pages_are_both_there(door: Opened, letters_of: Any) -> None:
    words = reported(door)
    pages = [carried(door.sends("/return", {"receipt": " ".join(words)})[1]) for _ in range(2)]
    for said, danger, page in (("one", "no", pages[0]), ("two: he is here", "yes", pages[1])):
        status, shown = door.sends("/return", {"message": said, "danger": danger, "carried": page, "go": "write"})
        assert (status, "Your message is sent" in shown) == (200, True)
        assert ("Ring 999" in shown) == (danger == "yes")
    assert sorted(urgent for _who, urgent, *_rest in letters_of(words)) == [False, False, True]


def test_the_same_words_written_again_on_a_later_page_are_another_message(door: Opened, letters_of: Any) -> None:
    """Somebody in danger writes the same two lines each time he comes."""
    words = reported(door)
    for _time in range(2):
        page = carried(door.sends("/return", {"receipt": " ".join(words)})[1])
        given = {"message": "He is outside again", "danger": "yes", "carried": page, "go": "write"}
        for _click in range(2):
            assert "Your message is sent" in door.sends("/return", given)[1]
    assert sorted(urgent for _who, urgent, *_rest in letters_of(words)) == [False, True, True]


def test_words_that_are_too_long_are_kept_on_the_way_back(door: Opened) -> None:
    """And are told of when their page is sent again."""
    page = door.sends("/", {"danger": "no", "carried": carried(door.asks("/")[2]), "go": "on"})[1]
    long = "He came again. " * 600
    page = door.sends("/", {"what": long, "who": "PC One", "carried": carried(page), "go": "back"})[1]
    page = door.sends("/", {"danger": "no", "carried": carried(page), "go": "on"})[1]
    assert (long.strip() in page, "PC One" in page) == (True, True)
    assert "This is too long" in door.sends("/", {"what": long, "carried": carried(page), "go": "on"})[1]


def test_who_gives_somebody_a_page_to_begin_with_does_not_know_the_words_of_their_receipt(door: Opened) -> None:
    """Tried as a browser of before 2020 would, which does not say that a form is of another site."""
    page = door.asks("/")[2]
    given = carried(page)

    def sent_from(held: str) -> list[str]:
        shown = door.sends("/", {"danger": "no", "carried": held, "go": "on"})[1]
        for answers in ({"what": "something"}, {}, {}):
            shown = door.sends("/", answers | {"carried": carried(shown), "go": "on"})[1]
        return words_in(shown)

    assert sent_from(given) != sent_from(given)


@pytest.mark.parametrize(
    ("whence", "led"), [("cross-site", 302), ("same-site", 302), ("same-origin", 200), ("none", 200)]
)
def test_a_form_of_another_site_begins_at_the_beginning(door: Opened, whence: str, led: int) -> None:
    body = f"danger=no&go=on&carried={carried(door.asks('/')[2])}".encode()
    form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": whence}
    status, headers, _page = door.asks("/", body, **form)
    assert (status, headers.get("Location")) == (led, "/" if led == 302 else None)


def test_what_a_page_of_another_kind_carries_begins_again(door: Opened) -> None:
    own = carried(door.asks("/calls")[2])
    receipt = carried(door.sends("/calls", {"danger": "no", "what": "x", "carried": own, "go": "on"})[1])
    for path, name, field in (
        ("/calls", "carried", receipt),
        ("/calls", "receipt_carried", "x"),
        ("/return", "carried", "x"),
    ):
        assert door.sends(path, {name: field, "go": "on"})[0] == 200


def test_the_connection_to_the_database_may_break_and_nobody_loses_their_words(
    door: Opened, superuser: str, letters_of: Any
) -> None:
    page = carried(door.asks("/calls")[2])
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'upstander_door'")
    for number in range(6):  # whichever thread answers
        given = {"danger": "no", "what": f"after the break, {number}", "carried": page, "go": "on"}
        status, shown = door.sends("/calls", given)
        assert status == 200
    assert len(letters_of(words_in(shown))) == 6


def test_sizes_tell_nothing_of_a_letter(door: Opened, letters_of: Any) -> None:
    short, long = (reported(door, what=said) for said in ("x", "x" * 7_000))
    assert letters_of(short)[0][2] == letters_of(long)[0][2]


def test_files_go_into_the_one_letter(door: Opened, letters_of: Any) -> None:
    page = at_the_files(door)
    body, told = multipart({"carried": carried(page), "go": "on"}, [("a.png", b"a" * 1000), ("b.png", b"b" * 300_000)])
    status, _headers, shown = door.asks("/", body, **told)
    assert status == 200
    assert [(who, urgent) for who, urgent, *_rest in letters_of(words_in(shown))] == [("unit", False)]


def test_too_many_files_are_told_and_what_was_written_stays(door: Opened) -> None:
    page = at_the_files(door)
    fields = {"carried": carried(page), "go": "on", "keep_from": "somebody"}
    body, told = multipart(fields, [(f"{number}.png", b"x") for number in range(MOST_FILES + 1)])
    _status, _headers, shown = door.asks("/", body, **told)
    assert f"Send at most {MOST_FILES} files" in shown
    assert "somebody" in shown
    assert "Add your files again" in shown  # or what is sent now goes without them


BROKEN = st.one_of(
    st.binary(max_size=400),  # no form at all
    st.tuples(st.integers(0, 2_000), st.binary(max_size=20)),  # a form that was changed in one place
    st.integers(1, 2_000),  # a form that was cut off
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(broken=BROKEN, boundary=st.sampled_from(["XX", "X", "", '"', "X" * 300]))
def test_an_upload_that_is_broken_anywhere_is_answered_and_the_next_one_is_taken(
    door: Opened, broken: bytes | tuple[int, bytes] | int, boundary: str
) -> None:
    """No form, a form changed in one place, a form cut off, under a boundary that is its own or not."""
    whole, _told = multipart({"carried": "x", "go": "on", "what": "words"}, [("a.png", b"\x89PNG" * 100)])
    match broken:
        case bytes():
            body = broken
        case (at, other):
            body = whole[:at] + other + whole[at + 1 :]
        case int():
            body = whole[:broken]
    form = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    status, headers, _page = door.asks("/calls", body, **form)
    assert (status in {200, 400}, headers["Cache-Control"]) == (True, "no-store")


def test_after_all_that_the_door_still_takes_what_is_sent(door: Opened) -> None:
    assert len(reported(door)) == WORDS


def test_whoever_comes_back_and_forgot_an_answer_is_told_to_add_their_files_again(door: Opened) -> None:
    page = carried(door.sends("/return", {"receipt": " ".join(reported(door))})[1])
    body, told = multipart({"carried": page, "go": "write", "danger": "no"}, [("a.png", b"a" * 1000)])
    _status, _headers, shown = door.asks("/return", body, **told)
    assert ("Answer this question" in shown, "Add your files again" in shown) == (True, True)


@pytest.mark.parametrize("length", [str(READ_AWAY + 1), str(10**15), "-1", "many"])
def test_a_request_that_says_it_is_too_large_is_refused_before_it_is_read(door: Opened, length: str) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=60) as raw:
        raw.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode())
        answer = raw.recv(200).decode()
    assert " 413 " in answer or " 400 " in answer


def test_an_upload_without_an_end_is_ended(door: Opened) -> None:
    """A body in pieces whose length nobody says is read up to a measure, and then refused."""
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", door.port), timeout=60) as raw:
        raw.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        sent = 0
        with contextlib.suppress(OSError):  # until the door hangs up
            while sent < 200 << 20:
                raw.sendall(piece)
                sent += len(piece)
    assert sent < 64 << 20


def test_many_who_send_slowly_hold_nobody_up(door: Opened) -> None:
    begun = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\ndanger=no"
    slow = [socket.create_connection(("127.0.0.1", door.port), timeout=60) for _ in range(100)]
    try:
        for one in slow:
            one.sendall(begun)
        assert len(reported(door)) == WORDS
    finally:
        for one in slow:
            one.close()


def test_more_who_never_end_than_there_are_places_keep_nobody_out(door: Opened) -> None:
    """Nobody is told from another by address: who has been there longest makes room for who comes next."""
    begun = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\ndanger=no"
    held = [socket.create_connection(("127.0.0.1", door.port), timeout=60) for _ in range(LIMITS["connection_limit"])]
    try:
        for one in held:
            one.sendall(begun)
        assert len(reported(door)) == WORDS
        assert held[0].recv(1) == b""  # hung up on, whatever it still sends
        for one in held[-20:]:
            one.sendall(b"x")  # and these are not
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.recv(1)
    finally:
        for one in held:
            one.close()


@pytest.mark.parametrize(("path", "visitors"), [("/static/desk/desk.css", 16), ("/calls", 220)])
def test_many_who_ask_much_at_once_and_read_nothing_keep_nobody_out(door: Opened, path: str, visitors: int) -> None:
    """Each connection has one request: the rest of what is asked in it is not answered, and holds no thread."""
    asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 150
    held = []
    try:
        for _number in range(visitors):
            one = socket.create_connection(("127.0.0.1", door.port), timeout=60)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            held.append(one)
            with contextlib.suppress(OSError):  # hung up on already, to make room
                one.sendall(asked)
        assert len(reported(door)) == WORDS
    finally:
        for one in held:
            one.close()


def test_who_sends_most_slowly_goes_first_and_who_has_just_come_goes_last() -> None:
    said = """
        a byte a second        | 600 |         600
        an upload over a phone | 600 |  30_000_000
        has not sent anything  |  30 |           0
        came just now          |   1 |           0
        came nine seconds ago  |   9 |       4_000
        """
    visits = [[cell.strip() for cell in row.split("|")] for row in said.strip().splitlines()]
    order = sorted(visits, key=lambda visit: goes_by(float(visit[1]), int(visit[2])))
    assert [who for who, *_rest in order] == [
        "has not sent anything",
        "a byte a second",
        "an upload over a phone",
        "came nine seconds ago",
        "came just now",
    ]


@pytest.mark.parametrize("size", [MOST + 1, KEPT - 1, KEPT, 5 * KEPT], ids=["a byte", "less", "as much", "a film"])
def test_who_sends_too_much_reads_what_to_do(door: Opened, size: int) -> None:
    """A browser shows a page once it has sent all, and none where it is hung up on before."""
    status, _headers, shown = door.asks("/", b"x" * size, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert (status, "Nothing was sent" in shown) == (413, True)


@pytest.mark.parametrize("size", [MOST + 1, 2 * KEPT], ids=["a little", "a film"])
def test_who_adds_too_large_a_file_finds_their_words_still_there(door: Opened, letters_of: Any, size: int) -> None:
    """Above all who must not see it: sent again without, it would go to whom they wanted to keep it from."""
    said = {"keep_from": "PC One\nSgt Two", "carried": carried(at_the_files(door)), "go": "on"}
    body, form = multipart(said, [("film.mp4", b"x" * size)])
    status, _headers, shown = door.asks("/", body, **form)
    assert (status, "What you wrote is still here" in shown, "PC One\nSgt Two" in shown) == (413, True, True)
    _status, shown = door.sends("/", {"keep_from": "PC One\nSgt Two", "carried": carried(shown), "go": "on"})
    assert len(letters_of(words_in(shown))) == 1


def test_who_comes_back_with_too_large_a_file_finds_their_message_still_there(door: Opened) -> None:
    page = carried(door.sends("/return", {"receipt": " ".join(reported(door))})[1])
    said = {"carried": page, "danger": "yes", "message": "He is outside again", "keep_from": "PC One"}
    body, form = multipart(said, [("film.mp4", b"x" * 2 * KEPT)])
    status, _headers, shown = door.asks("/return", body, **form)
    assert (status, "He is outside again" in shown, "PC One" in shown) == (413, True, True)


@pytest.mark.usefixtures("socket_enabled")
def test_of_what_is_too_much_only_the_beginning_is_kept_while_it_is_read() -> None:
    with socket.socket() as unused:
        request = OnlyOne(Adjustments(sockets=[unused], max_request_body_size=READ_AWAY, inbuf_overflow=MEMORY))
    request.received(f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {2 * KEPT}\r\n\r\n".encode())
    for _piece in range(2 * KEPT >> 20):
        assert (request.received(b"x" * (1 << 20)), len(request.body_rcv)) == (1 << 20, BEGINNING)
    assert (request.completed, request.error, request.received(b"more")) == (True, None, 0)


def test_fields_beyond_measure_are_told(door: Opened) -> None:
    page = carried(door.asks("/calls")[2])
    status, shown = door.sends("/calls", {f"f{number}": "x" for number in range(100)} | {"carried": page})
    assert (status, "too large to take" in shown) == (400, True)
    status, shown = door.sends("/calls", {"danger": "no", "what": "x" * 2_000_000, "carried": page})
    assert (status, "too large to take" in shown) == (400, True)


def test_what_is_longer_than_an_answer_may_be_is_told_and_kept_on_the_page(door: Opened) -> None:
    page = carried(door.asks("/calls")[2])
    _status, shown = door.sends("/calls", {"danger": "no", "what": "y" * 9_000, "carried": page, "go": "on"})
    assert "This is too long" in shown
    assert "y" * 9_000 in shown


@pytest.mark.parametrize(
    "said", ["<script>alert(1)</script>", "\x00", "{{ said }}", "'; DROP TABLE x; --", "\ud7ff\u202e"]
)
def test_whatever_is_written_is_only_words(door: Opened, letters_of: Any, said: str) -> None:
    page = carried(door.asks("/calls")[2])
    _status, shown = door.sends("/calls", {"danger": "", "what": said, "carried": page, "go": "on"})
    assert "<script>alert(1)" not in shown
    status, shown = door.sends("/calls", {"danger": "no", "what": f"a{said}", "carried": page, "go": "on"})
    assert status == 200
    assert len(letters_of(words_in(shown))) == 1


@pytest.mark.parametrize("field", ["", "AAAA", "not base64!", "é"])
def test_a_form_that_carries_what_is_not_ours_begins_again_and_sends_nothing(door: Opened, field: str) -> None:
    status, shown = door.sends("/calls", {"danger": "no", "what": "x", "carried": field, "go": "on"})
    assert (status, words_in(shown)) == (200, [])
    assert "Nothing was sent" in shown
    for lost in ({"receipt_carried": field, "go": "save"}, {"receipt_carried": field, "go": "compare"}):
        assert words_in(door.sends("/calls", lost)[1]) == []


def test_guessing_receipts_tells_nothing(door: Opened) -> None:
    """One that was never given answers as one that was typed wrongly: the same page, but for what was typed."""
    shown = []
    for guess in (Receipt.fresh(), Receipt.fresh()):
        status, page = door.sends("/return", {"receipt": str(guess)})
        assert status == 200
        shown.append(page.rstrip(" ").replace(str(guess), "WORDS"))
    assert shown[0] == shown[1]


def test_another_host_is_not_this_door(door: Opened) -> None:
    assert door.asks("/", Host="elsewhere.example")[0] == 400


def test_no_answer_is_kept_or_opened_inside_another_page(door: Opened) -> None:
    for path in ("/", "/return", "/nowhere"):
        _status, headers, _page = door.asks(path)
        assert headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"


@pytest.fixture
def room(superuser: str) -> Iterator[Callable[[int], None]]:
    """Gives the door so much room, in bytes, and in the end what it had."""

    def give(statement: str) -> None:
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute(statement)
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'upstander_door'"
            )

    yield lambda size: give(f"ALTER DATABASE upstander SET upstander.door_room = '{size} bytes'")
    give("ALTER DATABASE upstander RESET upstander.door_room")


def held_by_letters(superuser: str) -> int:
    """Bytes."""
    sizes = "SELECT pg_total_relation_size('reporting_letter') + pg_total_relation_size('casework_reportfile')"
    with psycopg.connect(superuser) as connection:
        return int((connection.execute(sizes).fetchone() or (0,))[0])


def test_a_flood_takes_room_from_files_first_and_whoever_is_refused_keeps_their_words(
    door: Opened, room: Callable[[int], None], superuser: str
) -> None:
    room(held_by_letters(superuser) * 3 // 2)  # more than half of it is taken
    fields = {"carried": carried(at_the_files(door)), "go": "on"}
    body, told = multipart(fields | {"keep_from": "PC One"}, [("a.png", b"a" * 1000)])
    status, _headers, shown = door.asks("/", body, **told)
    assert (status, "only words" in shown, "PC One" in shown, words_in(shown)) == (503, True, True, [])
    assert len(reported(door)) == WORDS
    room(held_by_letters(superuser) - 1)  # all of it, and not yet the quarter more
    page = carried(door.asks("/calls")[2])
    given = {"what": "what was said", "carried": page, "go": "on"}
    status, shown = door.sends("/calls", given | {"danger": "no"})
    assert (status, "Nothing was sent" in shown, "what was said" in shown, words_in(shown)) == (503, True, True, [])
    assert len(words_in(door.sends("/calls", given | {"danger": "yes"})[1])) == WORDS
    room(1)
    page = carried(door.asks("/calls")[2])
    status, shown = door.sends("/calls", {"danger": "no", "what": "what was said", "carried": page, "go": "on"})
    assert (status, "Nothing was sent" in shown, "what was said" in shown, words_in(shown)) == (503, True, True, [])
