"""Protection: pseudonyms, the vault, withdrawal."""
