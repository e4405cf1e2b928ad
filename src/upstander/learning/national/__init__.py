"""The national picture: what each force shares of its counts, so that nobody is told from it, and all forces merged."""
