"""What is learned from cases: the library of published ones, what reads reports into it, and the search over it."""
