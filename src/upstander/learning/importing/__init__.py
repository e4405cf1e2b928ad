"""Reads published reports (text, HTML, PDF) into cases, by their headings, each passage traceable to its place."""
