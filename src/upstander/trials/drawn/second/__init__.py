"""The second generation of the trial: other offenders and other look-alikes, written when the first had been seen."""
