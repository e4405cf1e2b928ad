"""The tables of what a force learns, in the order in which they came to be."""
