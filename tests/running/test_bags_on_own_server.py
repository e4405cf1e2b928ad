"""Bags where databases are on forces' own servers: packed and taken in by the tables' owner, who is no superuser."""

import uuid

import psycopg
import pytest
from nacl.public import PrivateKey

from tests.running.conftest import run
from tests.running.test_own_server import own, prepared  # noqa: F401 - fixtures
from upstander.reporting.bag_files import LETTERS, packing
from upstander.reporting.fields import written_bytes
from upstander.reporting.recipients import ELSEWHERE, UNIT, Recipient, Recipients, read_key, written

pytestmark = pytest.mark.enable_socket
on_18 = pytest.mark.parametrize("cluster", [18], indirect=True)  # where no version differs


@on_18
def test_the_owner_packs_and_takes_in(prepared, tmp_path):  # noqa: F811
    door, outside, file = tmp_path / "recipients.toml", PrivateKey.generate(), tmp_path / "bag"
    assert run("recipient-of", prepared.folder, "--label", "x")[0] == 0
    own_key = read_key((prepared.folder / "reports.key").read_text()).public_key
    everybody = {UNIT: Recipient(UNIT, "x", own_key), ELSEWHERE: Recipient(ELSEWHERE, "y", outside.public_key)}
    door.write_text(written(Recipients(everybody, ())))
    with file.open("wb") as out, packing(out, LETTERS, to=own_key, back_to=outside.public_key) as bag:
        box = {"box": written_bytes(b"b" * 32), "public_key": written_bytes(bytes(outside.public_key))}
        days = {"opened_on": "2026-01-02", "on": "2026-01-02"}
        bag.put({"is": "letter", "id": str(uuid.uuid4()), "urgent": True, **box, **days}, b"sealed")
    kept = ("--addresses", prepared.kept)
    assert "1 new and 0" in run("take-in-bag", prepared.folder, file, *kept)[1]
    for what, words in (("bag-replies", ()), ("bag-letters", ("--recipients", door))):
        status, said = run(what, prepared.folder, tmp_path / what, *words, *kept)
        assert (status, (tmp_path / what).stat().st_mode & 0o777) == (0, 0o600), said
    with psycopg.connect((prepared.kept / "upstander_post.address").read_text()) as post:
        assert post.execute("SELECT recipient, urgent FROM reporting_letter").fetchall() == [("unit", True)]


@on_18
def test_without_the_administrators_folder_nothing_is_done(prepared, tmp_path):  # noqa: F811
    status, said = run("bag-replies", prepared.folder, tmp_path / "bag")
    assert (status, "--addresses" in said, (tmp_path / "bag").exists()) == (2, True, False)
