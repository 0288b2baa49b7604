"""Agreement: how far coders coincide beyond chance, always with what it was counted on."""
