"""Search: passages found by their words and by what they mean, pure values in and out."""
