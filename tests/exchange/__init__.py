"""Sentences about Detox that could be false."""
