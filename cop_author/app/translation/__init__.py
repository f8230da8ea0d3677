"""What translators and those who send and take back their work do: one use case a module."""
