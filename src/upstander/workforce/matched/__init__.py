"""Whom staff told the force of, beside whom they met through work: shown with why, and decided by a person."""
