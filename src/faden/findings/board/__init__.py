"""The needs board: people gather what was said into groups, and the machine's proposals are kept beside."""
