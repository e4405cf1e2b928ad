"""What the force already holds: one file per feed; reading, refusing, storing."""
