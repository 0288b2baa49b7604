"""Interviews and workshops: transcripts, the readers that make them, and their segments."""
