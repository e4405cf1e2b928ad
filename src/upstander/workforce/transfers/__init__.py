"""People who came from another force, and what that force was asked of them."""
