"""The hand-off: what a team needs that builds the prototype for real, in one folder."""
