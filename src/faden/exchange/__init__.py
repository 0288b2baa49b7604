"""Exchange with other programs; arrives with its own issue."""
