"""Exchange with other programs for qualitative analysis: REFI-QDA, Taguette, qc; tables."""
