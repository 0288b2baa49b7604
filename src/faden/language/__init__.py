"""Language: embeddings, cleaning, detection, sentences and lemmas."""
