"""How a lead is told: in a terminal, and as a document that can be handed on."""
