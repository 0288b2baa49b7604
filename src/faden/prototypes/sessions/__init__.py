"""Usability tests: what testers do in a prototype, read in, counted, and shown without telling who."""
