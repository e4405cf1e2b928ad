"""Integrity health checks that are held here: questions, what was written, and whether it tells of a talk."""
