"""The welfare of a force's own people, kept by whoever supervises them: what was offered, and never why."""
