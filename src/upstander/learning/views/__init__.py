"""The pages of what a force learns."""
