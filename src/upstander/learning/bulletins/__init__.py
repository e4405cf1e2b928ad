"""Bulletins of one page, and the readers' survey of each."""
