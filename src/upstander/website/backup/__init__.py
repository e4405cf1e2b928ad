"""One file that holds the whole desk, sealed so that only a key kept elsewhere opens it."""
