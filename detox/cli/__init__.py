"""The spoken face: one file for a family of commands."""
