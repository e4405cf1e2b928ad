"""The tables of this room, in the order in which they came to be."""
