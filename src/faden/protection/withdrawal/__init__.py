"""Withdrawal: what a person said leaves every file, cache and output, with proof that it did (FIELD DP-3)."""
