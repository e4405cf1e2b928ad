"""Keyword sets are data; here texts are read by them, once, into a table that the signs of family E build on."""
