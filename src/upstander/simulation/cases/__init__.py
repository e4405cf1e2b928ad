"""The eleven cases of the sources as stories: one file each, found by looking in the folder.

Each file gives `CASE` (its number in the sources), `EARLY_TRACE` (whether force records hold anything before the force
was told) and `happen`, which draws the people and the pace and lets it happen; it returns False where nobody fits.
"""
