"""The pages of what a force owes and knows of its people."""
