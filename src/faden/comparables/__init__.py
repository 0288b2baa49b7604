"""Comparable projects: facts with source and date, criteria, ratings."""
