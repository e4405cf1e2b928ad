"""An ordinary force, what it offers, and acts in it, for the second generation of offenders and look-alikes."""

import numpy as np
import pytest

from upstander.trials.drawn.second.doings import LaterActs
from upstander.trials.drawn.second.surroundings import Surroundings


@pytest.fixture(scope="session")
def force(ordinary):
    """120 staff over 150 days, nothing planted."""
    return ordinary(120, 150, 2001)


@pytest.fixture(scope="module")
def ground(force):
    """What that force offers; made for each file, since look-alikes add to what is known."""
    return Surroundings(force)


@pytest.fixture
def acts(ground):
    """Acts that begin with nothing written."""
    acts = LaterActs(ground, np.random.default_rng(1))
    acts.begin()
    return acts
