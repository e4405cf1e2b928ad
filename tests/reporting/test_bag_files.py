"""A bag's file holds what was put in, in a few sizes, and what was not ended is no bag."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey

from upstander.reporting.bag_files import LETTERS, LONGEST_HELD, SMALLEST, TIMES, BagError, packing, read_bag
from upstander.reporting.sealed_stream import BAG, Sealing

TO, BACK = PrivateKey.generate(), PrivateKey.generate()


class Counted(io.RawIOBase):
    """Counts what is written, and keeps nothing."""

    size = 0

    def write(self, held):
        self.size += len(held)
        return len(held)


def pack(out, *held):
    with packing(out, LETTERS, to=TO.public_key, back_to=BACK.public_key) as bag:
        for number, one in enumerate(held):
            bag.put({"is": "letter", "number": number}, one)
    return out


def size_of(*held):
    return pack(Counted(), *held).size


@settings(max_examples=10)
@given(st.lists(st.binary(max_size=3 << 20), max_size=5))
def test_what_is_put_in_comes_out_in_its_order(held):
    bag = read_bag(io.BytesIO(pack(io.BytesIO(), *held).getvalue()), TO)
    assert (bag.kind, bytes(bag.back_to)) == (LETTERS, bytes(BACK.public_key))
    assert [(one.said["number"], one.held) for one in bag.records] == list(enumerate(held))


def test_an_empty_bag_is_as_large_as_one_with_the_largest_letter():
    assert size_of() == size_of(bytes(LONGEST_HELD)) == size_of(*[bytes(1000)] * 100)
    assert SMALLEST < size_of() < SMALLEST * 1.001


def test_the_next_size_is_much_larger():
    assert SMALLEST * TIMES < size_of(bytes(LONGEST_HELD), bytes(LONGEST_HELD)) < SMALLEST * TIMES * 1.001


def test_two_bags_of_the_same_have_nothing_in_common_but_their_head():
    one, other = pack(io.BytesIO()).getvalue(), pack(io.BytesIO()).getvalue()
    assert [at for at in range(200, len(one), 4096) if one[at : at + 64] == other[at : at + 64]] == []


def test_a_bag_that_was_not_ended_cannot_be_read_to_its_end():
    out = io.BytesIO()
    with suppress(OSError), packing(out, LETTERS, to=TO.public_key, back_to=BACK.public_key) as bag:
        bag.put({"is": "letter"}, bytes(3 << 20))
        raise OSError("the disk is full")
    records = read_bag(io.BytesIO(out.getvalue()), TO).records
    with pytest.raises(BagError, match=r"it was cut short: .* pack it again"):
        list(records)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a record in it cannot be read"),
        ((1 << 20).to_bytes(4) + b"{}", "4096 is the most"),
        (b"\0\0\0\2[]", "a record in it cannot be read"),
        (b"\0\0\0\x18" + b'{"is":"letters","size":9}', "a record in it cannot be read"),
    ],
)
def test_what_no_desk_of_ours_packed_is_told(content, said):
    out = io.BytesIO()
    Sealing(out, TO.public_key, BAG).add(content, last=True)
    with pytest.raises(BagError, match=said):
        read_bag(io.BytesIO(out.getvalue()), TO)


def test_something_after_the_end_is_told():
    first = b'{"is":"letters","size":0,"id":"%s","back_to":"%s"}' % (b"0" * 32, b"A" * 43 + b"=")
    lines = (first, b'{"is":"end","size":0}')
    out = io.BytesIO()
    content = b"".join(len(line).to_bytes(4) + line for line in lines)
    Sealing(out, TO.public_key, BAG).add(content + b"\0\0more", last=True)
    with pytest.raises(BagError, match="something stands after its end"):
        list(read_bag(io.BytesIO(out.getvalue()), TO).records)
