"""Pseudonyms: the list of names, and the text in which they are replaced."""
