"""The commands of `cop layer`, one a module; they must not know each other."""
