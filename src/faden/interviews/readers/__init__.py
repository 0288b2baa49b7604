"""Readers: one file a format, each a pure function from bytes to a `Reading`."""
