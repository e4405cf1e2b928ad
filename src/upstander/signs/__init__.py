"""The warning signs and nothing else: one file each, found by looking in the folder."""
