"""The commands of `cop catalogue`, one a module; they must not know each other."""
