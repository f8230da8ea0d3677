"""One use case a module: where stages meet, readable as a list."""
