"""The desk's pages: each asks the policy, leaves its trace, and hands what it found to a template."""
