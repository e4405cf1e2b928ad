"""How well the signs find, and how fast: the eleven cases, look-alikes, peers, scale. The only room that sees both."""
