"""A force that does not exist: the demo, the examples, scale tests. It knows records and never signs."""

from upstander.simulation.simulate import simulate

__all__ = ["simulate"]
