"""One file per kind of contact, each with a function of its name: the background in, traces out."""
