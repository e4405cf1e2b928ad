"""What a day of a supervisor's own team was, told from routine records: what happened, and never that it was wrong."""
