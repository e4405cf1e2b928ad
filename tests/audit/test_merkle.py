"""One root stands for all leaves, and a path proves that one is among them. The vectors are Certificate Transparency's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.audit.merkle import is_among, node, proof, root_of

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
ROOTS = """
0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
1 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
2 fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
3 aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
4 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
5 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
6 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
7 ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
8 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
"""


@pytest.mark.parametrize(("size", "root"), [line.split() for line in ROOTS.split("\n") if line])
def test_roots_are_those_of_the_standard(size, root):
    assert root_of(LEAVES[: int(size)]).hex() == root


SIZES = st.integers(1, 40).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1)))


@given(SIZES)
def test_every_leaf_is_proven_at_its_place_and_at_no_other(asked):
    size, index = asked
    leaves = [bytes([n]) for n in range(size)]
    path, root = proof(iter([*leaves, b"later"]), index, size), root_of(leaves)
    assert is_among(leaves[index], index, size, path, root)
    assert not is_among(b"other", index, size, path, root)
    assert not any(is_among(leaves[index], n, size, path, root) for n in range(-1, size + 1) if n != index)
    assert not is_among(leaves[index], index, size, [*path, root], root)
    assert not is_among(leaves[index], index, size, path, bytes(32))
    assert size == 1 or not is_among(leaves[index], index, size, path[:-1], root)


def test_a_node_does_not_pass_for_a_leaf():
    left, right = (root_of([leaf]) for leaf in (b"a", b"b"))
    assert root_of([left + right]) != node(left, right)


def test_a_proof_needs_its_leaves():
    with pytest.raises(ValueError, match="there are 2"):
        proof([b"a", b"b"], 0, 3)
    with pytest.raises(ValueError, match="no leaf 3 among 3"):
        proof([b"a", b"b", b"c"], 3, 3)
