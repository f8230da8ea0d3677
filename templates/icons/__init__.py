"""Small drawings that stand before words and say nothing that the words do not: kinds of units, and risks."""
