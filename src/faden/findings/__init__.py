"""Findings: needs, findings and personas, each tied to its evidence."""
