"""What people enter at the desk, and what is said where it cannot be taken: a file for each part of the work."""
