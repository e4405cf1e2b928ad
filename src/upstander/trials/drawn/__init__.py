"""Offenders and look-alikes of the trial's own, drawn from independent choices and told apart from the signs."""
