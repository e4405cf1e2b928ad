"""Notices of how matters ended: what they rest on, what a matter allows to be told, and what people do with them."""
