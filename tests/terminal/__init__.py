"""The program as a person meets it: in a terminal, key by key."""
