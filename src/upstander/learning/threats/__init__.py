"""The yearly strategic assessment of threats: live figures, words of people, adopted by the chief officer."""
