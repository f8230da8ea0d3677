"""One rule or family of rules a module; each is a function from a workspace to problems."""
