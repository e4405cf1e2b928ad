"""Articles and guidance for an issue: written by one, let out by another, kept by versions, in plain text."""
