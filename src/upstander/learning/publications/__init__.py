"""What a force hands out of what it learned."""
