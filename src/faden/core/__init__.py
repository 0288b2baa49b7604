"""What every layer stands on: problems, texts, ids, positions, files."""
