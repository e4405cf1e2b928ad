"""Changes to the tables of the door, in order."""
