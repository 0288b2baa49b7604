"""REFI-QDA: the exchange format of programs for qualitative analysis, read and written.

The standard is REFI-QDA 1.5 (https://www.qdasoftware.org). Every program writes it differently, above
all in how it counts positions; `faden.exchange.refi.offsets` finds out.
"""
