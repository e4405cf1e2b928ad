"""Upstander: finds, hears and sees through abuse of police position for a sexual purpose."""
