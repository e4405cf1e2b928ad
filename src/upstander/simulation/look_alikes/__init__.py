"""Innocent people whose records look like a sign: each file gives `STORIES`, and each story tells why it is innocent."""
