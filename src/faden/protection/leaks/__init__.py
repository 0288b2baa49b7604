"""The leak scan: every byte of an output is searched for every clear name of the key."""
