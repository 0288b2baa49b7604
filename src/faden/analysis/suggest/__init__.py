"""Codes that may fit a passage, each with its reason and a calibrated score; a person decides."""
