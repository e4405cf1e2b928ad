"""How fast, against merely reading the same columns and against others' tools. See README.md."""
