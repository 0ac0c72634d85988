"""The drawn face: the Textual screens."""
