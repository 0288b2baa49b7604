"""Languages and their models: cleaning, sentences, lemmas, detection, vectors.

Nothing heavy is loaded by importing this layer; every library is imported in the function that
needs it, behind one door each.
"""
