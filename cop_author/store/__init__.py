"""Disk and git: the only place where files are read and written."""
