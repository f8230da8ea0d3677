"""Pure stages: each takes values and returns a value and problems; none touches disk, clock or chance."""
