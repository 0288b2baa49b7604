"""Coding: the codebook, codings that tie codes to words, and memos."""
