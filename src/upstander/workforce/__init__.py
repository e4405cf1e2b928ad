"""What a force owes and knows of its own people: training, vetting, talks about integrity, and what it promised."""
