"""Editing: what a person does in the app, kept in the study's files at once, with undo and redo."""
