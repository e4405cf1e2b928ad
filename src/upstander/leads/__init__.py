"""What findings add up to: peers, combining, wording, the list."""
