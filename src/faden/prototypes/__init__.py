"""Prototypes: specified in text, checked, rendered as clickable pages."""
