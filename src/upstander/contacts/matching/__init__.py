"""Whether two records are of one person, as a probability that says what it rests on; nothing is ever merged."""
