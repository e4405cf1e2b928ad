"""Innocent people whose records look like a sign: each file gives `STORIES`, and each tells why it is innocent."""
