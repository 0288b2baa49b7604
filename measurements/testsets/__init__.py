"""Test sets for finding what identifies a person; written without looking at what finds it."""
