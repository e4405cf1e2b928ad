"""How the tables of the room access came to be."""
