"""One file per policing purpose, found by looking in the folder."""
