"""How the tables of the room casework came to be."""
