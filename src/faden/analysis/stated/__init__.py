"""What a sentence states: a proposal as learnt elsewhere, other kinds by the study's own codes."""
