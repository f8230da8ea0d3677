"""Frozen data that the whole tool speaks in: standard library only, no input or output."""
