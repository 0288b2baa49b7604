"""The study as a folder: its settings, participants, consents and context."""
