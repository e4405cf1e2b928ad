"""What recording a matter says, where a test is about something else."""

RECORDED = {"alleges": "something else", "abuse_of_position": "no"}
