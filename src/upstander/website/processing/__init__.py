"""What this desk does with data, told from what is set and held: an assessment, and a statement for staff."""
